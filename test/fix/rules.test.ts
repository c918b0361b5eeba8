import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ruleFixList } from '../../src/dev/rule-fixes.ts';
import { fix, type LintOptions, lint, type Options, type Source } from '../../src/index.ts';
import { plain } from '../../src/report/paint.ts';
import { unifiedDiff } from '../../src/report/unified-diff.ts';
import type { Rule } from '../../src/rules/define-rule.ts';
import { type Example, filesOf, withoutExpectations } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';

// What is written for each wrong example of each rule, as a diff; UPDATE=1 rewrites it. Read it: it is what users get.
const folder = resolve(__dirname, '../../fixtures/fix');

function sourcesOf(example: Example): Source[] {
  return Object.entries(filesOf(example)).map(([path, text]) => ({ path, text: withoutExpectations(text) }));
}

function optionsOf({ id, optIn }: Rule, { kubernetesVersion }: Example): Options & LintOptions {
  return { ...(optIn && { rules: { [id]: 'on' } }), ...(kubernetesVersion !== undefined && { kubernetesVersion }) };
}

function diffOf(before: readonly Source[], after: readonly Source[]): string {
  return before.map(({ path, text }, at) => unifiedDiff(path, text, after[at]?.text ?? '', plain)).join('');
}

/** What is found, without its place: a fix moves lines. */
function kinds(sources: readonly Source[], options: Options & LintOptions): string[] {
  return lint(sources, options).findings.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('what is written for the examples of rules', () => {
  const written = new Set<string>();
  for (const rule of rules) {
    const texts = rule.examples.bad.flatMap((example) => {
      const sources = sourcesOf(example);
      const options = optionsOf(rule, example);
      const safe = fix(sources, options).sources;
      const all = fix(sources, { ...options, unsafe: true }).sources;
      const parts = [
        ['safe', diffOf(sources, safe)] as const,
        ['unsafe', diffOf(safe, all) === '' ? '' : diffOf(sources, all)] as const,
      ];
      return parts.flatMap(([name, diff]) => (diff === '' ? [] : [`# ${example.name} (${name})\n${diff}`]));
    });
    if (texts.length === 0) continue;
    written.add(`${rule.id}.diff`);
    test(rule.id, () => {
      const path = join(folder, `${rule.id}.diff`);
      const text = texts.join('\n');
      if (process.env.UPDATE) writeFileSync(path, text);
      expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(text);
    });
  }

  test('nothing else is kept', () => {
    const kept = readdirSync(folder);
    if (process.env.UPDATE) for (const name of kept) if (!written.has(name)) rmSync(join(folder, name));
    expect(readdirSync(folder).sort()).toEqual([...written].sort());
  });
});

test('src/rules/fixes.ts says which rules have fixes, and of what kind', () => {
  expect(readFileSync(resolve(__dirname, '../../src/rules/fixes.ts'), 'utf8')).toBe(ruleFixList(rules));
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  for (const example of rule.examples.bad) {
    test(`a fix of ${example.name} repairs it and adds nothing`, () => {
      const sources = sourcesOf(example);
      const options = optionsOf(rule, example);
      for (const unsafe of [false, true]) {
        const { sources: now, fixed } = fix(sources, { ...options, unsafe });
        if (fixed.length === 0) continue;
        const [before, after] = [kinds(sources, options), kinds(now, options)];
        const isNew = (finding: string): boolean => !before.includes(finding);
        if (!unsafe) expect(after.filter(isNew)).toEqual([]);
        for (const { finding } of fixed) expect(after).not.toContain(`${finding.rule}: ${finding.message}`);
        // What is done stays done.
        expect(fix(now, { ...options, unsafe }).fixed).toEqual([]);
      }
    });
  }
});
