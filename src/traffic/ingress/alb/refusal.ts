import type { Typed } from '../../../model/registry.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';

/** What keeps the controller from setting anything up for a group. */
export interface Refusal {
  readonly refused: string;
  readonly because: readonly Evidence[];
}

/** Says where and why a configuration is refused. */
export function refuse(reason: string, from: Typed<unknown>, path: FieldPath): Refusal {
  return { refused: reason, because: [evidence(reason, from.object, path)] };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
