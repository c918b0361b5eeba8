import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { answerWords } from '../report/answer-words.ts';
import { gradeTitles } from '../report/diff-text.ts';
import { diffClusters } from '../traffic/diff/diff.ts';
import type { Difference, Witness } from '../traffic/diff/difference.ts';
import { type Sides, sidesOf } from '../traffic/diff/sides.ts';
import { httpRequest, type Request } from '../traffic/request.ts';

/** What changes for one Ingress, and what to do about it. */
export interface MigrationRow {
  readonly ingress: string;
  /** The gravest difference that clients meet; undefined where none do. */
  readonly difference: Difference | undefined;
}

/** The gravest difference of each Ingress of a set, its class being changed: forms of requests that hardly anybody sends do not count. */
export function migrationRows(cluster: Cluster, from: string, to: string): MigrationRow[] {
  const { differences, unknown } = diffClusters(cluster, cluster, { controllers: [from, to] });
  const sides = sidesOf(modelOf(cluster), modelOf(cluster), [from, to]);
  const open = unknown.map(
    (each): Difference => ({
      ...each,
      grade: 'status',
      cause: { kind: 'other', text: each.needs.join(', ') },
      keep: `find out ${each.needs[0] ?? 'what happens'}`,
    }),
  );
  return modelOf(cluster).ingresses.all.map(({ name: ingress, value: { spec } }) => {
    const hosts = (spec?.rules ?? []).map(({ host }) => host);
    const isMet = ({ boundary, request }: Witness, keep: string): boolean =>
      everyday.has(boundary) &&
      // Who never asked for TLS is asked in plain.
      (request.scheme === 'http' || spec?.tls !== undefined) &&
      (boundary !== 'method' || request.method === 'OPTIONS') &&
      (hosts.includes(String(request.host)) || keep.includes(`default/${ingress} `));
    for (const each of [...differences, ...open]) {
      if (each.cause.kind === 'ingress-not-taken') continue;
      const witness = [each.witness, ...each.more].find((one) => isMet(one, each.keep));
      if (witness) return { ingress, difference: withWitness(each, witness, sides) };
    }
    return { ingress, difference: undefined };
  });
}

/** A difference as one of its other requests shows it. */
function withWitness(difference: Difference, witness: Witness, { before, after }: Sides): Difference {
  const request = witness === difference.witness ? undefined : httpRequest(witness.request as Request);
  if (!request) return difference;
  return {
    ...difference,
    witness,
    before: { ...difference.before, outcome: before.answer(request).outcome },
    after: { ...difference.after, outcome: after.answer(request).outcome },
  };
}

/** Boundaries that clients come upon without meaning to. */
const everyday: ReadonlySet<string> = new Set(['path', 'slash', 'below', 'header', 'client', 'method', 'query']);

/** The rows as a Markdown table. */
export function migrationTable(rows: readonly MigrationRow[]): string {
  const lines = rows.map(({ ingress, difference }) => {
    if (!difference) return `| ${ingress} | same | | | |`;
    const { grade, witness, before, after, keep } = difference;
    const asked = typeof witness.request.path === 'string' ? witness.request.path : undefined;
    const cells = [before, after].map(({ outcome }) => plain(shortened(answerWords(outcome, asked))));
    const title =
      after.outcome.kind === 'unknown' || before.outcome.kind === 'unknown' ? 'cannot tell' : gradeTitles[grade];
    const name = grade === 'opened' ? gradeTitles.opened : title;
    return `| ${ingress} | **${name}**: \`${witness.text}\` | ${cells.join(' | ')} | ${plain(keep)} |`;
  });
  return [
    '| Ingress | difference | ingress-nginx | after | to keep it |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** Without the pods, which are the same on both sides. */
function shortened(text: string): string {
  return text.replace(/ \([^)]*:\d+\)$/, '').replace(/\bdefault\//, '');
}

function plain(text: string): string {
  return text.replace(/[\\|*_`[\]#~<>]/g, '\\$&');
}
