import { expect, test } from '@jest/globals';
import { plain } from '../../src/report/paint.ts';
import { summaryLine } from '../../src/report/summary.ts';

const summary = { files: 1, documents: 1, objects: 1, errors: 0, warnings: 0, infos: 0, unchecked: 0 };

test.each([
  [{}, '1 file, 1 object: no problems'],
  [{ files: 4, objects: 1803, errors: 2, warnings: 1 }, '4 files, 1,803 objects: 2 errors, 1 warning'],
  [{ infos: 1, unchecked: 12 }, '1 file, 1 object: 1 info, 12 references unchecked'],
])('%j', (more, expected) => {
  expect(summaryLine({ ...summary, ...more }, plain)).toBe(expected);
});
