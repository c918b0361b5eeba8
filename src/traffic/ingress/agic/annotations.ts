import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';

// pkg/annotations/ingress_annotations.go, f42103d: what cannot be read counts as not set.

export const prefix = 'appgw.ingress.kubernetes.io/';

export function textOf({ value }: Typed<Ingress>, name: string): string | undefined {
  return value.metadata?.annotations?.[prefix + name];
}

export function placeOf(name: string): FieldPath {
  return ['metadata', 'annotations', prefix + name];
}

/** A truth value as strconv.ParseBool reads it. */
export function isSet(ingress: Typed<Ingress>, name: string): boolean {
  return /^(?:1|t|T|TRUE|true|True)$/.test(textOf(ingress, name) ?? '');
}

/** A whole number as strconv.Atoi reads it. */
export function numberOf(ingress: Typed<Ingress>, name: string): number | undefined {
  const text = textOf(ingress, name) ?? '';
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
