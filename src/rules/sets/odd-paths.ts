import type { Cluster } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { ControllerId } from '../../traffic/controllers/define-controller.ts';
import { pathsOf, type RulePath } from '../../traffic/ingress/rule-paths.ts';
import { isReached, type Taker } from '../../traffic/path-inspection.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { annotationsOf, isIngress } from '../facts/ingress.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { kustomizationsOf } from './kustomize.ts';
import { takersOf } from './takers.ts';

/** A path with characters that plain paths have not, and what is wrong with them. */
export interface OddPath extends RulePath {
  readonly kind: /** A regular expression that is compared literally. */
    | 'expression'
    /** A `*` that stands for itself. */
    | 'glob'
    /** No request has such a path. */
    | 'unmatchable'
    /** The admission webhook of ingress-nginx refuses a character of it. */
    | 'refused';
  /** Empty when it cannot be told. */
  readonly takers: readonly Taker[];
}

const cache = new WeakMap<Cluster, readonly OddPath[]>();

/** The paths of a set that are not compared as they seem to be meant; each has one thing wrong with it. */
export function oddPathsOf(cluster: Cluster): readonly OddPath[] {
  let found = cache.get(cluster);
  if (!found) {
    found = find(cluster);
    cache.set(cluster, found);
  }
  return found;
}

function find(cluster: Cluster): readonly OddPath[] {
  const model = modelOf(cluster);
  const found: OddPath[] = [];
  for (const ingress of model.ingresses.all) {
    for (const path of pathsOf(ingress)) {
      if (!unplain.test(path.path) || isUnclear(cluster, path)) continue;
      const takers = takersOf(cluster, ingress.object);
      const kind = kindOf(model, path, takers);
      if (kind) found.push({ ...path, kind, takers });
    }
  }
  return found;
}

/** What `strict-validate-path-type` lets pass is plain (ingress-nginx internal/ingress/inspector/rules.go, v1.15.1). */
const unplain = /[^A-Za-z0-9._\-/]/;

function isUnclear(cluster: Cluster, { ingress: { object }, path, at }: RulePath): boolean {
  if (!isIngress(object) || isPlaceholder(path) || isInDoubt(object, [...at, 'path'])) return true;
  if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return true;
  return Object.entries(annotationsOf(object)).some(
    ([key, value]) => otherExpressions.test(key) || otherExpressions.test(String(value)),
  );
}

/** Annotations of other controllers that make expressions of paths, whatever their type says. */
const otherExpressions = /^(?!nginx\.ingress\.)[\w.-]+\/[\w.-]*regex|pathmatcher|path-type$|path-regexp|PathRegexp/i;

function kindOf(model: Model, path: RulePath, takers: readonly Taker[]): OddPath['kind'] | undefined {
  const isLiteral = path.pathType === 'Exact' || path.pathType === 'Prefix';
  const isExpression = expression.test(path.path);
  if (isExpression) return isLiteral ? 'expression' : undefined;
  if (path.path.includes('*')) return isGlob(path, isLiteral, takers) ? 'glob' : undefined;
  if (suspicious.test(path.path) && isUnmatchable(model, path, isLiteral, takers)) return 'unmatchable';
  return isLiteral && takers.some(({ id }) => id === 'ingress-nginx') ? 'refused' : undefined;
}

/** What nobody writes in a path but as an expression. */
const expression = /[\\^|[\]]|\.[*+?]|\(\.|\([^)]*[*+?]\)|\)[*+?]|\/\(|.\$$/;

function isGlob({ ingress, path }: RulePath, isLiteral: boolean, takers: readonly Taker[]): boolean {
  // Application Gateway takes a star at the end whatever the type; of others another rule speaks.
  if (takers.length > 0 && takers.every(({ id }) => id === 'agic')) return false;
  if (isLiteral) return true;
  if (isExpressionMode(ingress) || path.startsWith('/~')) return false;
  return takers.length > 0 && takers.every(({ id }) => withoutGlobs.has(id));
}

/** Whether ingress-nginx takes the paths of an Ingress for expressions. */
function isExpressionMode({ object }: Typed<Ingress>): boolean {
  const annotations = annotationsOf(object);
  return (
    annotations['nginx.ingress.kubernetes.io/use-regex'] !== undefined ||
    annotations['nginx.ingress.kubernetes.io/rewrite-target'] !== undefined
  );
}

const withoutGlobs: ReadonlySet<ControllerId> = new Set([
  'ingress-nginx',
  'contour',
  'haproxy',
  'haproxy-jcmoraisjr',
  'traefik',
  'kong',
]);

/** A query, a fragment, a space, and what clients encode otherwise. */
const suspicious = /[?#\s]|%[0-9A-Fa-f]{2}/;
/** Encodings of what needs none (RFC 3986, section 2.3): every client and proxy writes the character itself. */
const needless = /%(?:2[dDeE]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])/;

function isUnmatchable(model: Model, rulePath: RulePath, isLiteral: boolean, takers: readonly Taker[]): boolean {
  const { ingress, host, path, pathType, backend } = rulePath;
  // To some controllers a question mark is a part of an expression or of a pattern.
  if (/[?#]/.test(path) && isLiteral) return true;
  if (!isLiteral && (takers.length === 0 || isExpressionMode(ingress))) return false;
  if (!/\s/.test(path) && !needless.test(path) && takers.length === 0) return false;
  const by: readonly ControllerId[] = takers.length === 0 ? ['spec'] : takers.map(({ id }) => id);
  const written = { path, pathType, ...(backend && { backend }) };
  const targets = [asSent(path)];
  return by.every((id) => isReached(model, id, ingress, host, written, targets) === false);
}

/** The path as clients send it: no more encoded than it must be. */
function asSent(path: string): string {
  return path
    .replace(new RegExp(needless, 'g'), (text) => decodeURIComponent(text))
    .replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
