import type { LoadedObject } from '../../model/cluster.ts';
import { templateOf } from '../../model/pods.ts';
import { valueAt } from './value-at.ts';

/**
 * Whether a workload is only a part of one, to be merged into another file's (a patch that no kustomization among the
 * files names): it has no selector, its pods have no labels, and a container has no image.
 */
export function isPartial(object: LoadedObject): boolean {
  const found = templateOf(object);
  if (!found || valueAt(object.decoded.value, ['spec', 'selector']) !== undefined) return false;
  const { metadata, spec } = found.template;
  return metadata?.labels === undefined && (spec?.containers ?? []).some(({ image }) => image === undefined);
}
