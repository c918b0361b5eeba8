import { keyOf } from '../ingress/age.ts';
import type { Outcome } from '../outcome.ts';
import { pathOf } from '../request.ts';
import { pathEvidence } from './answer.ts';
import type { Cause } from './cause.ts';
import type { CauseKind } from './difference.ts';
import { decidingIngress, type Pair, takingIngress } from './pair.ts';

/** What to change so that the requests of a difference are answered as before. */
export function adviceFor(pair: Pair, cause: Cause): string {
  const ingress = decidingIngress(pair);
  return advice[cause.kind]({
    before: pair.before.name,
    after: pair.after.name,
    ingress: ingress ? `Ingress ${keyOf(ingress)}` : 'the Ingress',
    path: pathOf(pair.probe.request.target),
    target: pair.probe.request.target,
    method: pair.probe.request.method,
    rulePath: pathEvidence(pair.before.answer)?.text ?? pathEvidence(pair.after.answer)?.text ?? 'the path',
    host: pair.probe.request.host ?? '',
    annotation: cause.annotation,
    isMore: pair.grade === 'gained' || pair.grade === 'opened',
    refused: [pair.before, pair.after].map(({ answer }) => reasonOf(answer.outcome)).find((each) => each) ?? '',
    isTraefik: pair.after.name === 'traefik',
    // AGIC makes a listener for https instead of the plain one, not beside it.
    isSecureOnly:
      pair.after.name === 'agic' && pair.probe.request.scheme === 'http' && (ingress?.value.spec?.tls ?? []).length > 0,
    isBeforeDeciding: takingIngress(pair.before) !== undefined,
  });
}

function reasonOf(outcome: Outcome): string | undefined {
  return outcome.kind === 'not-serving' ? outcome.reason : undefined;
}

interface Facts {
  readonly before: string;
  readonly after: string;
  readonly ingress: string;
  readonly path: string;
  /** With query and fragment, as it is sent. */
  readonly target: string;
  readonly method: string;
  /** Why a controller would not take the configuration. */
  readonly refused: string;
  /** `/cart Prefix`. */
  readonly rulePath: string;
  readonly host: string;
  readonly annotation: string | undefined;
  /** After serves what before does not. */
  readonly isMore: boolean;
  readonly isTraefik: boolean;
  /** After serves the host by https alone. */
  readonly isSecureOnly: boolean;
  readonly isBeforeDeciding: boolean;
}

const advice: Readonly<Record<CauseKind, (facts: Facts) => string>> = {
  'configuration-refused': ({ refused }) =>
    `take what is refused out of the manifests first (${refused}): until then nothing else can be compared`,
  'ingress-not-taken': ({ ingress, after, isBeforeDeciding }) =>
    isBeforeDeciding
      ? `give ${ingress} the class of ${after} in spec.ingressClassName`
      : `give ${ingress} a class that ${after} leaves alone in spec.ingressClassName`,
  'ingress-left-out': ({ ingress, before, annotation, isMore }) =>
    isMore
      ? `leave ${ingress} out: ${before} does, for its ${annotation ?? 'annotation'}`
      : `take ${annotation ?? 'the annotation'} out of ${ingress}`,
  'access-rule': ({ after, annotation, ingress }) =>
    `do not send traffic to ${after} before it has a rule of its own in place of ${annotation ?? 'the access rule'} of ${ingress}: everyone gets in`,
  annotation: ({ after, annotation, ingress }) =>
    `write what ${annotation ?? 'the annotation'} of ${ingress} asks for in the terms of ${after}`,
  canary: ({ after, ingress }) =>
    `take the canary out of ${ingress} and split the traffic in the terms of ${after}, or leave it out until the move is done`,
  'https-redirect': ({ before, after, isMore }) =>
    isMore
      ? `switch the redirect to https of ${after} off for this host`
      : `set up the redirect to https in the terms of ${after}, with the status and port that ${before} uses`,
  'slash-redirect': ({ rulePath, ingress }) =>
    `write ${rulePath} of ${ingress} without the slash at its end, with pathType Prefix`,
  redirect: ({ ingress, after }) => `write the redirect of ${ingress} in the terms of ${after}`,
  'backend-unusable': ({ ingress }) =>
    `make the backend of ${ingress} usable, or take its path out: what stands behind a path that is not usable differs`,
  'default-backend': ({ ingress, isMore, host }) =>
    isMore
      ? `take spec.defaultBackend out of ${ingress}, or give the host ${host} a path of its own`
      : `add a Prefix path / with this backend to the rules of ${ingress}, instead of spec.defaultBackend`,
  'prefix-boundary': ({ isMore, isTraefik, rulePath, path, ingress }) => {
    if (isTraefik && isMore)
      return `run Traefik with providers.kubernetesIngress.strictPrefixMatching=true (--controller traefik-strict-prefix), or make ${rulePath} Exact`;
    return isMore
      ? `make ${rulePath} of ${ingress} Exact, or Prefix where it is ImplementationSpecific`
      : `add a path for ${path} to ${ingress}: ${rulePath} ends at a slash`;
  },
  'trailing-slash': ({ rulePath, path, ingress }) => `add the path ${path} to ${ingress} beside ${rulePath}`,
  case: ({ path, ingress, isMore }) =>
    isMore
      ? `use pathType Prefix or Exact in ${ingress}: both heed case`
      : `add the path ${path} to ${ingress} as clients write it`,
  normalisation: ({ path, before, after }) =>
    `let clients ask for the plain path: ${before} and ${after} clean ${path} up differently, or one does not at all`,
  'malformed-path': ({ target, before, after }) =>
    `nothing, unless clients send paths like ${target}: ${before} and ${after} do not refuse the same ones`,
  'encoded-slash': ({ before, after }) =>
    `do not put %2F into paths: ${before} and ${after} cut such a path into elements differently`,
  'encoded-letter': ({ before, after }) =>
    `let clients send plain letters: ${before} and ${after} do not decode escapes alike before they compare paths`,
  'regular-expression': ({ after, rulePath, ingress, isMore }) =>
    isMore
      ? `write ${rulePath} of ${ingress} without characters that ${after} takes for a regular expression`
      : `write ${rulePath} of ${ingress} as plain Prefix paths, or in the terms of ${after} for regular expressions`,
  precedence: ({ ingress, before }) =>
    `give each request one path only: write the paths of ${ingress} so that none that ${before} prefers lies within another`,
  'wildcard-depth': ({ host, ingress, isMore }) =>
    isMore ? `give ${host} a rule of its own that answers as before` : `add a rule for ${host} to ${ingress}`,
  'host-form': ({ host, before, after }) =>
    host === ''
      ? `nothing, unless clients send requests without a host: ${before} and ${after} treat them differently`
      : `make clients ask for the host as the rules write it: ${after} compares '${host}' differently`,
  'host-fallthrough': ({ ingress, isMore, host, isSecureOnly, after }) =>
    isSecureOnly
      ? `let clients of ${host} come by https, or take spec.tls out of ${ingress}: ${after} has no plain listener beside it`
      : isMore
        ? `add a Prefix path / for ${host} that answers what is not meant to be served`
        : `repeat the path of ${ingress} under the rule of ${host}: a host's own rule may shut out those of wildcards and of any host`,
  certificate: ({ host, after }) => `give ${host} a tls entry and a Secret that ${after} accepts`,
  'tls-listener': ({ host, after, ingress }) =>
    after.startsWith('alb')
      ? `give ${ingress} a listener for HTTPS in alb.ingress.kubernetes.io/listen-ports, and ACM a certificate for ${host}`
      : `name ${host} in spec.tls of ${ingress}, with a Secret that ${after} accepts`,
  method: ({ before, after, annotation, method }) =>
    annotation === undefined
      ? `nothing, unless clients send ${method}: ${before} and ${after} treat it differently`
      : `write what ${annotation} asks for in the terms of ${after}`,
  'backend-reading': ({ ingress }) =>
    `name the Service's port in ${ingress} by its number, and name the ports of Service and EndpointSlices alike`,
  'set-changed': () => 'undo the change, or serve the requests of before beside those of now',
  other: ({ before, after }) => `ask both with ksvc trace --controller ${before},${after}`,
};
