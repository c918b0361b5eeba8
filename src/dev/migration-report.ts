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

/**
 * The gravest difference of each Ingress of a set. Where one Ingress keeps a controller from serving any, the others are
 * compared as if it were taken out.
 */
export function migrationRows(cluster: Cluster, from: string, to: string): MigrationRow[] {
  const rows = rowsOf(cluster, from, to);
  const blamed = rows.find(({ ingress, refusedFor }) => refusedFor !== undefined && refusedFor !== ingress)?.refusedFor;
  const own = rows.findIndex(({ ingress }) => ingress === blamed);
  const row = rows[own];
  if (!row) return rows;
  const objects = cluster.objects.filter(({ kind, name }) => kind !== 'Ingress' || name !== blamed);
  const others = migrationRows({ ...cluster, objects }, from, to);
  return [...others.slice(0, own), row, ...others.slice(own)];
}

interface OwnRow extends MigrationRow {
  /** The Ingress for which the controller would not take the configuration. */
  readonly refusedFor: string | undefined;
}

/** The gravest difference of each Ingress of a set, its class being changed: forms of requests that hardly anybody sends do not count. */
function rowsOf(cluster: Cluster, from: string, to: string): OwnRow[] {
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
    const isMet = ({ boundary, request }: Witness, { keep, after }: Difference): boolean =>
      everyday.has(boundary) &&
      // Who never asked for TLS is asked in plain.
      (request.scheme === 'http' || spec?.tls !== undefined) &&
      (boundary !== 'method' || request.method === 'OPTIONS') &&
      (hosts.includes(String(request.host)) ||
        keep.includes(`default/${ingress} `) ||
        (after.outcome.kind === 'unknown' && ingressBehind(request, sides.before) === ingress));
    for (const each of [...differences, ...open]) {
      if (each.cause.kind === 'ingress-not-taken') continue;
      const witness = [each.witness, ...each.more].find((one) => isMet(one, each));
      if (!witness) continue;
      const refusedFor =
        each.cause.kind === 'configuration-refused' ? ingressBehind(witness.request, sides.after) : undefined;
      const shown = withWitness(each, witness, sides);
      // What is told once for all names the first.
      const keep = hosts.includes(String(witness.request.host)) ? keepFor(shown, each.witness, ingress) : shown.keep;
      return { ingress, difference: { ...shown, keep }, refusedFor };
    }
    return { ingress, difference: undefined, refusedFor: undefined };
  });
}

/** The same advice for another host and Ingress. */
function keepFor({ keep, witness }: Difference, first: Witness, ingress: string): string {
  if (witness === first) return keep;
  return keep
    .replaceAll(String(first.request.host), String(witness.request.host))
    .replace(/Ingress default\/[\w-]+/, `Ingress default/${ingress}`);
}

/** The Ingress that an answer is owed to: one that takes the host, as an alias too, or stands behind a refusal. */
function ingressBehind(request: Witness['request'], side: Sides['before']): string | undefined {
  const asked = httpRequest(request as Request);
  const hops = asked ? side.answer(asked).hops : [];
  return hops.flatMap(({ because }) => because).find(({ object }) => object.kind === 'Ingress')?.object.name;
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
