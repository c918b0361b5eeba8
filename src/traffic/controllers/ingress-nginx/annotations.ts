import type { StringMap } from '../../../objects/kinds/meta.ts';

/** What an annotation holds: nothing, something that its validator refuses, or a value. */
export type Annotation =
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'invalid'; readonly value: string }
  | { readonly kind: 'value'; readonly value: string };

/** Whether a value passes an annotation's validator. */
export type Validator = (value: string) => boolean;

export const prefix = 'nginx.ingress.kubernetes.io/';

/**
 * Reads an annotation with its validator (ingress-nginx internal/ingress/annotations/parser, v1.15.1). Space around the
 * lines of a value is cut; an alias counts where the first name holds nothing.
 */
export function read(annotations: StringMap, valid: Validator, name: string, alias?: string): Annotation {
  let written = annotations[prefix + name];
  if (!written && alias !== undefined) written = annotations[prefix + alias] || written;
  if (written === undefined) return { kind: 'missing' };
  if (written === '') return { kind: 'empty' };
  if (!valid(written)) return { kind: 'invalid', value: written };
  const value = written
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
  return value === '' ? { kind: 'empty' } : { kind: 'value', value };
}

/** The value of an annotation that falls back to a default when it is missing or refused. */
export function textOr(annotation: Annotation, otherwise: string): string {
  return annotation.kind === 'value' ? annotation.value : otherwise;
}

/** The same for a truth value, as Go's strconv.ParseBool writes them. */
export function boolOr(annotations: StringMap, name: string, otherwise: boolean): boolean {
  const found = read(annotations, isBool, name);
  return found.kind === 'value' ? isTrue(found.value) : otherwise;
}

/** The same for a whole number. */
export function intOr(annotations: StringMap, name: string, otherwise: number): number {
  const found = read(annotations, isInt, name);
  return found.kind === 'value' ? Number(found.value) : otherwise;
}

export function isTrue(value: string): boolean {
  return /^(?:1|t|T|TRUE|true|True)$/.test(value);
}

// parser/validators.go, v1.15.1.
export const isBool: Validator = (value) => isTrue(value) || /^(?:0|f|F|FALSE|false|False)$/.test(value);
export const isInt: Validator = (value) => /^[+-]?\d+$/.test(value);
export const isBasic: Validator = (value) => /^[-._~a-zA-Z0-9/: ]*$/.test(value);
export const isUrl: Validator = (value) => /^[-._~a-zA-Z0-9/:,?&=]*$/.test(value);
export const isPathWithCapture: Validator = (value) => /^\/?[-._~a-zA-Z0-9/:$]*$/.test(value);
export const isRegexText: Validator = (value) => /^[-._~a-zA-Z0-9/:^$[\](){}*+?|&=\\]*$/.test(value);
export const isServerNames: Validator = (value) => value.split(',').every((name) => isRegexText(name.trim()));
export const isServiceName: Validator = (value) => value.length <= 63 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(value);
export const isAny: Validator = () => true;
