import type { Typed } from '../../../model/registry.ts';
import type { Meta, StringMap } from '../../../objects/kinds/meta.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { type GoShape, readGoJson } from '../go-json.ts';
import { type Refusal, refuse } from './refusal.ts';

// Values as the parser of aws-load-balancer-controller reads them (pkg/annotations/parser.go, v3.5.0).

export const prefix = 'alb.ingress.kubernetes.io/';

/** An object whose annotations are read. */
export type Annotated = Typed<{ readonly metadata?: Meta }>;

/** What is written under a name. */
export function textOf({ value }: Annotated, name: string): string | undefined {
  return value.metadata?.annotations?.[prefix + name];
}

/** Where an annotation is written. */
export function placeOf(name: string): FieldPath {
  return ['metadata', 'annotations', prefix + name];
}

/** A whole number of 32 bits. */
export function int32Of(from: Annotated, name: string): number | undefined | Refusal {
  const text = textOf(from, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^[+-]?\d+$/.test(text) && value >= -(2 ** 31) && value < 2 ** 31) return value;
  const reason = `failed to parse int32 annotation, ${prefix}${name}: ${text}`;
  return refuse(reason, from, placeOf(name), 'Write a whole number in quotes.');
}

/** A truth value as strconv.ParseBool reads it. */
export function boolOf(from: Annotated, name: string): boolean | undefined | Refusal {
  const text = textOf(from, name);
  if (text === undefined) return undefined;
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return false;
  const reason = `failed to parse bool annotation, ${prefix}${name}: ${text}`;
  return refuse(reason, from, placeOf(name), `Write "true" or "false".`);
}

/** Values between commas, without the space around them. */
export function listOf(from: Annotated, name: string): string[] | undefined {
  return textOf(from, name)
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** JSON of a form. */
export function jsonOf<T>(from: Annotated, name: string, shape: GoShape): T | undefined | Refusal {
  const text = textOf(from, name);
  if (text === undefined) return undefined;
  const value = readGoJson<T>(text, shape);
  if (value !== undefined) return value;
  const reason = `failed to parse json annotation, ${prefix}${name}: ${text}`;
  return refuse(
    reason,
    from,
    placeOf(name),
    `Write JSON of the form that the controller's documentation has for ${name}.`,
  );
}

/** Whether `key=value` pairs between commas can be read; commas and backslashes in them are escaped. */
export function pairsProblem(from: Annotated, name: string): Refusal | undefined {
  const text = textOf(from, name);
  if (text === undefined || text === '') return undefined;
  const pairs = text.replace(/\\./g, '_').split(',');
  if (pairs.every((pair) => /^\s*[^\s=]/.test(pair) && pair.includes('='))) return undefined;
  const reason = `failed to parse stringMap annotation, ${prefix}${name}: ${text}`;
  return refuse(reason, from, placeOf(name), 'Write key=value, with commas between several.');
}

/** The annotations of an Ingress with those of a Service over them (MergeStringMap in model_build_target_group.go). */
export function withService(ingress: Annotated, service: StringMap | undefined): Annotated {
  const annotations = { ...ingress.value.metadata?.annotations, ...service };
  return { ...ingress, value: { metadata: { ...ingress.value.metadata, annotations } } };
}
