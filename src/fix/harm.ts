// What a safe fix must not bring about, seen by comparing the files before and after.
import type { Finding } from '../diagnostics/finding.ts';
import type { Change } from '../diagnostics/fix.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Reported } from '../rules/lint.ts';
import { pathText } from '../rules/wording/path-text.ts';
import { type Position, positionOf } from '../text/position.ts';
import type { Source } from '../text/source.ts';
import { diffClusters } from '../traffic/diff/diff.ts';
import type { Difference, SideResult } from '../traffic/diff/difference.ts';
import { isServed } from '../traffic/diff/grade.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Repair } from './plan.ts';

/** The sources at one time, and what is found in them. */
export interface State {
  readonly sources: readonly Source[];
  readonly cluster: Cluster;
  readonly found: readonly Reported[];
}

/** What repairs have brought about, and the numbers of the documents that show it. */
export type Harm = { readonly documents: readonly number[] } & (
  | { /** Found now and not before. */ readonly finding: Finding }
  | { /** It goes elsewhere, or nobody can tell any more where it goes. */ readonly request: string }
);

/**
 * What some repairs have brought about: nothing if all that is found was found before them, and requests go where they
 * went at first. What nobody could tell in between says nothing about those two.
 */
export function harmOf(
  first: Cluster,
  before: State,
  after: State,
  repairs: readonly Repair[],
): readonly [Harm, ...Harm[]] | undefined {
  const uncovered = newFindings(before, after, repairs);
  const [harm, ...others] = uncovered.length > 0 ? uncovered : otherWays(first, after.cluster);
  return harm && [harm, ...others];
}

/** Places move, and words change with names: a finding is known again by its rule, and its field of its object. */
function newFindings(before: State, after: State, repairs: readonly Repair[]): Harm[] {
  const known = new Map<string, number>();
  const [numbersBefore, numbers] = [numbersOf(before.cluster), numbersOf(after.cluster)];
  const removals = repairs.flatMap(({ fix }) => fix.changes.filter(({ kind }) => kind === 'remove'));
  for (const reported of before.found) {
    const key = keyOf(reported, numbersBefore, fieldWithout(reported, removals));
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.found.flatMap((reported): Harm[] => {
    const key = keyOf(reported, numbers, fieldOf(reported));
    const count = known.get(key) ?? 0;
    known.set(key, count - 1);
    const number = numbers.get(documentOf(reported));
    return count > 0 ? [] : [{ finding: reported.finding, documents: number === undefined ? [] : [number] }];
  });
}

type Numbers = ReadonlyMap<YamlDocument | undefined, number>;

/** Fixes add no document and take none away. */
function numbersOf({ documents }: Cluster): Numbers {
  return new Map(documents.map((document, index) => [document, index]));
}

function keyOf(reported: Reported, numbers: Numbers, field: string): string {
  const { finding, diagnostic } = reported;
  // What is found about the configuration has nothing but its words.
  if (!diagnostic) return `${finding.at.file}\n${finding.rule}\n${finding.message}`;
  const object = diagnostic.object?.path.join('.') ?? '';
  return [finding.at.file, finding.rule, numbers.get(documentOf(reported)), object, field].join('\n');
}

/** The document that a finding is about. */
export function documentOf({ diagnostic }: Reported): YamlDocument | undefined {
  if (!diagnostic) return undefined;
  const { object, where } = diagnostic;
  return object?.document ?? ('document' in where ? where.document : where.object.document);
}

function fieldOf({ finding, diagnostic }: Reported): string {
  if (finding.field !== undefined) return finding.field;
  return diagnostic && 'path' in diagnostic.where ? pathText(diagnostic.where.path) : '';
}

/** The field as it is called once items of lists are gone: those behind them have moved up. */
function fieldWithout(reported: Reported, removals: readonly Change[]): string {
  let field = fieldOf(reported);
  for (const { object, path } of removals) {
    const index = path.at(-1);
    if (typeof index !== 'number' || object.document !== documentOf(reported)) continue;
    const list = `${pathText(path.slice(0, -1))}[`;
    if (!field.startsWith(list)) continue;
    const end = field.indexOf(']', list.length);
    const own = Number(field.slice(list.length, end));
    if (own > index) field = `${list}${own - 1}${field.slice(end)}`;
  }
  return field;
}

/**
 * Requests that go another way. One that got nothing because the API server refuses an object has no way yet: there, the
 * repair of that object may give it one.
 */
function otherWays(before: Cluster, after: Cluster): Harm[] {
  const { differences, unknown } = diffClusters(before, after);
  const lost = unknown.filter(
    (each) => each.before.outcome.kind === 'delivered' && each.after.outcome.kind === 'unknown',
  );
  const numberAt = numberingOf(after);
  const documentsAt = ({ because }: SideResult): number[] => because.flatMap(({ at }) => numberAt(at) ?? []);
  const refused = refusedDocuments(before);
  const isMended = (each: Difference): boolean =>
    each.grade !== 'opened' && !isServed(each.before) && documentsAt(each.after).some((number) => refused.has(number));
  return [...differences.filter((each) => !isMended(each)), ...lost].map((each) => {
    return { request: each.witness.text, documents: [...documentsAt(each.before), ...documentsAt(each.after)] };
  });
}

function refusedDocuments(cluster: Cluster): ReadonlySet<number | undefined> {
  const numbers = numbersOf(cluster);
  const refused = cluster.objects.filter((each) => each.judgement().verdict === 'rejected');
  return new Set(refused.map(({ document }) => numbers.get(document)));
}

/** The number of the document that a place is in; fixes move lines, but hardly ever into another document. */
function numberingOf({ documents }: Cluster): (at: Position) => number | undefined {
  const byFile = new Map<string, { readonly line: number; readonly number: number }[]>();
  for (const [number, { source, start, path }] of documents.entries()) {
    const { file, line } = positionOf({ source, start, end: start }, path);
    const known = byFile.get(file);
    if (known) known.push({ line, number });
    else byFile.set(file, [{ line, number }]);
  }
  return ({ file, line }) => byFile.get(file)?.findLast((each) => each.line <= line)?.number;
}
