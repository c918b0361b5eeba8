import type { Comparison, Difference, HeldUpdate, SideResult, Witness } from '../traffic/diff/difference.ts';
import { answerWords } from './answer-words.ts';
import {
  alsoText,
  type DiffNames,
  diffSummary,
  fieldText,
  gradeTitles,
  objectText,
  placesText,
  updateTitles,
} from './diff-text.ts';
import { visible } from './visible.ts';

/** A comparison as a comment on a pull request: a table of what differs, each difference folded below it. */
export function diffMarkdown(comparison: Comparison, names: DiffNames): string {
  const { differences, unknown, updates } = comparison;
  const title =
    differences.length > 0 ? '### Requests are answered differently' : '### Requests are answered as before';
  const parts = [`${title}\n`, `${plain(diffSummary(comparison, names))}\n`];
  if (updates.length > 0) {
    parts.push(
      [
        `| update | ${plain(names.before)} | ${plain(names.after)} | why |`,
        '| --- | --- | --- | --- |',
        ...updates.map(updateRow),
        '',
      ].join('\n'),
    );
  }
  if (differences.length > 0) {
    parts.push(
      [
        `| | request | ${plain(names.before)} | ${plain(names.after)} |`,
        '| --- | --- | --- | --- |',
        ...differences.map((each) => row(`**${gradeTitles[each.grade]}**`, each)),
        '',
      ].join('\n'),
      ...differences.map(details),
    );
  }
  if (unknown.length > 0) {
    parts.push(
      [
        '#### Cannot be told from the files\n',
        '| request | needed |',
        '| --- | --- |',
        ...unknown.map(({ witness, needs }) => `| ${code(witness.text)} | ${plain(needs.join(', '))} |`),
        '',
      ].join('\n'),
    );
  }
  return parts.join('\n');
}

function updateRow(update: HeldUpdate): string {
  const { kind, before, after, why } = update;
  const [was, is] = [before, after].map(({ value }) => code(fieldText(update, value)));
  return `| **${updateTitles[kind]}**: ${plain(objectText(update))} | ${was} | ${is} | ${plain(why)} |`;
}

function row(title: string, { witness, before, after, more }: Difference): string {
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `| ${title} | ${code(witness.text)}${others} | ${cell(before, witness)} | ${cell(after, witness)} |`;
}

function details({ grade, witness, cause, keep, before, after, more }: Difference): string {
  const places = [...before.because, ...after.because];
  return [
    `<details><summary>${gradeTitles[grade]}: <code>${html(witness.text)}</code></summary>`,
    '',
    `- why: ${plain(cause.text)}`,
    `- to keep it: ${plain(keep)}`,
    ...(places.length > 0 ? [`- decided at: ${plain(placesText(places))}`] : []),
    ...(more.length > 0 ? [`- also: ${plain(alsoText(more))}`] : []),
    '',
    '</details>\n',
  ].join('\n');
}

function cell({ outcome }: SideResult, { request }: Witness): string {
  return plain(answerWords(outcome, typeof request.path === 'string' ? request.path : undefined));
}

/** Text of users is not Markdown, and no HTML. */
function plain(text: string): string {
  return html(visible(text)).replace(special, '\\$&');
}

const special = /[\\|*_`[\]#~]/g;

function code(text: string): string {
  return `<code>${html(visible(text)).replaceAll('|', '&#124;')}</code>`;
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
