import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { Evidence, Hop } from '../hop.ts';
import type { Outcome } from '../outcome.ts';
import type { PresentedCertificate } from '../presented-certificate.ts';

/** How one side answers a request. */
export interface SideAnswer {
  /** Null where nobody can tell which controller answers. */
  readonly controller: string | null;
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
  /** That a connection in TLS is opened with, where that is modelled. */
  readonly certificate?: PresentedCertificate;
}

/** What two answers have to have in common to be the same to a client; reasons and who says it do not count. */
export function answerKey(answer: SideAnswer): string {
  const { outcome } = answer;
  const certificate = certificateOf(answer);
  const own = certificate === undefined ? '' : `|${certificate}`;
  switch (outcome.kind) {
    case 'delivered': {
      const { backend, upstream, failing } = outcome;
      return `${backend}|${upstream.path}|${upstream.host}|${endpointsKey(outcome)}|${failing ?? 0}${own}`;
    }
    case 'redirected':
      return `${outcome.status} ${outcome.location}${own}`;
    case 'answered':
      return `${outcome.status}${own}`;
    default:
      return outcome.kind;
  }
}

/** Who takes the connections, however often: replicas of one pod are alike. */
export function endpointsKey({ endpoints }: Extract<Outcome, { kind: 'delivered' }>): string {
  return [...new Set(endpoints.map(({ name, ip, port }) => `${name} ${name === ip ? '' : (ip ?? '')}:${port}`))]
    .sort()
    .join(',');
}

/** The Secret that a TLS connection's certificate comes from; '' for the controller's own, undefined without TLS. */
export function certificateOf({ certificate, hops }: SideAnswer): string | undefined {
  if (certificate) return certificate.secret?.replace(/^.*\//, '') ?? '';
  const hop = hops.find(({ kind }) => kind === 'tls');
  if (!hop) return undefined;
  if (hop.status !== 'ok') return '';
  for (const { object, path } of hop.because) {
    if (object.kind === 'Secret') return object.name;
    const [, tls, entry] = path;
    if (object.kind !== 'Ingress' || tls !== 'tls' || typeof entry !== 'number') continue;
    return (object.decoded.value as Ingress).spec?.tls?.[entry]?.secretName ?? '';
  }
  return undefined;
}

/** The place whose path took the request. */
export function pathEvidence({ hops }: SideAnswer): Evidence | undefined {
  return hops.findLast(({ kind }) => kind === 'path')?.because[0];
}

/** The annotations that an answer was made by. */
export function annotationEvidence({ hops }: SideAnswer): Evidence[] {
  return hops.flatMap(({ because }) => because.filter(({ path }) => path[1] === 'annotations'));
}

/** The places that decided an answer, the most telling first. */
export function decidingPlaces(answer: SideAnswer): Evidence[] {
  const found: Evidence[] = [];
  const add = (evidence: Evidence | undefined): void => {
    if (evidence && !found.some((each) => each.object === evidence.object && each.path.join() === evidence.path.join()))
      found.push(evidence);
  };
  for (const { kind, status, because } of answer.hops) {
    if ((kind === 'path' || kind === 'redirect' || kind === 'rewrite') && status !== 'fail') because.forEach(add);
  }
  for (const evidence of annotationEvidence(answer)) add(evidence);
  for (const { status, because } of answer.hops) if (status !== 'ok') add(because[0]);
  if (found.length === 0) for (const { kind, because } of answer.hops) if (kind === 'host') add(because[0]);
  return found.slice(0, 3);
}

/** The Ingress that an object is. */
export function ingressOf(model: Model, object: LoadedObject): Typed<Ingress> | undefined {
  if (object.kind !== 'Ingress') return undefined;
  return model.ingresses.alternatives(model.namespaceOf(object), object.name).find((each) => each.object === object);
}
