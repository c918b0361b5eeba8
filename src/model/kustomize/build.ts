// What few sets need: the command line loads it when there is a kustomization (src/dev/build.mjs).
import type { Decoded } from '../../api/decode.ts';
import type { ApiServer, Judgement } from '../../api/judgement.ts';
import type { KubeObject } from '../../objects/kube-object.ts';
import type { Cluster, LoadedObject } from '../cluster.ts';
import { applied, nameAfter } from './apply.ts';
import { type Kustomization, kustomizationsIn } from './kustomization.ts';
import { rootsOf } from './roots.ts';

/** Answers as the API server would. */
type Judge = (object: KubeObject, decoded: Decoded, server: ApiServer) => Judgement;

/** The cluster with its kustomizations applied; the same one where they change nothing. */
export function applyKustomizations(cluster: Cluster, judge: Judge): Cluster {
  const kustomizations = kustomizationsIn(cluster);
  if (!kustomizations.some(isPlain)) return cluster;
  const chains = new Map<string, { readonly chain: readonly Kustomization[]; readonly renamed: Map<string, string> }>();
  for (const { files } of rootsOf(kustomizations)) {
    const renamed = new Map<string, string>();
    for (const [file, chain] of files) if (chain.some(isPlain)) chains.set(file, { chain, renamed });
  }
  if (chains.size === 0) return cluster;
  const changes: (readonly [LoadedObject, readonly Kustomization[], Map<string, string>] | undefined)[] =
    cluster.objects.map((object) => {
      const found = chains.get(object.document.source.path);
      if (!found) return undefined;
      const name = nameAfter(object, found.chain);
      if (name !== object.name) found.renamed.set(`${object.kind}/${object.name}`, name);
      return [object, found.chain, found.renamed];
    });
  return {
    ...cluster,
    objects: cluster.objects.map((object, at) => {
      const change = changes[at];
      return change ? applied(...change, (after, decoded) => judge(after, decoded, cluster.server)) : object;
    }),
  };
}

/** The kustomizations of which a part is shared by several, so that nothing says which of them the files are built by. */
export function ambiguousKustomizations(cluster: Cluster): ReadonlySet<string> {
  const kustomizations = kustomizationsIn(cluster);
  if (kustomizations.length < 2) return none;
  const clear = new Set(rootsOf(kustomizations).flatMap(({ files }) => [...files.values()].flat()));
  return new Set(kustomizations.filter((each) => !clear.has(each) && isPlain(each)).map(({ directory }) => directory));
}

const none: ReadonlySet<string> = new Set();

/** The directories whose kustomizations do what only a build shows; a part of another one is not listed by itself. */
export function kustomizationsToBuild(cluster: Cluster): readonly string[] {
  const kustomizations = kustomizationsIn(cluster);
  const parts = new Set(kustomizations.flatMap(({ resources }) => resources));
  const byDirectory = new Map(kustomizations.map((each) => [each.directory, each]));
  const needs = (each: Kustomization, above: readonly Kustomization[]): boolean =>
    each.needsBuild ||
    each.resources.some((entry) => {
      const part = byDirectory.get(entry);
      return part !== undefined && !above.includes(part) && needs(part, [...above, part]);
    });
  return kustomizations
    .filter((each) => !parts.has(each.directory) && needs(each, [each]))
    .map(({ directory }) => directory);
}

/** Whether a kustomization changes its resources in a way that is plain from its file. */
function isPlain({ namespace, prefix, suffix, labels, annotations }: Kustomization): boolean {
  return `${namespace}${prefix}${suffix}` !== '' || labels.length > 0 || Object.keys(annotations).length > 0;
}
