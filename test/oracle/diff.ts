import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Comparison, diff, load, type Outcome } from '../../src/index.ts';
import { modelOf } from '../../src/model/model.ts';
import { sidesOf } from '../../src/traffic/diff/sides.ts';
import type { RecordedCase, RecordedRequest } from '../traffic/controllers/recorded.ts';
import { saidBy } from '../traffic/diff/silence.ts';
import { type Agreement, type Exam, tally } from './exam.ts';
import { recordedFiles } from './routes.ts';

/** What two running controllers answered to the same requests, against `diff` of the two. */
export const recordedDifferences: Exam = {
  name: 'diff',
  folder: 'routes',
  subject: 'diff: what two running ingress controllers answered differently',
  run(folder): Agreement[] {
    const { add, agreements } = tally();
    const recordings = recordedFiles
      .filter(([file]) => existsSync(join(folder, `${file}.jsonl.gz`)))
      .map(([file, controller]) => ({ controller, cases: casesIn(join(folder, `${file}.jsonl.gz`)) }));
    for (const [index, first] of recordings.entries()) {
      for (const second of recordings.slice(index + 1)) {
        for (const [id, before] of first.cases) {
          const after = second.cases.get(id);
          if (after) compare(before, after, [first.controller, second.controller], add);
        }
      }
    }
    return agreements();
  },
};

function casesIn(path: string): Map<string, RecordedCase> {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  const cases = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedCase);
  return new Map(cases.map((each) => [each.id, each]));
}

function compare(
  before: RecordedCase,
  after: RecordedCase,
  controllers: readonly [string, string],
  add: ReturnType<typeof tally>['add'],
): void {
  const [old, now] = [before, after].map(({ manifests }) =>
    load([{ path: 'case.yaml', text: manifests }], { complete: true }),
  );
  if (!old || !now) return;
  const comparison = diff(old, now, { controllers });
  const id = (request: string): string => `${before.id} ${controllers.join(' → ')} ${request}`;
  const seen = pairsOf(before, after);
  for (const { witness, before: b, after: a } of comparison.differences) {
    const recorded = seen.get(JSON.stringify(witness.request));
    if (!recorded || b.outcome.kind === 'unknown' || a.outcome.kind === 'unknown') continue;
    const ours = [b.outcome, a.outcome].map(nameOf).join(' → ');
    add('first witnesses', id(witness.text), ours === recorded.names, () => `recorded ${recorded.names}, ours ${ours}`);
  }
  for (const { witness, more } of comparison.differences) {
    for (const { text, request } of [witness, ...more]) {
      const recorded = seen.get(JSON.stringify(request));
      if (recorded) add('all witnesses', id(text), recorded.isDifferent, () => `recorded the same: ${recorded.names}`);
    }
  }
  const said = saidBy(comparison, sidesOf(modelOf(old), modelOf(now), controllers));
  for (const { names, isDifferent, text } of seen.values()) {
    if (!isDifferent) continue;
    // Where chance decides, diff says that it cannot tell.
    const isSaid = said.has(names) || isOpen(comparison, names);
    add('recorded differences', id(text), isSaid, () => `recorded ${names}, which diff does not name`);
  }
}

interface RecordedPair {
  readonly text: string;
  /** Both answers in a few words. */
  readonly names: string;
  readonly isDifferent: boolean;
}

/** The plain requests that both controllers were sent, as witnesses write them. */
function pairsOf(before: RecordedCase, after: RecordedCase): Map<string, RecordedPair> {
  const pairs = new Map<string, RecordedPair>();
  for (const request of before.requests) {
    const other = after.requests.find((each) => keyOf(each) === keyOf(request));
    if (!other || request.headers || request.sni !== undefined || request.source !== undefined) continue;
    const [b, a] = [seenAnswer(before, request), seenAnswer(after, other)];
    if (!b || !a) continue;
    const { scheme, host, path, method = 'GET' } = request;
    const text = `${method} ${scheme}://${host}${path}`;
    pairs.set(JSON.stringify({ scheme, host, path, method }), {
      text,
      names: `${b.name} → ${a.name}`,
      isDifferent: b.name !== a.name || b.detail !== a.detail,
    });
  }
  return pairs;
}

function keyOf(request: RecordedRequest): string {
  const { scheme, host, path, method, headers, sni, source } = request;
  return JSON.stringify([scheme, host, path, method, headers, sni, source]);
}

function seenAnswer(
  { settled }: RecordedCase,
  { observed, path }: RecordedRequest,
): { readonly name: string; readonly detail: string } | undefined {
  if (!settled) return { name: 'not-serving', detail: '' };
  // Several answers are what chance decides.
  if (!observed || observed.unstable || Object.keys(observed.distribution ?? {}).length > 1) return undefined;
  const { status, backend, location, upstreamPath = path } = observed;
  if (backend !== null && backend !== undefined) return { name: backend, detail: upstreamPath };
  if (status === 0) return { name: 'refused', detail: '' };
  if (location !== undefined) return { name: `redirected ${status}`, detail: location };
  return { name: `answered ${status}`, detail: '' };
}

function nameOf(outcome: Outcome): string {
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

/** Whether diff says of one of two answers that nobody can tell. */
function isOpen({ unknown }: Comparison, names: string): boolean {
  return unknown.some(({ before, after }) => {
    const [b, a] = [before.outcome, after.outcome];
    const [left, right] = names.split(' → ');
    return (b.kind === 'unknown' || nameOf(b) === left) && (a.kind === 'unknown' || nameOf(a) === right);
  });
}
