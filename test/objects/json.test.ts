import { describe, expect, test } from '@jest/globals';
import { toJson } from '../../src/objects/json.ts';
import type { Json } from '../../src/objects/kube-object.ts';
import { readDocuments } from '../../src/yaml/read.ts';

function jsonOf(text: string): Json | undefined {
  let value: Json | undefined;
  readDocuments({ path: 'f.yaml', text }, (_, root) => {
    value = root ? toJson(root) : undefined;
  });
  return value;
}

describe('the JSON of a tree', () => {
  test('has all kinds of values', () => {
    expect(jsonOf('a: [1, x, yes, null, 1.5, {b: {}}]\nc: 9007199254740993\n')).toEqual({
      a: [1, 'x', true, null, 1.5, { b: {} }],
      c: 9007199254740993n,
    });
  });

  test('has the last of repeated keys', () => {
    expect(jsonOf('a: 1\nb: 2\na: 3\n')).toEqual({ a: 3, b: 2 });
  });

  test('never sets a prototype', () => {
    const value = jsonOf('__proto__: {polluted: 1}\n');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { readonly polluted?: number }).polluted).toBeUndefined();
  });
});
