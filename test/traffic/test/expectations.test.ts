import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test as check, type Expected, load } from 'ksvc';
import { readTable } from '../../../src/traffic/test/read-table.ts';
import { recordTests, tableText } from '../../../src/traffic/test/record.ts';

const folder = resolve(__dirname, '../../../fixtures/cli');
const text = readFileSync(resolve(folder, 'diff-sets/old.yaml'), 'utf8');
const cluster = load([{ path: 'a.yaml', text }]);

function failures(expected: Expected, url = 'http://shop.example.com/cart', clientIp = '10.1.1.1'): readonly string[] {
  return check(cluster, [{ request: { url, clientIp }, expect: expected }]).results[0]?.failures ?? [];
}

describe('expectations', () => {
  test.each<[Expected]>([
    [{ backend: 'shop/cart:80' }],
    [{ backend: 'shop/cart' }],
    [{ service: 'cart' }],
    [{ service: 'svc/cart' }],
    [{ status: 200 }],
    [{ outcome: 'delivered' }],
    [{ path: '/cart' }],
    [{ pods: ['cart-?'] }],
    [{ pods: ['c*t-*'] }],
    [{ service: 'cart', status: 200, path: '/cart' }],
  ])('%j holds', (expected) => {
    expect(failures(expected)).toEqual([]);
  });

  test.each<[Expected, string]>([
    [{ backend: 'shop/cart:8080' }, 'backend: expected shop/cart:8080, got shop/cart:80'],
    [{ backend: 'other/cart' }, 'backend: expected other/cart, got shop/cart:80'],
    [{ service: 'car' }, 'service: expected car, got shop/cart:80'],
    [{ status: 404 }, 'status: expected 404, got 200'],
    [{ location: 'https://x.example' }, 'location: expected https://x.example, but it reaches shop/cart:80'],
    [{ path: '/' }, 'path: expected /, got /cart'],
    [{ pods: ['web-*'] }, 'pods: expected web-*, got cart-?'],
    [{ pods: ['cart-*', 'web-*'] }, 'pods: expected cart-*, web-*, got cart-?'],
    [{ outcome: 'refused' }, 'outcome: expected refused, but it reaches shop/cart:80'],
  ])('%j does not hold', (expected, failure) => {
    expect(failures(expected)).toEqual([failure]);
  });

  test('a refusal is told by its reason', () => {
    expect(failures({ service: 'cart' }, undefined, '192.0.2.1')).toEqual([
      'service: expected cart, but it is answered 403: 192.0.2.1 is not in allowlist-source-range',
    ]);
  });

  test('what the files do not hold is neither a yes nor a no, unless that is expected', () => {
    const request = { url: 'http://shop.example.com/cart' };
    const of = (expected: Expected): string | undefined =>
      check(cluster, [{ request, expect: expected }]).results[0]?.status;
    expect(of({ service: 'cart' })).toBe('unknown');
    expect(of({ outcome: 'unknown' })).toBe('passed');
  });

  test('a controller of its own', () => {
    const request = { url: 'http://shop.example.com/cart' };
    const { results } = check(cluster, { tests: [{ request, controller: 'spec', expect: { service: 'cart' } }] });
    expect(results).toMatchObject([{ status: 'passed', trace: { controller: 'spec' } }]);
  });
});

describe('tables', () => {
  const problems = (table: string): string[] =>
    readTable({ path: 't.yaml', text: table }).problems.map(({ message, at }) => `${at.line}:${at.column} ${message}`);

  test.each([
    ['', ['1:1 the table is empty']],
    ['test: []\n', ["1:1 the table has no key 'test'; did you mean tests?", '1:1 the table has no tests']],
    ['tests:\n  - request: http://a.example/\n', ['2:5 the test expects nothing']],
    ['tests:\n  - request: http://a.example/\n    expect: {}\n', ['3:13 nothing is expected']],
    [
      'tests:\n  - request: http://a.example/\n    expect: { status: 99 }\n',
      ['3:23 status: has to be an HTTP status, as in 404'],
    ],
    [
      'tests:\n  - request: { host: a, path: x }\n    expect: { status: 404 }\n',
      ["2:31 path: 'x' does not begin with a slash"],
    ],
    [
      'tests:\n  - request: http://a.example/\n    controller: traefk\n    expect: { status: 404 }\n',
      ["3:17 controller: 'traefk' is not known; did you mean traefik?"],
    ],
  ])('%j', (table, expected) => {
    expect(problems(table)).toEqual(expected);
  });

  test('what is not YAML', () => {
    expect(problems('tests: [\n')).toHaveLength(1);
  });

  test('recorded ones hold, and are what the schema promises', () => {
    const recorded = tableText(recordTests(cluster, 'spec'), ['a.yaml']);
    const { tests, manifests, problems: found } = readTable({ path: 't.yaml', text: recorded });
    expect({ found, manifests }).toEqual({ found: [], manifests: ['a.yaml'] });
    expect(check(cluster, tests).results.map(({ name, status }) => [name, status])).toEqual([
      ['http://shop.example.com/cart', 'passed'],
      ['http://shop.example.com/', 'passed'],
    ]);
    const schema = JSON.parse(readFileSync(resolve(__dirname, '../../../schemas/expectations.json'), 'utf8'));
    const validate = new Ajv2020({ strictRequired: false, strictTypes: false }).compile(schema);
    const written = tests.map(({ at: _at, ...each }) => each);
    expect([validate({ manifests, tests: written }), validate.errors]).toEqual([true, null]);
    expect(validate({ tests: [{ request: {}, expect: { status: 200 } }] })).toBe(false);
  });
});
