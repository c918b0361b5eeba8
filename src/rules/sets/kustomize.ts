import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { Json } from '../../objects/kube-object.ts';
import { valueAt } from '../facts/value-at.ts';
import { directoryOf, fileNameOf, resolvePath } from './file-path.ts';

/** What kustomizations among the files say about the files beside them. */
export interface Kustomizations {
  /** Whether what reaches the cluster from this file is decided by a kustomization in its directory or the one above. */
  governs(path: string): boolean;
  /** Whether a file holds patches: parts of objects. */
  isPatch(path: string): boolean;
}

const cache = new WeakMap<Cluster, Kustomizations>();

/** Reads the kustomizations of a cluster's files once. */
export function kustomizationsOf(cluster: Cluster): Kustomizations {
  let found = cache.get(cluster);
  if (!found) {
    found = read(cluster);
    cache.set(cluster, found);
  }
  return found;
}

/** The names that kustomize itself looks for (kustomize api/konfig/general.go). */
const fileNames: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

function read(cluster: Cluster): Kustomizations {
  const directories = new Set<string>();
  const patches = new Set<string>();
  for (const { path } of cluster.sources) if (fileNames.has(fileNameOf(path))) directories.add(directoryOf(path));
  for (const object of cluster.objects) {
    const { path } = object.document.source;
    if (!isKustomization(object)) continue;
    const directory = directoryOf(path);
    directories.add(directory);
    for (const file of patchFiles(object.decoded.value)) patches.add(resolvePath(directory, file));
  }
  return {
    governs: (path) => directories.has(directoryOf(path)) || directories.has(directoryOf(directoryOf(path))),
    isPatch: (path) => patches.has(path),
  };
}

function isKustomization(object: LoadedObject): boolean {
  return (
    object.apiVersion.startsWith('kustomize.config.k8s.io/') || fileNames.has(fileNameOf(object.document.source.path))
  );
}

function patchFiles(kustomization: Json): string[] {
  const files: string[] = [];
  for (const field of ['patches', 'patchesStrategicMerge', 'patchesJson6902']) {
    const list = valueAt(kustomization, [field]);
    if (!Array.isArray(list)) continue;
    for (const entry of list as readonly Json[]) {
      const file = typeof entry === 'string' ? entry : valueAt(entry, ['path']);
      if (typeof file === 'string') files.push(file);
    }
  }
  return files;
}
