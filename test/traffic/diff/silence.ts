import type { Cluster } from '../../../src/model/cluster.ts';
import { modelOf } from '../../../src/model/model.ts';
import { answerKey, type SideAnswer } from '../../../src/traffic/diff/answer.ts';
import { diffClusters } from '../../../src/traffic/diff/diff.ts';
import type { Comparison } from '../../../src/traffic/diff/difference.ts';
import { type Sides, sidesOf } from '../../../src/traffic/diff/sides.ts';
import { httpRequest, type Request } from '../../../src/traffic/request.ts';
import { type Random, type RandomRequest, randomRequest } from './random-sets.ts';

/** A request that two sides answer differently where nothing of the kind was said. */
export interface Unsaid {
  readonly request: RandomRequest;
  readonly before: string;
  readonly after: string;
}

/** What random requests showed about a comparison. */
export interface SilenceCheck {
  readonly asked: number;
  /** Diff said that nothing differs. */
  readonly isSilent: boolean;
  /** Requests whose answers differ. */
  readonly different: number;
  /** Neither is among what the comparison says. */
  readonly unsaid: readonly Unsaid[];
}

/** Asks both sides so many random requests, and looks for each pair of answers that differ among what diff says. */
export function checkSilence(
  before: Cluster,
  after: Cluster,
  controllers: readonly [string, string],
  next: Random,
  times: number,
): SilenceCheck {
  const sides = sidesOf(modelOf(before), modelOf(after), controllers);
  const comparison = diffClusters(before, after, { controllers });
  const said = saidBy(comparison, sides);
  const unsaid: Unsaid[] = [];
  let different = 0;
  for (let count = 0; count < times; count++) {
    const asked = randomRequest(next);
    const request = httpRequest(asked);
    if (!request) continue;
    const [b, a] = [sides.before.answer(request), sides.after.answer(request)];
    if (b.outcome.kind === 'unknown' || a.outcome.kind === 'unknown') continue;
    if (answerKey(b) === answerKey(a)) continue;
    different++;
    if (!said.has(pairOf(b.outcome, a.outcome))) {
      unsaid.push({ request: asked, before: JSON.stringify(b.outcome), after: JSON.stringify(a.outcome) });
    }
  }
  return { asked: times, isSilent: comparison.differences.length === 0, different, unsaid };
}

/** The pairs of answers that the witnesses of a comparison get. */
export function saidBy({ differences }: Comparison, { before, after }: Sides): Set<string> {
  const witnesses = differences.flatMap(({ witness, more }) => [witness, ...more]);
  return new Set(
    witnesses.flatMap(({ request }) => {
      const asked = httpRequest(request as Request);
      return asked ? [pairOf(before.answer(asked).outcome, after.answer(asked).outcome)] : [];
    }),
  );
}

/** Two answers without what they repeat of the request. */
export function pairOf(before: SideAnswer['outcome'], after: SideAnswer['outcome']): string {
  return [before, after].map(nameOf).join(' → ');
}

function nameOf(outcome: SideAnswer['outcome']): string {
  switch (outcome.kind) {
    case 'delivered':
      return outcome.backend;
    case 'redirected':
    case 'answered':
      return `${outcome.kind} ${outcome.status}`;
    default:
      return outcome.kind;
  }
}
