import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fix, type Source } from '../../src/index.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { anyFiles } from './arbitrary-files.ts';

// Whatever the files are, fixing them ends, stays at home, and has nothing left to do when it is done again.

/** The documents of a text, and what stands between them. */
function partsOf(source: Source): { documents: string[]; between: string[] } {
  const documents: string[] = [];
  const between: string[] = [];
  let at = 0;
  readDocuments(source, ({ start, end }) => {
    between.push(source.text.slice(at, start));
    documents.push(source.text.slice(start, end));
    at = end;
  });
  return { documents, between: [...between, source.text.slice(at)] };
}

const lineBreaks = (text: string): Set<string> => new Set(text.match(/\r?\n|\r/g));

describe.each([
  ['safe fixes', false],
  ['all fixes', true],
])('%s of any files', (_, unsafe) => {
  let written = 0;

  test('end, change nothing but documents with findings, and keep line ends', () => {
    fc.assert(
      fc.property(anyFiles, (sources) => {
        const { sources: now, fixed, skipped } = fix(sources, { unsafe });
        written += fixed.length;
        expect(now.map(({ path }) => path)).toEqual(sources.map(({ path }) => path));
        for (const [at, before] of sources.entries()) {
          const after = now[at] ?? before;
          const isSkipped = skipped.some(({ path }) => path === before.path);
          if (isSkipped) expect(after.text).toBe(before.text);
          if (after.text === before.text) continue;
          const [old, fresh] = [partsOf(before), partsOf(after)];
          expect(fresh.documents.length).toBe(old.documents.length);
          const changed = old.documents.filter((text, index) => fresh.documents[index] !== text);
          expect(changed.length).toBeLessThanOrEqual(fixed.length);
          for (const [index, text] of old.between.entries()) expect(fresh.between[index]?.trim()).toBe(text.trim());
          for (const lineBreak of lineBreaks(after.text)) expect(lineBreaks(before.text)).toContain(lineBreak);
        }
        expect(fix(now, { unsafe }).fixed).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 150), ...(process.env.RUNS === undefined && { seed: 7 }) },
    );
    expect(written).toBeGreaterThan(50);
  });
});
