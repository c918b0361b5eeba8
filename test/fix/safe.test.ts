import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diff, type Finding, type FixResult, fix, lint, type Source, validate } from '../../src/index.ts';
import { filesOf, withoutExpectations } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';
import { isServed } from '../../src/traffic/diff/grade.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { anyFiles } from './arbitrary-files.ts';

// A safe fix never adds a finding, never changes another document, and never changes where a request goes: in any files.

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

const setsOfExamples: fc.Arbitrary<readonly Source[]> = fc
  .uniqueArray(fc.nat(examples.length - 1), { minLength: 1, maxLength: 4 })
  .map((indexes) => indexes.flatMap((index) => examples[index] ?? []));

interface Document {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly [first: number, last: number];
}

function documentsOf(sources: readonly Source[]): Document[] {
  return sources.flatMap((source) => {
    const documents: Document[] = [];
    const lineOf = (offset: number): number => source.text.slice(0, offset).split(/\r\n|\r|\n/).length;
    readDocuments(source, ({ start, end }) => {
      documents.push({ file: source.path, text: source.text.slice(start, end), lines: [lineOf(start), lineOf(end)] });
    });
    return documents;
  });
}

const nameOf = ({ at, rule, object }: Finding): string => `${at.file} ${rule}: ${object?.kind}/${object?.name}`;
const textOf = (finding: Finding): string => `${nameOf(finding)} ${finding.field}`;
const withoutIndexes = (finding: Finding): string => textOf(finding).replace(/\[\d+\]/g, '[]');

/** What is found afterwards and was not before: told apart without words, which change with names. */
function added(before: readonly Finding[], after: readonly Finding[], { fixed }: FixResult): string[] {
  const pool = [...before];
  const take = (isIt: (other: Finding) => boolean): boolean => {
    const at = pool.findIndex(isIt);
    if (at >= 0) pool.splice(at, 1);
    return at >= 0;
  };
  const others = after.filter((finding) => !take((other) => textOf(other) === textOf(finding)));
  // An item may have moved up in its list: then the finding is one of those that nothing was written for.
  for (const { finding } of fixed) take((other) => textOf(other) === textOf(finding));
  return others.filter((finding) => !take((other) => withoutIndexes(other) === withoutIndexes(finding))).map(textOf);
}

const isRefused = ({ verdict }: { readonly verdict: string }): boolean => verdict === 'rejected';

describe.each([
  ['examples of rules', setsOfExamples],
  ['any files', anyFiles],
])('a safe fix of %s', (_, files) => {
  test('adds no finding, changes no other document, and no way of a request', () => {
    let [written, heldBack] = [0, 0];
    fc.assert(
      fc.property(files, (sources) => {
        const result = fix(sources, everything);
        const { sources: now, fixed, held } = result;
        written += fixed.length;
        heldBack += held.length;
        const [before, after] = [lint(sources, everything).findings, lint(now, everything).findings];
        expect(added(before, after, result)).toEqual([]);

        const fresh = documentsOf(now);
        for (const [at, { file, text, lines }] of documentsOf(sources).entries()) {
          if (fresh[at]?.text === text) continue;
          const isHere = ({ finding }: FixResult['fixed'][number]): boolean =>
            finding.at.file === file && finding.at.line >= lines[0] && finding.at.line <= lines[1];
          expect(fixed.some(isHere)).toBe(true);
        }

        // What got nothing because the API server refuses an object may get something once that is repaired.
        const mended = new Set(
          validate(sources)
            .documents.filter(isRefused)
            .map(({ at }) => at.file),
        );
        const others = diff(sources, now).differences.filter(
          ({ grade, before, after }) =>
            grade === 'opened' || isServed(before) || !after.because.some(({ at }) => mended.has(at.file)),
        );
        expect(others).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 150), ...(process.env.RUNS === undefined && { seed: 11 }) },
    );
    expect(written).toBeGreaterThan(20);
    expect(heldBack).toBeGreaterThan(0);
  });
});
