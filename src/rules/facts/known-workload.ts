import type { SelectedWorkload } from '../sets/selection.ts';

/** Whether the pods of a workload are made from its template alone: operators may add containers to those of their kinds. */
export function isKnownWorkload({ object }: Pick<SelectedWorkload, 'object'>): boolean {
  return object.decoded.known;
}
