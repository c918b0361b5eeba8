import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';
import {
  type Example,
  type Expectation,
  expectationsOf,
  filesOf,
  withoutExpectations,
} from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';

function found(example: Example): Expectation[] {
  const sources = Object.entries(filesOf(example)).map(([path, text]) => ({ path, text: withoutExpectations(text) }));
  return lint(sources).findings.map(({ at, rule }) => ({ file: at.file, line: at.line, rule }));
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.bad.map((example) => [example.name, example] as const))('finds %s', (_name, example) => {
    const expected = expectationsOf(example);
    expect(expected.map((expectation) => expectation.rule)).toContain(id);
    expect(found(example)).toEqual(expected);
  });

  test.each(rule.examples.good.map((example) => [example.name, example] as const))(
    'leaves %s alone',
    (_name, example) => {
      expect(expectationsOf(example)).toEqual([]);
      expect(found(example)).toEqual([]);
    },
  );

  test('says in every finding what to do', () => {
    for (const example of rule.examples.bad) {
      const sources = Object.entries(filesOf(example)).map(([path, text]) => ({
        path,
        text: withoutExpectations(text),
      }));
      for (const finding of lint(sources).findings) expect(finding.help).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('has no example twice', () => {
    const texts = [...rule.examples.bad, ...rule.examples.good].map((example) => JSON.stringify(filesOf(example)));
    expect(new Set(texts).size).toBe(texts.length);
  });
});
