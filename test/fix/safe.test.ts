import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diff, fix, lint, type Source, validate } from '../../src/index.ts';
import { filesOf, withoutExpectations } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';
import { readDocuments } from '../../src/yaml/read.ts';

/** All rules, also those that are off by default. */
const everything = { profile: 'strict' } as const;

/** Everything that is wrong in some way, each file in a folder of its own. */
const examples: readonly (readonly Source[])[] = rules.flatMap((rule) =>
  rule.examples.bad.map((example, index) =>
    Object.entries(filesOf(example)).map(([path, text]) => ({
      path: `${rule.id}-${index}/${path}`,
      text: withoutExpectations(text),
    })),
  ),
);

const anySet: fc.Arbitrary<readonly Source[]> = fc
  .uniqueArray(fc.nat(examples.length - 1), { minLength: 1, maxLength: 4 })
  .map((indexes) => indexes.flatMap((index) => examples[index] ?? []));

function documentsOf(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const texts: string[] = [];
    readDocuments(source, ({ start, end }) => texts.push(`${source.path}: ${source.text.slice(start, end)}`));
    return texts;
  });
}

describe('a safe fix', () => {
  test('never changes a document without a finding that can be fixed', () => {
    fc.assert(
      fc.property(anySet, (sources) => {
        const { sources: now, fixed } = fix(sources, everything);
        const touched = fixed.map(({ finding }) => finding.at.file);
        const changed = documentsOf(now).filter((text) => !documentsOf(sources).includes(text));
        expect(changed.length).toBeLessThanOrEqual(fixed.length);
        for (const text of changed) expect(touched).toContain(text.slice(0, text.indexOf(': ')));
      }),
      { numRuns: Number(process.env.RUNS ?? 150), ...(process.env.RUNS === undefined && { seed: 11 }) },
    );
  });

  test('never adds a finding to what the API server takes, and never changes where a request goes', () => {
    let fixes = 0;
    fc.assert(
      fc.property(anySet, (sources) => {
        const { sources: now, fixed } = fix(sources, everything);
        fixes += fixed.length;
        const refused = new Set(
          validate(sources)
            .documents.filter(({ verdict }) => verdict !== 'accepted')
            .map(({ at }) => at.file),
        );
        const texts = (of: readonly Source[]): string[] =>
          lint(of, everything)
            .findings.filter(({ at }) => !refused.has(at.file))
            // Without the words: a port that gets a name is called by it from then on.
            .map(({ rule, object, field, at }) => `${at.file} ${rule}: ${object?.kind}/${object?.name} ${field}`);
        const before = texts(sources);
        if (refused.size === 0) {
          expect(texts(now).filter((text) => !before.includes(text))).toEqual([]);
          expect(diff(sources, now).differences).toEqual([]);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 150), ...(process.env.RUNS === undefined && { seed: 11 }) },
    );
    expect(fixes).toBeGreaterThan(20);
  });
});
