import { describe, expect, test } from '@jest/globals';
import { nearestLabelValue, whyNoLabelKey, whyNoLabelValue } from '../../../src/rules/wording/label.ts';

describe('whyNoLabelKey', () => {
  test.each([
    ['', 'it is empty'],
    ['a/b/c', 'it has more than one "/"'],
    ['/a', 'nothing stands before its "/"'],
    ['a/', 'nothing stands after its "/"'],
    [`x/${'a'.repeat(64)}`, 'its name has 64 characters, 63 are allowed'],
    [`${'a'.repeat(254)}/x`, 'the part before its "/" has 254 characters, 253 are allowed'],
    ['Example.com/x', '"Example.com" before its "/" is no lower-case DNS name'],
    ['a b', 'it has white space'],
    ['a:b', 'it has ":"'],
    ['-a', 'it begins with "-"'],
    ['example.com/a_', 'it ends with "_"'],
  ])('%j: %s', (text, reason) => {
    expect(whyNoLabelKey(text)).toBe(reason);
  });
});

describe('label values', () => {
  test.each([
    ['a'.repeat(64), 'it has 64 characters, 63 are allowed', 'a'.repeat(63)],
    ['a/b', 'it has "/"', 'a-b'],
    ['.a', 'it begins with "."', 'a'],
    ['ü', 'it has "ü"', undefined],
  ])('%j: %s', (text, reason, near) => {
    expect(whyNoLabelValue(text)).toBe(reason);
    expect(nearestLabelValue(text)).toBe(near);
  });
});
