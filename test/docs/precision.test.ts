import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

// The verdicts are a person's; that they are counted as they stand, and few enough are wrong, is not.
const docs = resolve(__dirname, '../../docs');
const page = readFileSync(join(docs, 'precision.md'), 'utf8');
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

/** The verdicts of the findings that a section lists, by rule. */
function verdictsIn(title: string): { readonly rule: string; readonly verdict: string }[] {
  const rows = sections.get(title)?.match(/^\| \S+:\d+ \|.*$/gm) ?? [];
  return rows.map((row) => {
    const verdict = /\| (right|debatable|wrong) \| [^|]+ \|$/.exec(row)?.[1] ?? row;
    return { rule: /\]\(rules\/([\w-]+)\.md\)/.exec(row)?.[1] ?? row, verdict };
  });
}

function counted(verdicts: readonly { readonly verdict: string }[]): readonly number[] {
  const of = (verdict: string): number => verdicts.filter((each) => each.verdict === verdict).length;
  return [verdicts.length, of('right'), of('debatable'), of('wrong')];
}

/** Judged, right, debatable and wrong in the row of the first table that begins so. */
function told(start: string): readonly number[] {
  const line = page.split('\n').find((each) => each.startsWith(`| ${start}`)) ?? '';
  const [, , judged, right, debatable, wrong] = line.split(' | ').map((cell) => Number.parseInt(cell, 10));
  return [judged ?? 0, right ?? 0, debatable ?? 0, wrong ?? 0];
}

describe('the summary counts what is listed', () => {
  test.each([
    ['[errors]', 'Errors'],
    ['[warnings]', 'Warnings'],
    ['[what folders say alone]', 'Folder by folder'],
    ['[drawn from the rest', 'Drawn from profile strict'],
  ])('%s', (start, title) => {
    expect(verdictsIn(title).length).toBeGreaterThan(10);
    expect(told(start)).toEqual(counted(verdictsIn(title)));
  });

  test('of every rule, too', () => {
    const drawn = verdictsIn('Drawn from profile strict');
    for (const rule of new Set(drawn.map((each) => each.rule))) {
      const [judged, ...verdicts] = counted(drawn.filter((each) => each.rule === rule));
      expect(page).toContain(`| [${rule}](rules/${rule}.md) | ${[judged, ...verdicts].join(' | ')} |`);
      expect(existsSync(join(docs, 'rules', `${rule}.md`))).toBe(true);
    }
  });
});

test('at most 1 % of errors and 5 % of warnings are wrong, of a hundred and more', () => {
  const warnings = [
    ...verdictsIn('Warnings'),
    ...verdictsIn('Folder by folder'),
    ...verdictsIn('Drawn from profile strict'),
  ];
  expect(warnings.length).toBeGreaterThanOrEqual(100);
  expect(warnings.filter(({ verdict }) => verdict === 'wrong').length / warnings.length).toBeLessThanOrEqual(0.05);
  const errors = verdictsIn('Errors');
  expect(errors.filter(({ verdict }) => verdict === 'wrong').length / errors.length).toBeLessThanOrEqual(0.01);
});
