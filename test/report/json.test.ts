import { expect, test } from '@jest/globals';
import { toJson } from '../../src/report/json.ts';

test('integers keep all their digits', () => {
  expect(toJson({ big: 9007199254740993n, list: [-12345678901234567890n], small: 1 })).toBe(
    '{\n  "big": 9007199254740993,\n  "list": [\n    -12345678901234567890\n  ],\n  "small": 1\n}\n',
  );
});

test('texts that look like the marker of integers stay texts', () => {
  expect(JSON.parse(toJson({ a: '\u0000integer:1' }))).toEqual({ a: '\u0000integer:1' });
});
