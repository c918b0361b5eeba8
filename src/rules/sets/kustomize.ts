import type { Cluster } from '../../model/cluster.ts';
import { ambiguousKustomizations } from '../../model/kustomize/build.ts';
import { isRemote, kustomizationFiles } from '../../model/kustomize/files.ts';
import type { Json } from '../../objects/kube-object.ts';
import { listAt, valueAt } from '../facts/value-at.ts';
import { directoryOf, fileNameOf, resolvePath } from './file-path.ts';

/** What kustomizations among the files say about the files beside them. */
export interface Kustomizations {
  /** Whether what reaches the cluster from this file is decided by a kustomization in its directory or the one above. */
  governs(path: string): boolean;
  /** Whether a file holds patches: parts of objects. */
  isPatch(path: string): boolean;
  /** Whether a kustomization may add to the objects of a file, or change them, in a way that only a build shows. */
  mayAdd(path: string, what: string): boolean;
  /** Whether a kustomization gives the objects of a file labels, selectors among them, or another namespace. */
  rewrites(path: string): boolean;
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

function read(cluster: Cluster): Kustomizations {
  const directories = new Set<string>();
  const patches = new Set<string>();
  const builds: Build[] = [];
  const files = new Set<string>();
  let ambiguous: ReadonlySet<string> | undefined;
  for (const { path } of cluster.sources) {
    if (!kustomizationFiles.has(fileNameOf(path))) continue;
    files.add(path);
    directories.add(directoryOf(path));
  }
  for (const object of cluster.objects) {
    const { path } = object.document.source;
    if (!files.has(path) && !object.apiVersion.startsWith('kustomize.config.k8s.io/')) continue;
    const directory = directoryOf(path);
    directories.add(directory);
    for (const file of patchFiles(object.decoded.value)) patches.add(resolvePath(directory, file));
    ambiguous ??= ambiguousKustomizations(cluster);
    builds.push(buildOf(directory, object.decoded.value, ambiguous.has(directory)));
  }
  const governs = (path: string): boolean =>
    directories.has(directoryOf(path)) || directories.has(directoryOf(directoryOf(path)));
  const of = (path: string): Build[] => builds.filter(({ roots }) => roots.some((root) => isBelow(path, root)));
  return {
    governs,
    isPatch: (path) => patches.has(path),
    mayAdd: (path, what) => {
      if (builds.length === 0) return false;
      return of(path).some(
        ({ roots: [own = ''], opens, opensOwn, patched, secrets }) =>
          opens ||
          (opensOwn && isBelow(path, own)) ||
          (patched && what === 'pods') ||
          (secrets && what === 'TLS Secret'),
      );
    },
    rewrites: (path) => builds.length > 0 && of(path).some((build) => build.rewrites),
  };
}

/** What one kustomization does, as far as it matters to references between objects. */
interface Build {
  /** Its directory and what it lists under resources. */
  readonly roots: readonly string[];
  /** It brings objects that are not among the files. */
  readonly opens: boolean;
  /** It is one of several that are built of the same files, so objects that its own name may have other names. */
  readonly opensOwn: boolean;
  readonly patched: boolean;
  readonly secrets: boolean;
  readonly rewrites: boolean;
}

function buildOf(directory: string, kustomization: Json, ambiguous: boolean): Build {
  const has = (field: string): boolean => listAt(kustomization, [field]).length > 0;
  const resources = ['resources', 'bases', 'components']
    .flatMap((field) => listAt(kustomization, [field]))
    .filter((entry) => typeof entry === 'string');
  const addsLabels = has('labels') || valueAt(kustomization, ['commonLabels']) !== undefined;
  const remote = resources.some(isRemote);
  return {
    roots: [directory, ...resources.map((entry) => resolvePath(directory, entry))],
    opens: remote || has('helmCharts') || has('generators') || has('transformers') || has('components'),
    opensOwn: ambiguous,
    patched: patchFields.some(has) || (ambiguous && addsLabels),
    secrets: has('secretGenerator'),
    rewrites: addsLabels || valueAt(kustomization, ['namespace']) !== undefined,
  };
}

const patchFields: readonly string[] = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements'];

function isBelow(path: string, root: string): boolean {
  return root === '' ? !path.includes('/') : path === root || path.startsWith(`${root}/`);
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
