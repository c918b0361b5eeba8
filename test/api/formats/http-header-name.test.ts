import { expect, test } from '@jest/globals';
import { httpHeaderName } from '../../../src/api/formats/http-header-name.ts';

test.each(['Host', 'X-Header-1', '-'])('%s is valid', (value) => {
  expect(httpHeaderName(value)).toEqual([]);
});

test.each([
  ['', 'a valid HTTP header'],
  ['X Y', 'a valid HTTP header'],
  ['X_Y', 'a valid HTTP header'],
])('%j: %s', (value, start) => {
  expect(httpHeaderName(value).some((detail) => detail.startsWith(start))).toBe(true);
});
