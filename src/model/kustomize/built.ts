import { judge } from '../../api/judge.ts';
import { fileNameOf } from '../../text/file-path.ts';
import type { Cluster } from '../cluster.ts';
import { applyKustomizations } from './build.ts';
import { kustomizationFiles } from './files.ts';

const cache = new WeakMap<Cluster, Cluster>();

/**
 * The cluster that kustomize would make of the files, as far as that is plain: namespaces, prefixes and suffixes of names,
 * labels and annotations are applied. A cluster without kustomizations is returned as it is.
 */
export function built(cluster: Cluster): Cluster {
  let found = cache.get(cluster);
  if (!found) {
    found = hasKustomizations(cluster) ? applyKustomizations(cluster, judge) : cluster;
    cache.set(cluster, found);
    cache.set(found, found);
  }
  return found;
}

/** Whether there is a kustomization among the files; most sets have none. */
export function hasKustomizations({ sources }: Cluster): boolean {
  for (const { path } of sources) if (kustomizationFiles.has(fileNameOf(path))) return true;
  return false;
}
