import type { Typed } from '../../../model/registry.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import type { ObjectionTopic } from '../../objection.ts';

/** What keeps the controller from setting anything up for a group. */
export interface Refusal {
  readonly refused: string;
  readonly because: readonly Evidence[];
  /** What to do about it, in a sentence. */
  readonly remedy: string;
  readonly topic: ObjectionTopic;
}

/** Says where and why a configuration is refused, and what to do; of an annotation, that its value is meant. */
export function refuse(reason: string, from: Typed<unknown>, path: FieldPath, remedy: string): Refusal {
  const topic = path[1] === 'annotations' ? 'annotation' : 'other';
  return { refused: reason, because: [evidence(reason, from.object, path)], remedy, topic };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
