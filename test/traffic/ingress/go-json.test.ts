import { describe, expect, test } from '@jest/globals';
import { type GoShape, readGoJson } from '../../../src/traffic/ingress/go-json.ts';

describe('JSON as Go reads it', () => {
  const shape = {
    sourceIPConfig: { values: ['string'] },
    count: 'int32',
    on: 'boolean',
    port: 'int-or-string',
  } as const;

  test.each<[string, unknown]>([
    ['{"sourceIpConfig": {"VALUES": ["a"]}}', { sourceIPConfig: { values: ['a'] } }],
    ['{"count": 1, "unknown": [1]}', { count: 1 }],
    ['{"count": null}', {}],
    ['{"count": 1.5}', undefined],
    ['{"count": 3000000000}', undefined],
    ['{"count": "1"}', undefined],
    ['{"on": "true"}', undefined],
    ['{"port": "http"}', { port: 'http' }],
    ['[]', undefined],
    ['{', undefined],
  ])('%s', (text, expected) => {
    expect(readGoJson(text, shape)).toEqual(expected);
  });

  test.each<[string, GoShape, unknown]>([
    ['[{"HTTP": 80}, {"https": null}]', [{ '*': 'int32' }], [{ HTTP: 80 }, { https: 0 }]],
    ['[{"HTTP": "80"}]', [{ '*': 'int32' }], undefined],
    ['["a", null]', ['string'], ['a', '']],
    ['[1]', ['string'], undefined],
  ])('%s in lists and maps', (text, form, expected) => {
    expect(readGoJson(text, form)).toEqual(expected);
  });
});
