import { evidence } from '../../evidence.ts';
import type { Hop } from '../../hop.ts';
import { keyOf } from '../age.ts';
import { hasElementPrefix } from '../path-prefix.ts';
import type { RulePath } from '../rule-paths.ts';

/** A path that no map has, and why. */
export interface LeftOut {
  readonly path: RulePath;
  readonly reason: string;
}

/** The paths of a host that would have come before the one that takes a request, had they not been left out. */
export function leftOutHops(
  leftOut: readonly LeftOut[],
  host: string,
  requested: string | undefined,
  taken: string,
): Hop[] {
  return leftOut
    .filter(({ path }) => path.host === host && path.path.length >= taken.length && takes(path, requested ?? ''))
    .map(({ path, reason }) => ({
      kind: 'path',
      status: 'warn',
      text: `${path.path || '/'} of Ingress ${keyOf(path.ingress)} is left out: ${reason}`,
      because: [evidence(`${path.path || '/'} ${path.pathType}`, path.ingress.object, [...path.at, 'path'])],
    }));
}

function takes({ path, pathType }: RulePath, requested: string): boolean {
  if (pathType === 'Exact') return requested === path;
  return pathType === 'Prefix' ? hasElementPrefix(requested, path) : requested.startsWith(path);
}
