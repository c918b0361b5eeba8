import type { Cluster } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import type { Evidence } from '../hop.ts';
import { keyOf } from '../ingress/age.ts';
import { hostWithoutPort } from '../request.ts';
import { place } from '../trace-result.ts';
import { adviceFor } from './advice.ts';
import { answerKey, decidingPlaces, pathEvidence, type SideAnswer } from './answer.ts';
import type { Boundary, Probe } from './boundary.ts';
import { causeOf } from './cause.ts';
import {
  type CauseKind,
  type ComparedSide,
  type Comparison,
  type Difference,
  grades,
  type SideResult,
  type Undecidable,
  type Witness,
} from './difference.ts';
import { accessRule, gradeOf } from './grade.ts';
import { heldUpdates } from './held-updates.ts';
import { landscapeOf } from './landscape.ts';
import { type Answered, type Pair, takingIngress } from './pair.ts';
import { answerPattern } from './pattern.ts';
import { visitProbes } from './probes.ts';
import { ruleOfHost } from './rule-of-host.ts';
import { serviceDifferences } from './services.ts';
import { setChange } from './set-change.ts';
import { type Side, sideOf, withReasons } from './side.ts';
import { sidesOf } from './sides.ts';
import { untakenDifference } from './untaken.ts';
import { witnessOf } from './witness.ts';

/** How to compare. */
export interface DiffOptions {
  /** Ids of the controllers that answer before and after; default: those that the sets are written for. */
  readonly controllers?: readonly [before: string, after: string] | undefined;
}

/**
 * Which requests are answered differently. The space of requests is cut at every boundary that either side knows, and
 * one request of each region asked: no difference means that there is none which the models can see.
 */
export function diffClusters(before: Cluster, after: Cluster, { controllers }: DiffOptions = {}): Comparison {
  const [old, now] = [modelOf(before), modelOf(after)];
  const { before: first, after: second, adopted } = sidesOf(old, now, controllers);
  const sides = [first, second] as const;
  const found = new Map<string, Mutable<Difference>>();
  const byPlace = new Map<string, Mutable<Difference>>();
  const open = new Map<string, Mutable<Undecidable>>();
  const ids = [new Set<string>(), new Set<string>()] as const;
  const tally = { requests: 0, same: 0, different: 0, unknown: 0 };
  visitProbes(landscapeOf([old, now]), (probe) => {
    const [b, a] = [sides[0].answer(probe.request), sides[1].answer(probe.request)];
    tally.requests++;
    if (b.controller !== null) ids[0].add(b.controller);
    if (a.controller !== null) ids[1].add(a.controller);
    if (isOpen(b, a)) {
      tally.unknown++;
      addOpen(open, probe, b, a);
    } else if (answerKey(b) === answerKey(a)) tally.same++;
    else {
      tally.different++;
      addDifference(found, byPlace, pairOf(sides, probe, b, a));
    }
  });
  const services = old === now ? { differences: [], unknown: [], asked: 0 } : serviceDifferences(old, now);
  const untaken = adopted.length > 0 ? untakenDifference(sides[0], sideOf(now, controllers?.[1]), adopted) : [];
  const differences = [...untaken, ...found.values(), ...services.differences];
  const unknown = [...open.values(), ...services.unknown];
  return {
    before: sideText(ids[0]),
    after: sideText(ids[1]),
    // Array.prototype.sort is stable: within a grade as the hosts and paths are written.
    differences: differences.sort((x, y) => rankOf(x) - rankOf(y) || oddness(x) - oddness(y)),
    unknown,
    updates: old === now ? [] : heldUpdates(old, now),
    summary: {
      requests: tally.requests + services.asked,
      same: tally.same + services.asked - services.differences.length - services.unknown.length,
      different: tally.different + services.differences.length,
      unknown: tally.unknown + services.unknown.length,
    },
  };
}

type Mutable<T extends { readonly more: readonly Witness[] }> = Omit<T, 'more'> & { readonly more: Witness[] };

/** That an access rule is gone is known even where nobody can tell whom it lets pass. */
function isOpen(b: SideAnswer, a: SideAnswer): boolean {
  if (isAnyBackend(b)) return a.outcome.kind === 'unknown' || a.outcome.kind === 'delivered';
  if (isAnyBackend(a)) return b.outcome.kind === 'unknown' || b.outcome.kind === 'delivered';
  if (a.outcome.kind === 'unknown') return true;
  return b.outcome.kind === 'unknown' && !(a.outcome.kind === 'delivered' && accessRule(b) !== undefined);
}

/** Which backend is chance, and that there is one is certain. */
function isAnyBackend({ outcome }: SideAnswer): boolean {
  if (outcome.kind !== 'unknown' || !outcome.candidates || outcome.candidates.length === 0) return false;
  return outcome.candidates.every((each) => backend.test(each));
}

const backend = /^[^/\s]+\/[^/\s]+:[^\s]+$/;

function pairOf(sides: readonly [Side, Side], probe: Probe, b: SideAnswer, a: SideAnswer): Pair {
  const isSame = b.controller === a.controller;
  const answered = (side: Side, answer: SideAnswer, word: string): Answered => ({
    side,
    answer,
    name: isSame ? word : (answer.controller ?? word),
  });
  return {
    probe,
    grade: gradeOf(b, a),
    before: answered(sides[0], b, 'before'),
    after: answered(sides[1], a, 'after'),
  };
}

function addDifference(
  found: Map<string, Mutable<Difference>>,
  byPlace: Map<string, Mutable<Difference>>,
  pair: Pair,
): void {
  const { before, after, probe } = pair;
  const isSets = before.side.model !== after.side.model;
  const change = isSets ? setChange(before, after, pair.grade) : undefined;
  const own = change ? undefined : causeOf(pair);
  const kind = change ? 'set-changed' : (own?.kind ?? 'other');
  // What a controller would not take at all is one thing to mend.
  const isRefused = kind === 'configuration-refused';
  const what = change?.text ?? (isRefused ? own?.text : own?.annotation) ?? '';
  // What controllers make of odd requests, or of TLS without certificates, is the same for every host: it is told once.
  const isOdd = (oddKinds.has(kind) && own?.annotation === undefined) || kind === 'tls-listener';
  const patterns = [before, after].map(({ answer }) =>
    isOdd ? outcomeKey(answer) : answerPattern(answer, probe.request),
  );
  // An access rule that is gone is one thing to mend, whatever stands behind it; so is an Ingress that one side leaves.
  const isOne = (pair.grade === 'opened' && what !== '') || ofWholeIngress.has(kind);
  const ingresses = isOne ? [...ingressKeys(before), ...ingressKeys(after)] : [];
  const rest = isRefused ? [] : ingresses.length > 0 ? ingresses : patterns;
  const key = [pair.grade, kind, what, ...rest].join('\n');
  // What differs for a path as it is written differs for every way to write it: one reason is enough.
  const where = [pair.grade, probe.request.scheme, ...[before, after].map(placeKey)].join('\n');
  const isPlain = plain.has(probe.boundary);
  const witness = witnessOf(probe);
  const known = found.get(key) ?? (isPlain ? undefined : byPlace.get(where));
  if (known) {
    known.more.push(witness);
    if (isPlain && !byPlace.has(where)) byPlace.set(where, known);
    return;
  }
  const text = change?.text ?? own?.text ?? '';
  const keep = change?.keep ?? adviceFor(pair, own ?? { kind: 'other', text });
  const difference: Mutable<Difference> = {
    grade: pair.grade,
    cause: { kind, text },
    keep,
    witness,
    before: resultOf(before, probe, change?.before),
    after: resultOf(after, probe, change?.after),
    more: [],
  };
  found.set(key, difference);
  if (isPlain) byPlace.set(where, difference);
}

/** Boundaries at which a path stands as people write it. */
const plain: ReadonlySet<Boundary> = new Set(['path', 'below', 'other-path', 'query']);

/** The Ingress whose path took a request, or nothing. */
function ingressKeys(answered: Answered): string[] {
  const ingress = takingIngress(answered);
  return ingress ? [keyOf(ingress)] : [];
}

const ofWholeIngress: ReadonlySet<CauseKind> = new Set(['ingress-not-taken', 'ingress-left-out']);

/** Causes that lie in the form of a request, which few clients send on purpose. */
const oddKinds: ReadonlySet<CauseKind> = new Set([
  'malformed-path',
  'method',
  'host-form',
  'normalisation',
  'encoded-slash',
  'encoded-letter',
]);

/** What odd requests gain, or get otherwise, concerns hardly anybody: it comes last. */
function rankOf(difference: Difference): number {
  const rank = grades.indexOf(difference.grade);
  return oddness(difference) === 0 || rank <= grades.indexOf('moved') ? rank : rank + grades.length;
}

/** What everybody sends comes first. */
function oddness({ cause }: Difference): number {
  return oddKinds.has(cause.kind) ? 1 : 0;
}

function outcomeKey({ outcome }: SideAnswer): string {
  return outcome.kind === 'answered' ? `${outcome.kind} ${outcome.status}` : outcome.kind;
}

/** The path that takes a request, and what is made of it. */
function placeKey({ answer, side }: Answered): string {
  const { outcome } = answer;
  const evidence = pathEvidence(answer);
  const status = outcome.kind === 'answered' || outcome.kind === 'redirected' ? outcome.status : '';
  const backend = outcome.kind === 'delivered' ? outcome.backend : status;
  const object = evidence ? `${side.model.namespaceOf(evidence.object)}/${evidence.object.name}` : '';
  return `${outcome.kind} ${backend} ${object} ${evidence?.path.join('.') ?? ''}`;
}

function resultOf({ side, answer }: Answered, { request }: Probe, change: readonly Evidence[] | undefined): SideResult {
  const places = change && change.length > 0 ? change : placesOf(side, answer, request);
  return { controller: answer.controller, outcome: answer.outcome, because: places.map(place) };
}

/** What decides an answer; where nothing does, the rule that names the host: what nearly takes a request takes long to find. */
function placesOf({ model }: Side, answer: SideAnswer, { host }: Probe['request']): Evidence[] {
  const places = decidingPlaces(withReasons(model, answer));
  return places.length > 0 ? places : [ruleOfHost(model, hostWithoutPort(host ?? ''))].flatMap((place) => place ?? []);
}

function addOpen(open: Map<string, Mutable<Undecidable>>, probe: Probe, b: SideAnswer, a: SideAnswer): void {
  const needs = [b, a].flatMap(({ outcome }) => (outcome.kind === 'unknown' ? outcome.needs : []));
  const key = [...new Set(needs.map((need) => need.replaceAll(probe.request.target, '<path>')))].join('\n');
  const witness = witnessOf(probe);
  const known = open.get(key);
  if (known) {
    known.more.push(witness);
    return;
  }
  const result = ({ controller, outcome, ...rest }: SideAnswer): SideResult => ({
    controller,
    outcome,
    because: decidingPlaces({ controller, outcome, ...rest }).map(place),
  });
  open.set(key, { needs: [...new Set(needs)], witness, before: result(b), after: result(a), more: [] });
}

function sideText(ids: ReadonlySet<string>): ComparedSide {
  return { controllers: [...ids] };
}
