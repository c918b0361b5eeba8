import { describe, expect, test } from '@jest/globals';
import { type Finding, lint } from '../../src/index.ts';
import type { Rule } from '../../src/rules/define-rule.ts';
import {
  type Example,
  type Expectation,
  expectationsOf,
  filesOf,
  withoutExpectations,
} from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';

/** What the rules for everybody find, and this one. */
function findingsIn(example: Example, { id, optIn }: Rule): readonly Finding[] {
  const sources = Object.entries(filesOf(example)).map(([path, text]) => ({ path, text: withoutExpectations(text) }));
  const { kubernetesVersion } = example;
  return lint(sources, {
    ...(optIn && { rules: { [id]: 'on' } }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  }).findings;
}

function found(example: Example, rule: Rule): Expectation[] {
  return findingsIn(example, rule).map(({ at, rule: by }) => ({ file: at.file, line: at.line, rule: by }));
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.bad.map((example) => [example.name, example] as const))('finds %s', (_name, example) => {
    const expected = expectationsOf(example);
    expect(expected.map((expectation) => expectation.rule)).toContain(id);
    expect(found(example, rule)).toEqual(expected);
  });

  test.each(rule.examples.good.map((example) => [example.name, example] as const))(
    'leaves %s alone',
    (_name, example) => {
      expect(expectationsOf(example)).toEqual([]);
      expect(found(example, rule)).toEqual([]);
    },
  );

  test('says in every finding what to do', () => {
    for (const example of rule.examples.bad) {
      for (const finding of findingsIn(example, rule)) expect(finding.help).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('has no example twice', () => {
    const texts = [...rule.examples.bad, ...rule.examples.good].map((example) => JSON.stringify(filesOf(example)));
    expect(new Set(texts).size).toBe(texts.length);
  });
});
