import type { Cluster } from '../../index.ts';
import { kustomizationsToBuild } from '../../model/kustomize/build.ts';
import { hasKustomizations } from '../../model/kustomize/built.ts';
import { visible } from '../../report/visible.ts';

/** Proposes a build where kustomizations do what the files alone do not show: patches, generators, components. */
export function kustomizeNote(cluster: Cluster): string {
  if (!hasKustomizations(cluster)) return '';
  const [first, ...others] = kustomizationsToBuild(cluster);
  if (first === undefined) return '';
  const directory = visible(first === '' ? '.' : first);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return (
    `note: what kustomize makes of ${directory}${more} is known in part only: ` +
    `kustomize build ${directory} | ksvc lint -\n`
  );
}
