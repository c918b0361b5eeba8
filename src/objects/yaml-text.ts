import { scalarText } from '../yaml/scalar-text.ts';
import { isMapping } from '../yaml/value.ts';
import type { Json } from './kube-object.ts';

/** A value in flow style, on one line. */
export function flowText(value: Json): string {
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (isMapping(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${scalarText(key)}: ${flowText(inner)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return scalarText(value);
}

/** An entry in block style: its lines, without line ends, each indented. */
export function entryLines(key: string, value: Json, indent: string): string[] {
  const name = `${indent}${scalarText(key)}:`;
  if (isMapping(value) && Object.keys(value).length > 0) return [name, ...mappingLines(value, `${indent}  `)];
  if (isList(value) && value.length > 0) return [name, ...value.flatMap((item) => itemLines(item, `${indent}  `))];
  return [`${name} ${flowText(value)}`];
}

/** An item of a block sequence. */
export function itemLines(item: Json, indent: string): string[] {
  if (isMapping(item) && Object.keys(item).length > 0) {
    const [first = '', ...others] = mappingLines(item, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...others];
  }
  return [`${indent}- ${flowText(item)}`];
}

function mappingLines(mapping: { readonly [key: string]: Json }, indent: string): string[] {
  return Object.entries(mapping).flatMap(([key, value]) => entryLines(key, value, indent));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
