import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { rules } from 'ksvc';
import { parseServiceName } from '../../src/cli/service-name.ts';
import { run } from './run.ts';
import { memoryFileSystem } from './test-io.ts';

const root = resolve(__dirname, '../..');
const files: [string, string][] = [
  ...rules.flatMap(({ id, examples: { bad, good } }) =>
    [...bad, ...good].map(({ name, files: texts, yaml }): [string, string] => [
      `${id}: ${name}`,
      texts ? Object.values(texts).join('\n---\n') : (yaml ?? ''),
    ]),
  ),
  ...['routes-statuses', 'endpoints-explain', 'endpoints-hand-made', 'endpoints-unknown'].map(
    (name): [string, string] => [name, readFileSync(join(root, 'fixtures/cli', name, 'set.yaml'), 'utf8')],
  ),
  ...readdirSync(join(root, 'fixtures/projects/shop/shop')).map((name): [string, string] => [
    name,
    readFileSync(join(root, 'fixtures/projects/shop/shop', name), 'utf8'),
  ]),
];

// What is printed as JSON is what schemas/output promises.
describe.each([
  ['routes', ['routes']],
  ['routes', ['routes', '--controller', 'spec,ingress-nginx']],
  ['endpoints', ['endpoints']],
])('%s: %j -o json', (name, argv) => {
  const schema = JSON.parse(readFileSync(join(root, `schemas/output/${name}.json`), 'utf8'));
  const validate = new Ajv2020({ strictRequired: false, strictTypes: false }).compile(schema);

  test.each(files)('%s', async (_name, text) => {
    const fs = memoryFileSystem({ '/project/a.yaml': text });
    const { stdout, stderr, exit } = await run([...argv, '-q', 'a.yaml', '-o', 'json'], { fs });
    const output: unknown = JSON.parse(stdout);
    validate(output);
    expect({ errors: validate.errors, stderr, output }).toEqual({ errors: null, stderr: '', output });
    expect([0, 1, 3]).toContain(exit);
    expect(Object.keys(output as object)[0]).toBe('version');
  });

  test('another shape is refused', () => {
    expect(validate({ version: 2, services: [], routes: [], controllers: [], notes: [] })).toBe(false);
    expect(validate({ version: 1, services: [{}], routes: [{}], controllers: [], notes: [] })).toBe(false);
  });
});

test('the selection of a Service is promised too', async () => {
  const schema = JSON.parse(readFileSync(join(root, 'schemas/output/endpoints.json'), 'utf8'));
  const validate = new Ajv2020({ strictRequired: false, strictTypes: false }).compile(schema);
  const fs = memoryFileSystem({
    '/project/a.yaml': readFileSync(join(root, 'fixtures/cli/endpoints-explain/set.yaml'), 'utf8'),
  });
  const { stdout } = await run(['endpoints', '--explain', 'web', '-o', 'json', 'a.yaml'], { fs });
  const output = JSON.parse(stdout);
  validate(output);
  expect(validate.errors).toBeNull();
  expect(output.services[0].selection).toHaveLength(5);
});

describe('exit codes', () => {
  const service = (name: string, spec: string): string =>
    `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
  const pods =
    '---\napiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web } }\nspec: { containers: [{ name: c, image: c }] }\n';
  const web = service('web', 'selector: { app: web }, ports: [{ port: 80 }]');
  const typo = service('typo', 'selector: { app: wep }, ports: [{ port: 80 }]');
  const alias = service('alias', 'type: ExternalName, externalName: a.example.net');
  const open = service('db', 'ports: [{ port: 80 }]');

  test.each([
    ['a ready endpoint each', web + pods + alias, [], 0],
    ['one has none', web + typo + pods, [], 1],
    ['only that one', web + typo + pods, ['--service', 'web'], 0],
    ['nobody knows the pods', web, [], 3],
    ['nobody knows one, one has none', open + typo + pods, [], 1],
    ['an alias has none by design', alias, [], 0],
    ['no such Service', web + pods, ['--service', 'other/web'], 3],
    ['no such Service in a known namespace', web + pods, ['--service', 'default/webb'], 1],
    ['no such path', web + pods, ['missing.yaml'], 2],
  ])('endpoints: %s', async (_name, text, argv, exit) => {
    const fs = memoryFileSystem({ '/project/a.yaml': text });
    expect((await run(['endpoints', 'a.yaml', ...argv], { fs })).exit).toBe(exit);
  });

  const ingress = (name: string): string =>
    `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: ${name} }\nspec: { defaultBackend: { service: { name: ${name}, port: { number: 80 } } } }\n`;

  test.each([
    ['broken, and nobody asks', ingress('typo') + typo + pods, [], 0],
    ['broken', ingress('typo') + typo + pods, ['--fail-on-broken'], 1],
    ['not broken', ingress('web') + web + pods, ['--fail-on-broken'], 0],
    ['unknown', ingress('web') + web, ['--fail-on-broken'], 0],
    ['another host is broken', ingress('typo') + typo + pods, ['--fail-on-broken', '--host', 'a.example.com'], 0],
    ['no such path', ingress('web') + web, ['missing.yaml'], 2],
  ])('routes: %s', async (_name, text, argv, exit) => {
    const fs = memoryFileSystem({ '/project/a.yaml': text });
    expect((await run(['routes', 'a.yaml', ...argv], { fs })).exit).toBe(exit);
  });
});

test.each([
  ['api', { namespace: undefined, name: 'api', dotted: 'api' }],
  ['svc/api', { namespace: undefined, name: 'api', dotted: 'api' }],
  ['shop/api', { namespace: 'shop', name: 'api', dotted: undefined }],
  ['service/shop/api', { namespace: 'shop', name: 'api', dotted: undefined }],
  ['api.shop', { namespace: 'shop', name: 'api', dotted: 'api.shop' }],
  ['api.shop.svc.cluster.local', { namespace: 'shop', name: 'api', dotted: 'api.shop.svc.cluster.local' }],
  ['', undefined],
  ['a/b/c', undefined],
  ['shop/api.x', undefined],
  ['api:80', undefined],
])('a Service as people name it: %j', (text, expected) => {
  expect(parseServiceName(text)).toEqual(expected);
});
