import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { pathsOf, type RulePath } from '../../traffic/ingress/rule-paths.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { isIngress } from '../facts/ingress.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { rewriteTargetOf } from '../facts/rewrite.ts';
import { kustomizationsOf } from './kustomize.ts';
import { takersOf } from './takers.ts';

/** The paths of an Ingress that ingress-nginx rewrites, and to what. */
export interface Rewriting {
  readonly target: string;
  readonly paths: readonly RulePath[];
}

/** What ingress-nginx rewrites of an Ingress; undefined where it rewrites nothing, or another controller takes it. */
export function rewritingOf(cluster: Cluster, ingress: LoadedObject): Rewriting | undefined {
  const target = rewriteTargetOf(ingress);
  if (target === undefined || isPlaceholder(target) || !isIngress(ingress)) return undefined;
  if (kustomizationsOf(cluster).isPatch(ingress.document.source.path)) return undefined;
  const takers = takersOf(cluster, ingress);
  if (takers.length > 0 && !takers.some(({ id }) => id === 'ingress-nginx')) return undefined;
  const typed = modelOf(cluster).ingresses.all.find(({ object }) => object === ingress);
  const paths = typed ? pathsOf(typed) : [];
  // A target that is the path itself changes nothing (location.go needsRewrite, v1.15.1).
  const rewritten = paths.filter(
    ({ path, at }) => path !== '' && path !== target && !isPlaceholder(path) && !isInDoubt(ingress, [...at, 'path']),
  );
  return rewritten.length === 0 ? undefined : { target, paths: rewritten };
}
