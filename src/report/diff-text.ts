import { objectName } from '../objects/object-name.ts';
import type {
  Comparison,
  Difference,
  Grade,
  HeldUpdate,
  SideResult,
  Undecidable,
  Witness,
} from '../traffic/diff/difference.ts';
import type { Placed } from '../traffic/trace-result.ts';
import { answerWords } from './answer-words.ts';
import { cellsOf } from './cells.ts';
import { count } from './plural.ts';
import type { Paint, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** What a comparison is printed with. */
export type DiffTextOptions = Pick<ReportOptions, 'paint' | 'width' | 'ascii'>;

/** What the two sides are called. */
export interface DiffNames {
  readonly before: string;
  readonly after: string;
}

/** A comparison for people: each difference with a request that shows it, why it is there and what to do. */
export function diffText(comparison: Comparison, names: DiffNames, options: DiffTextOptions): string {
  const { differences, unknown, updates } = comparison;
  const blocks = [
    ...updates.map((update) => heldUpdateText(update, names, options)),
    ...differences.map((difference) => differenceText(difference, names, options)),
    ...unknown.map((each) => undecidableText(each, names, options)),
  ];
  return `${[...blocks, `${diffSummary(comparison, names)}\n`].map((block) => withSigns(block, options)).join('\n')}`;
}

/** `ingress-nginx → traefik: 312 requests, 24 differ, 3 cannot be told`. */
export function diffSummary({ summary, differences, updates }: Comparison, { before, after }: DiffNames): string {
  const refused = new Set(updates.filter(({ kind }) => kind === 'refused').map(objectText)).size;
  const parts = [
    summary.different === 0
      ? 'no difference'
      : `${count(differences.length, 'difference')} (${count(summary.different, 'request')})`,
    ...(summary.unknown > 0 ? [`${summary.unknown} cannot be told`] : []),
    ...(refused > 0 ? [`${count(refused, 'update')} refused`] : []),
  ];
  return `${before} → ${after}: ${count(summary.requests, 'request')} compared, ${parts.join(', ')}`;
}

/** What a grade is called. */
export const gradeTitles: Readonly<Record<Grade, string>> = {
  opened: 'open to everyone',
  lost: 'lost',
  moved: 'another backend',
  gained: 'gained',
  redirect: 'redirect',
  rewrite: 'rewrite',
  pods: 'other pods',
  status: 'status',
  tls: 'certificate',
};

/** Requests of the same kind, a few of them. */
export function alsoText(more: readonly Witness[]): string {
  if (more.length === 0) return '';
  const shown = more.slice(0, 3).map(({ text }) => visible(text));
  return more.length > shown.length ? `${shown.join(', ')} and ${more.length - shown.length} more` : shown.join(', ');
}

/** `shop.yaml:12, shop.yaml:40`. */
export function placesText(places: readonly Placed[]): string {
  return [...new Set(places.map(({ at }) => `${visible(at.file)}:${at.line}`))].join(', ');
}

/** `Service shop/web`. */
export function objectText({ object }: HeldUpdate): string {
  return objectName(object);
}

/** What becomes of an update. */
export const updateTitles: Readonly<Record<HeldUpdate['kind'], string>> = {
  refused: 'update refused',
  kept: 'update without effect',
};

/** `spec.clusterIP None`. */
export function fieldText({ field }: HeldUpdate, value: string | null): string {
  return value === null ? `no ${field}` : `${field} ${value}`;
}

const gradePaint: Readonly<Record<Grade, keyof Paint>> = {
  opened: 'error',
  lost: 'error',
  moved: 'error',
  gained: 'warning',
  redirect: 'warning',
  rewrite: 'warning',
  pods: 'warning',
  status: 'info',
  tls: 'warning',
};

function differenceText(difference: Difference, names: DiffNames, options: DiffTextOptions): string {
  const { grade, witness, cause, keep, more } = difference;
  const title = options.paint[gradePaint[grade]](gradeTitles[grade]);
  const rows: [label: string, text: string, place: string][] = [
    ...sideRows(difference, names),
    ...(more.length > 0 ? [['also', alsoText(more), ''] as [string, string, string]] : []),
    ['why', cause.text, ''],
    ['keep', keep, ''],
  ];
  return `${title}: ${options.paint.strong(visible(witness.text))}\n${rowsText(rows, options)}`;
}

function heldUpdateText(update: HeldUpdate, names: DiffNames, options: DiffTextOptions): string {
  const { before, after, why, keep } = update;
  const rows: [label: string, text: string, place: string][] = [
    [names.before, fieldText(update, before.value), placesText(before.because)],
    [names.after, fieldText(update, after.value), placesText(after.because)],
    ['why', why, ''],
    ['keep', keep, ''],
  ];
  const title = options.paint[update.kind === 'refused' ? 'error' : 'warning'](updateTitles[update.kind]);
  return `${title}: ${options.paint.strong(visible(objectText(update)))}\n${rowsText(rows, options)}`;
}

function undecidableText(each: Undecidable, names: DiffNames, options: DiffTextOptions): string {
  const rows: [label: string, text: string, place: string][] = [
    ...sideRows(each, names),
    ...(each.more.length > 0 ? [['also', alsoText(each.more), ''] as [string, string, string]] : []),
  ];
  return `${options.paint.info('cannot tell')}: ${options.paint.strong(visible(each.witness.text))}\n${rowsText(rows, options)}`;
}

function sideRows(
  { before, after, witness }: { before: SideResult; after: SideResult; witness: Witness },
  names: DiffNames,
): [label: string, text: string, place: string][] {
  const asked = typeof witness.request.path === 'string' ? witness.request.path : undefined;
  const row = (name: string, { outcome, because }: SideResult): [string, string, string] => [
    name,
    answerWords(outcome, asked),
    placesText(because),
  ];
  return [row(names.before, before), row(names.after, after)];
}

function rowsText(
  rows: readonly (readonly [label: string, text: string, place: string])[],
  { paint, width }: DiffTextOptions,
): string {
  const labels = Math.max(...rows.map(([label]) => cellsOf(visible(label))));
  const indent = labels + 4;
  return rows
    .map(([label, text, place]) => {
      const end = place === '' ? '' : `  ${paint.dim(place)}`;
      const lines = wrap(visible(text), Math.max(40, width - indent));
      const padded = `${visible(label)}${' '.repeat(labels - cellsOf(visible(label)))}`;
      return `  ${paint.dim(padded)}  ${lines.join(`\n${' '.repeat(indent)}`)}${end}\n`;
    })
    .join('');
}

/** Arrows and the like are written otherwise for terminals outside UTF-8. */
function withSigns(text: string, { ascii }: DiffTextOptions): string {
  return ascii ? text.replaceAll('→', '->').replaceAll('…', '...') : text;
}
