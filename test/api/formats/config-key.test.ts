import { expect, test } from '@jest/globals';
import { configKey } from '../../../src/api/formats/config-key.ts';

test.each(['a', 'A_b.c-1', '.a'])('%s is valid', (value) => {
  expect(configKey(value)).toEqual([]);
});

test.each([
  ['', 'a valid config key'],
  ['a b', 'a valid config key'],
  ['a/b', 'a valid config key'],
  ['.', "must not be '.'"],
  ['..', "must not be '..'"],
  ['..a', "must not start with '..'"],
])('%j: %s', (value, start) => {
  expect(configKey(value).some((detail) => detail.startsWith(start))).toBe(true);
});
