import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { backendText } from '../../ingress/answer-text.ts';
import { eighthsOfLast, prevails } from '../../ingress/go-map.ts';
import type { EnvoyRequest } from './request-line.ts';
import type { Claim, EnvoyRoute } from './virtual-hosts.ts';

/** Which of the Ingresses that claim a route has it. */
export interface Contest {
  readonly claim: Claim;
  /** One that would answer the request differently. */
  readonly rival: Claim | undefined;
  /** How often the claim's answer is given, in eighths; undefined where no answer prevails. */
  readonly eighths: number | undefined;
}

/**
 * Contour keeps the claim that it reads last, and reads its Ingresses from a map, which has them in the order in which
 * they were created (projectcontour/contour internal/dag/ingress_processor.go computeIngresses, dag.go AddRoute, v1.33).
 */
export function contestOf(
  { claims }: EnvoyRoute,
  ingresses: readonly Typed<Ingress>[],
  request: EnvoyRequest,
): Contest | undefined {
  const [first] = claims;
  if (!first) return undefined;
  const rivalOf = (claim: Claim): Claim | undefined => claims.find((each) => !isSame(each, claim, request));
  const rival = rivalOf(first);
  if (!rival) return { claim: first, rival, eighths: undefined };
  const eighths = eighthsOfClaims(claims, ingresses);
  for (const claim of eighths ? claims : []) {
    const times = claims.reduce(
      (sum, each, index) => sum + (isSame(each, claim, request) ? (eighths?.[index] ?? 0) : 0),
      0,
    );
    if (times >= prevails) return { claim, rival: rivalOf(claim), eighths: times };
  }
  return { claim: first, rival, eighths: undefined };
}

/** How often each of the claims is the one that is read last; undefined where any of them may be. */
export function eighthsOfClaims(
  claims: readonly Claim[],
  ingresses: readonly Typed<Ingress>[],
): readonly number[] | undefined {
  return eighthsOfLast(
    claims.map(({ path }) => ingresses.indexOf(path.ingress)),
    ingresses.length,
  );
}

/** A claim's backend as answers name it. */
export function backendTextOf({ target, upstream }: Pick<Claim, 'target' | 'upstream'>): string {
  return backendText({ target, ...(upstream.kind === 'reached' && { reach: upstream.reach }) });
}

/** Whether two claims give a request the same answer. */
function isSame(a: Claim, b: Claim, request: EnvoyRequest): boolean {
  if (request.upgrade && a.websocket !== b.websocket) return false;
  if (request.scheme === 'http' && a.upgrade !== b.upgrade) return false;
  if (request.scheme === 'http' && a.upgrade) return true;
  return backendTextOf(a) === backendTextOf(b);
}
