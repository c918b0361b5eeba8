import type { SelectedWorkload } from '../sets/selection.ts';

/**
 * Whether the pods of a workload are made from its template alone: operators may add containers to those of their kinds,
 * unless somebody has said where these describe their pods.
 */
export function isKnownWorkload({ object, spec }: Pick<SelectedWorkload, 'object' | 'spec'>): boolean {
  if (object.decoded.known) return true;
  return object.templatePath !== undefined && (spec.containers?.length ?? 0) > 0;
}
