import { expect, test } from '@jest/globals';
import { destinations } from '../../../src/cli/output/destinations.ts';

const formats = ['pretty', 'compact', 'json', 'sarif'];
const of = (...values: string[]): unknown => destinations(values, formats, 'compact');

test.each([
  [[], [{ format: 'compact' }]],
  [['json'], [{ format: 'json' }]],
  [['out/x.sarif'], [{ format: 'sarif', file: 'out/x.sarif' }]],
  [['x.sarif.json'], [{ format: 'json', file: 'x.sarif.json' }]],
  [['report.txt'], [{ format: 'pretty', file: 'report.txt' }]],
  [['sarif=a=b.json'], [{ format: 'sarif', file: 'a=b.json' }]],
  [['sarif=-'], [{ format: 'sarif' }]],
  [
    ['pretty', 'sarif=x', 'y.json'],
    [{ format: 'pretty' }, { format: 'sarif', file: 'x' }, { format: 'json', file: 'y.json' }],
  ],
])('%j', (values, expected) => {
  expect(of(...values)).toEqual(expected);
});

test.each([
  [['jsn'], "unknown format 'jsn' (did you mean json?); formats: pretty, compact, json, sarif"],
  [['yaml=x'], "unknown format 'yaml'; formats: pretty, compact, json, sarif"],
  [[''], "unknown format ''; formats: pretty, compact, json, sarif"],
  [['.json'], "unknown format '.json' (did you mean json?); formats: pretty, compact, json, sarif"],
  [
    ['x.svg'],
    '-o x.svg: no format has the extension .svg; write it as format=x.svg (formats: pretty, compact, json, sarif)',
  ],
  [['json='], '-o json=: the name of a file is missing after ='],
  [['json', 'sarif'], 'json and sarif would both go to standard output; write one to a file: -o sarif=<file>'],
])('%j is refused', (values, message) => {
  expect(of(...values)).toBe(message);
});
