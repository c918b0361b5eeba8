import type { Json } from '../../src/objects/kube-object.ts';
import type { FieldPath } from '../../src/yaml/field-path.ts';

/** Where something was written, as offsets. */
export interface Written {
  readonly start: number;
  readonly end: number;
}

/** A text and where each key and value of the tree stands in it, noted while it was written. */
export interface Layout {
  readonly text: string;
  /** By the JSON of the path. */
  readonly keys: ReadonlyMap<string, Written>;
  readonly values: ReadonlyMap<string, Written>;
}

/** Writes a tree as YAML in a layout that the numbers of `random` decide: flow or block, quotes, comments, key order, indentation, line ends. */
export function writeLayout(tree: Json, random: () => number): Layout {
  const keys = new Map<string, Written>();
  const values = new Map<string, Written>();
  const eol = chance(0.25) ? '\r\n' : '\n';
  const indentation = chance(0.3) ? 4 : 2;
  const comments = chance(0.7);
  let text = '';

  if (comments && chance(0.5)) text += `# made up${eol}`;
  if (chance(0.3)) text += `---${eol}`;
  writeBlock(tree, [], 0);
  if (comments && chance(0.5)) text += '# the end';
  return { text, keys, values };

  function chance(part: number): boolean {
    return random() < part;
  }

  /** Writes a value where a line begins, indented by `indent`; ends with a line end. */
  function writeBlock(value: Json, path: FieldPath, indent: number, mayFlow = path.length > 0): void {
    if (isLeaf(value) || (mayFlow && chance(0.15))) {
      text += ' '.repeat(indent);
      writeInline(value, path, indent);
      endLine();
      return;
    }
    const start = text.length + indent;
    const entries = entriesOf(value);
    let end = start;
    entries.forEach(([step, part], index) => {
      comment(indent);
      // Whatever comes before the first entry moves it.
      if (index === 0) note(values, path, text.length + indent, text.length + indent);
      text += ' '.repeat(indent);
      end = Array.isArray(value)
        ? writeItem(part, [...path, step], indent)
        : writeEntry(String(step), part, [...path, step], indent);
    });
    const begun = values.get(JSON.stringify(path));
    note(values, path, begun?.start ?? start, end);
  }

  function writeItem(value: Json, path: FieldPath, indent: number): number {
    text += '-';
    if (isLeaf(value) || chance(0.2)) {
      text += ' ';
      writeInline(value, path, indent + 2);
      return closed();
    }
    // The first entry stands beside the dash, the others below it.
    const inner = indent + 2;
    const entries = entriesOf(value);
    const start = text.length + 1;
    let end = start;
    entries.forEach(([step, part], index) => {
      if (index > 0) comment(inner);
      text += index === 0 ? ' ' : ' '.repeat(inner);
      end = Array.isArray(value)
        ? writeItem(part, [...path, step], inner)
        : writeEntry(String(step), part, [...path, step], inner);
    });
    note(values, path, start, end);
    return end;
  }

  /** Returns where the value ends; the line is closed then. */
  function writeEntry(key: string, value: Json, path: FieldPath, indent: number): number {
    const start = text.length;
    text += scalar(key, true);
    note(keys, path, start, text.length);
    text += ':';
    if (isLeaf(value) || chance(0.15)) {
      text += chance(0.1) ? '   ' : ' ';
      writeInline(value, path, indent + indentation);
      return closed();
    }
    endLine();
    // Lists may stand as far left as their key.
    if (Array.isArray(value) && chance(0.5)) writeBlock(value, path, indent, false);
    else writeBlock(value, path, indent + indentation);
    return values.get(JSON.stringify(path))?.end ?? text.length;
  }

  function closed(): number {
    const end = text.length;
    endLine();
    return end;
  }

  /** Writes a value within a line: a scalar, or a collection in flow style. */
  function writeInline(value: Json, path: FieldPath, indent: number): void {
    const start = text.length;
    if (typeof value !== 'object' || value === null) text += scalar(value, false);
    else {
      const isList = Array.isArray(value);
      const wide = chance(0.3);
      text += isList ? '[' : '{';
      entriesOf(value).forEach(([step, part], index) => {
        const at = [...path, step];
        if (index > 0) text += ',';
        if (wide) text += `${comments && chance(0.3) ? ' # inside' : ''}${eol}${' '.repeat(indent + 2)}`;
        else if (index > 0) text += ' ';
        if (!isList) {
          const keyStart = text.length;
          text += scalar(String(step), true);
          note(keys, at, keyStart, text.length);
          text += ': ';
        }
        writeInline(part, at, indent + 2);
      });
      text += isList ? ']' : '}';
    }
    note(values, path, start, text.length);
  }

  function scalar(value: string | number | bigint | boolean | null, isKey: boolean): string {
    if (typeof value !== 'string') return value === null ? (chance(0.5) ? 'null' : '~') : String(value);
    if (plain.test(value) && !keyword.test(value) && chance(isKey ? 0.8 : 0.5)) return value;
    if (singleQuotable.test(value) && chance(0.5)) return `'${value.replaceAll("'", "''")}'`;
    return JSON.stringify(value);
  }

  function entriesOf(value: Json): [string | number, Json][] {
    if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => [index, item]);
    const entries = Object.entries(value as { readonly [key: string]: Json });
    for (let at = entries.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      const [a, b] = [entries[at], entries[other]];
      if (a && b) [entries[at], entries[other]] = [b, a];
    }
    return entries;
  }

  function endLine(): void {
    if (chance(0.1)) text += '  ';
    if (comments && chance(0.15)) text += ' # note';
    text += eol;
  }

  function comment(indent: number): void {
    if (comments && chance(0.1)) text += `${' '.repeat(chance(0.5) ? indent : 0)}# of its own${eol}`;
    if (chance(0.05)) text += eol;
  }

  function note(map: Map<string, Written>, path: FieldPath, start: number, end: number): void {
    map.set(JSON.stringify(path), { start, end });
  }
}

/** What a reader is to be shown for a path: the key or value, else the nearest parent that is written. */
export function expectedAt({ keys, values }: Layout, path: FieldPath, part: 'key' | 'value'): Written | undefined {
  const full = JSON.stringify(path);
  const value = values.get(full);
  if (value) return part === 'key' ? (keys.get(full) ?? value) : value;
  for (let length = path.length - 1; length >= 0; length--) {
    const parent = path.slice(0, length);
    const written = values.get(JSON.stringify(parent));
    if (written) return keys.get(JSON.stringify(parent)) ?? firstKey(keys, parent) ?? written;
  }
  return undefined;
}

/** The first written key of a mapping that has none itself: the root, or an item of a list. */
function firstKey(keys: Layout['keys'], parent: FieldPath): Written | undefined {
  let first: Written | undefined;
  for (const [path, written] of keys) {
    const steps = JSON.parse(path) as FieldPath;
    if (steps.length !== parent.length + 1 || JSON.stringify(steps.slice(0, -1)) !== JSON.stringify(parent)) continue;
    if (!first || written.start < first.start) first = written;
  }
  return first;
}

function isLeaf(value: Json): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

const plain = /^[A-Za-z_./][A-Za-z0-9_./-]*$/;
// What YAML 1.1 reads as something else than text.
const keyword = /^(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan|[._-]+)$/i;
const singleQuotable = /^[ -~]*$/;
