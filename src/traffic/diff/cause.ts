import { keyOf } from '../ingress/age.ts';
import { pathOf } from '../request.ts';
import { annotationEvidence, ingressOf, pathEvidence } from './answer.ts';
import type { Boundary } from './boundary.ts';
import type { CauseKind } from './difference.ts';
import { accessRule } from './grade.ts';
import { type Answered, type Pair, sayingOf } from './pair.ts';
import { unspokenAnnotation } from './unspoken-annotation.ts';

/** Why two answers differ, as far as the answers themselves tell. */
export interface Cause {
  readonly kind: CauseKind;
  readonly text: string;
  /** The annotation that one side reads and the other does not. */
  readonly annotation?: string;
}

/** The most telling reason that holds: what concerns whole Ingresses before what concerns single requests. */
export function causeOf(pair: Pair): Cause {
  const { before, after } = pair;
  const said = `${sayingOf(before)}; ${sayingOf(after)}`;
  const refused = refusedCause(pair);
  if (refused) return refused;
  // That an odd request is refused in two ways has nothing to do with whose Ingress it would be.
  const whole =
    pair.grade === 'status' && formOf[pair.probe.boundary] !== undefined
      ? undefined
      : (untakenCause(before, after) ??
        untakenCause(after, before) ??
        leftOutCause(before, after) ??
        leftOutCause(after, before));
  if (whole) return whole;
  if (pair.grade === 'opened') {
    const annotation = accessRule(before.answer);
    return { kind: 'access-rule', text: said, ...(annotation !== undefined && { annotation }) };
  }
  const annotation = annotationOfOne(pair);
  const { boundary } = pair.probe;
  const isForm = formOf[boundary] !== undefined && boundary !== 'method';
  const unspoken = annotation === undefined && !isForm ? unspokenAnnotation(pair) : undefined;
  if (unspoken !== undefined) return { kind: 'annotation', text: `${said} (${unspoken})`, annotation: unspoken };
  const kind = kindOf(pair, annotation);
  // Such requests are refused before any annotation counts.
  const isBy = annotation !== undefined && kind !== 'malformed-path';
  return { kind, text: said, ...(isBy && { annotation }) };
}

function kindOf(pair: Pair, annotation: string | undefined): CauseKind {
  const { before, after, probe, grade } = pair;
  const [b, a] = [before.answer, after.answer];
  const form = formOf[probe.boundary];
  if (form !== undefined) return form;
  if (isCanary(before) || isCanary(after)) return 'canary';
  const redirect = redirectCause(pair);
  if (redirect) return annotation !== undefined && redirect === 'redirect' ? 'annotation' : redirect;
  if (probe.request.scheme === 'https' && (isTlsRefusal(before) || isTlsRefusal(after))) return 'tls-listener';
  if (grade === 'tls') return 'certificate';
  const [left, right] = [pathEvidence(b), pathEvidence(a)];
  if ((left?.path[1] === 'defaultBackend') !== (right?.path[1] === 'defaultBackend')) return 'default-backend';
  // Where another Service stands in for what is not usable, that it does is what gets lost.
  if (annotation?.endsWith('/default-backend')) return 'annotation';
  if (isUnusable(before) || isUnusable(after)) return 'backend-unusable';
  if (grade === 'rewrite' && annotation !== undefined) return 'annotation';
  if (readsExpression(before) !== readsExpression(after)) return 'regular-expression';
  if (annotation !== undefined) return 'annotation';
  const isSamePlace = left !== undefined && left.object === right?.object && left.path.join() === right.path.join();
  if (isSamePlace && b.outcome.kind === 'delivered' && a.outcome.kind === 'delivered') {
    return grade === 'rewrite' ? (pathFormOf[probe.boundary] ?? 'other') : 'backend-reading';
  }
  const pathForm = pathFormOf[probe.boundary];
  if (pathForm !== undefined) return pathForm;
  if (isSamePlace) return 'backend-reading';
  if (left && right) return hostOf(before) === hostOf(after) ? 'precedence' : 'host-fallthrough';
  return left || right ? 'host-fallthrough' : 'other';
}

/** Boundaries that say by themselves what both sides see differently. */
const formOf: Partial<Record<Boundary, CauseKind>> = {
  'host-case': 'host-form',
  'host-dot': 'host-form',
  'host-port': 'host-form',
  'no-host': 'host-form',
  'two-labels': 'wildcard-depth',
  'odd-label': 'host-form',
  'bare-domain': 'wildcard-depth',
  sni: 'tls-listener',
  method: 'method',
  'above-root': 'malformed-path',
  'broken-escape': 'malformed-path',
  fragment: 'malformed-path',
  'target-form': 'malformed-path',
};

const pathFormOf: Partial<Record<Boundary, CauseKind>> = {
  appended: 'prefix-boundary',
  slash: 'trailing-slash',
  case: 'case',
  'double-slash': 'normalisation',
  'dot-segment': 'normalisation',
  'dot-dot': 'normalisation',
  'encoded-slash': 'encoded-slash',
  'encoded-letter': 'encoded-letter',
};

function refusedCause({ before, after }: Pair): Cause | undefined {
  for (const { answer, name } of [before, after]) {
    const { outcome } = answer;
    if (outcome.kind === 'not-serving')
      return { kind: 'configuration-refused', text: `${name} would not take this configuration: ${outcome.reason}` };
  }
  return undefined;
}

/** The Ingress that answers on one side is none of the other's. */
function untakenCause(one: Answered, other: Answered): Cause | undefined {
  if (one.side.model !== other.side.model) return undefined;
  const place = pathEvidence(one.answer);
  const ingress = place && ingressOf(one.side.model, place.object);
  const controller = other.side.controllerFor('');
  if (!ingress || 'needs' in controller || other.side.adopted.includes(ingress)) return undefined;
  const { taken, because } = controller.takes(ingress, other.side.model);
  if (taken) return undefined;
  return { kind: 'ingress-not-taken', text: `${other.name} does not take Ingress ${keyOf(ingress)}: ${because.text}` };
}

/** The Ingress that answers on one side is left out whole on the other. */
function leftOutCause(one: Answered, other: Answered): Cause | undefined {
  const place = pathEvidence(one.answer);
  const because = one.side.model === other.side.model && place ? other.side.whyLeftOut(place.object) : undefined;
  // A part that is left out is told by the request that it would take.
  if (because?.path[0] !== 'metadata') return undefined;
  const annotation = because.path[1] === 'annotations' ? String(because.path[2]) : undefined;
  const text = `${other.name}: ${because.text}`;
  return { kind: 'ingress-left-out', text, ...(annotation !== undefined && { annotation }) };
}

function annotationOfOne({ before, after }: Pair): string | undefined {
  const [left, right] = [before, after].map(({ answer }) =>
    annotationEvidence(answer).map(({ path }) => String(path[2])),
  );
  return left?.find((key) => !right?.includes(key)) ?? right?.find((key) => !left?.includes(key));
}

function isCanary(answered: Answered): boolean {
  const { answer, side } = answered;
  const places = answer.hops
    .filter(({ kind }) => kind === 'path' || kind === 'backend')
    .flatMap(({ because }) => because);
  return places.some(({ object }) => {
    const found =
      object.kind === 'Ingress'
        ? side.model.ingresses.get(side.model.namespaceOf(object), object.name, object)
        : undefined;
    return Object.entries(found?.value.metadata?.annotations ?? {}).some(
      ([key, value]) => key.endsWith('/canary') && value === 'true',
    );
  });
}

function redirectCause({ before, after, probe }: Pair): CauseKind | undefined {
  const { scheme, host, target } = probe.request;
  const kinds = [before, after].map(({ answer: { outcome } }): CauseKind | undefined => {
    if (outcome.kind !== 'redirected') return undefined;
    const { location } = outcome;
    if (scheme === 'http' && location.startsWith(`https://${host ?? ''}`)) return 'https-redirect';
    const path = pathOf(target);
    return location.endsWith(`${path}/`) || location.includes(`${path}/?`) ? 'slash-redirect' : 'redirect';
  });
  return kinds[0] ?? kinds[1];
}

function isTlsRefusal({ answer }: Answered): boolean {
  if (answer.outcome.kind === 'refused') return true;
  if (answer.outcome.kind !== 'answered') return false;
  // haproxy-jcmoraisjr serves hosts without a tls entry on the plain port only.
  if (answer.hops.some(({ status, text }) => status === 'fail' && text.startsWith('no tls entry names '))) return true;
  return answer.outcome.status === 421 || answer.hops.some(({ kind, status }) => kind === 'tls' && status === 'fail');
}

function isUnusable({ answer }: Answered): boolean {
  const isFailed = answer.hops.some(({ kind, status }) => kind === 'backend' && status !== 'ok');
  return isFailed || (answer.outcome.kind === 'answered' && answer.outcome.status === 503);
}

function readsExpression({ answer }: Answered): boolean {
  return answer.hops.some(({ kind, text }) => kind === 'path' && /regular expression|regex/.test(text));
}

/** The host of the rule that took a request. */
function hostOf({ answer, side }: Answered): string | undefined {
  const place = pathEvidence(answer);
  const [, rules, index] = place?.path ?? [];
  if (!place || rules !== 'rules' || typeof index !== 'number') return undefined;
  const { object } = place;
  const found = side.model.ingresses.get(side.model.namespaceOf(object), object.name, object);
  return found?.value.spec?.rules?.[index]?.host ?? '';
}
