import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { apiVersionsOf } from '../../../src/api/api-versions.ts';
import { isServed, knownKinds } from '../../../src/api/schema/types.ts';
import { kindSchemas, type OpenApi } from '../../../src/dev/kind-schemas.ts';
import { type KindSchema, typeTable } from '../../../src/dev/type-table.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'schemas/k8s/1.37');
const openapiFile = join(root, '../shared/openapi/k8s-1.37.2.json');
const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const schemas = [...files.values()].map((text) => JSON.parse(text) as KindSchema);

describe('schemas/k8s', () => {
  test('are named as kubeconform asks for them', () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['service-v1.json', 'ingress-networking-v1.json', 'deployment-apps-v1.json']),
    );
  });

  test('have the kinds of the type table', () => {
    const inFiles = schemas.map((schema) => `${schema['x-kubernetes-api-version']}/${schema['x-kubernetes-kind']}`);
    expect(inFiles.sort()).toEqual(knownKinds().map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
  });

  test('are closed: every object type refuses unknown fields', () => {
    for (const schema of schemas) {
      for (const definition of Object.values(schema.definitions)) {
        expect(definition).toMatchObject({ type: 'object', additionalProperties: false });
      }
    }
  });

  test('are what the OpenAPI document gives', () => {
    if (!existsSync(openapiFile)) return;
    const fresh = kindSchemas(JSON.parse(readFileSync(openapiFile, 'utf8')) as OpenApi);
    expect([...fresh.keys()].sort()).toEqual([...files.keys()].sort());
    for (const [name, schema] of fresh) expect(schema).toEqual(JSON.parse(files.get(name) ?? ''));
  });
});

describe('the type table', () => {
  const text = readFileSync(join(root, 'src/api/generated/table-1-37.ts'), 'utf8');

  test('is what the schemas give', () => {
    expect(text).toBe(typeTable(schemas, 'schemas/k8s/1.37'));
  });

  test('stays small: it is loaded at every start', () => {
    expect(text.length).toBeLessThan(40 * 1024);
  });
});

test('kinds are found by apiVersion', () => {
  expect(isServed('networking.k8s.io/v1', 'Ingress')).toBe(true);
  expect(isServed('networking.k8s.io/v1beta1', 'Ingress')).toBe(false);
  expect(isServed('/v1', 'Service')).toBe(true);
  expect(isServed('/apps/v1', 'Deployment')).toBe(false);
  expect(isServed('v1', 'constructor')).toBe(false);
  expect(apiVersionsOf('Ingress')).toEqual(['networking.k8s.io/v1']);
  expect(apiVersionsOf('Route')).toEqual([]);
});
