import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { commandSpecs } from '../../src/cli/options.ts';
import { type Config, mergeConfigs } from '../../src/config/config.ts';
import { configKeys, readConfig } from '../../src/config/read-config.ts';
import { configSchema } from '../../src/dev/config-schema.ts';
import { ruleIds } from '../../src/rules/ids.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';

const known = {
  rules: ruleIds,
  controllers: controllers.map(({ id }) => id),
  classControllers: ['ingress-nginx', 'traefik', 'contour'],
  formats: commandSpecs.lint.formats,
};
const read = (text: string): { config: Config; problems: string[] } => {
  const { config, problems } = readConfig({ path: '.ksvc.yaml', text }, known);
  return { config, problems: problems.map(({ message, at }) => `${at.line}:${at.column} ${message}`) };
};

test('every key', () => {
  const { config, problems } = read(`version: 1
extends: minimal
kubernetesVersion: "1.34"
namespace: shop
controller: traefik
controllers: {nginx: ingress-nginx, internal: {model: traefik}}
defaultIngressClass: nginx
clusterDomain: example.internal
proxyMode: nftables
nodePortRange: 30000-31000
serviceCIDR: [10.43.0.0/16, "fd00::/112"]
complete: {kinds: [Service], namespaces: [shop]}
external: ["Secret/*/*-tls", IngressClass/nginx]
rules:
  unknown-field: off
  namespace-mixed: {severity: error}
overrides:
  - files: dev/**
    rules: {unknown-field: on}
ignores:
  - {rules: namespace-mixed, files: ["*.yaml"], objects: [Service/shop/web], reason: known, until: 2027-03-31}
include: k8s
exclude: ["**/charts/**"]
baseline: known.json
failOn: warning
maxWarnings: 20
format: sarif
`);
  expect(problems).toEqual([]);
  expect(config).toEqual({
    extends: { profile: 'minimal' },
    kubernetesVersion: '1.34',
    namespace: 'shop',
    controller: 'traefik',
    controllers: {
      nginx: { id: 'ingress-nginx', at: expect.objectContaining({ line: 6, column: 22 }) },
      internal: { id: 'traefik', at: expect.objectContaining({ line: 6, column: 47 }) },
    },
    defaultIngressClass: 'nginx',
    clusterDomain: 'example.internal',
    proxyMode: 'nftables',
    nodePortRange: [30000, 31000],
    serviceCidrs: ['10.43.0.0/16', 'fd00::/112'],
    complete: { kinds: ['Service'], namespaces: ['shop'] },
    external: ['Secret/*/*-tls', 'IngressClass/nginx'],
    rules: { 'unknown-field': 'off', 'namespace-mixed': 'error' },
    overrides: [{ files: ['dev/**'], rules: { 'unknown-field': 'on' } }],
    ignores: [
      {
        rules: ['namespace-mixed'],
        files: ['*.yaml'],
        objects: ['Service/shop/web'],
        reason: 'known',
        until: '2027-03-31',
        at: { file: '.ksvc.yaml', line: 21, column: 5, endLine: 21, endColumn: 111 },
      },
    ],
    include: ['k8s'],
    exclude: ['**/charts/**'],
    baseline: 'known.json',
    failOn: 'warning',
    maxWarnings: 20,
    format: 'sarif',
  });
});

test.each([
  ['complete: true', true],
  ['assumeComplete: true', true],
  ['complete: [Service, Deployment]', { kinds: ['Service', 'Deployment'] }],
  ['complete: {namespaces: shop}', { namespaces: ['shop'] }],
])('%s', (text, complete) => {
  expect(read(text)).toEqual({ config: { complete }, problems: [] });
});

test('an empty file says nothing', () => {
  expect(read('# later\n')).toEqual({ config: {}, problems: [] });
});

test.each([
  ['a: {', '1:5 a value is missing'],
  ['a: [b', '1:4 the `[` that begins here is never closed'],
  ['rules: {}\nrules: {}\n', '2:1 the key rules is written twice'],
  ['version: 1\n---\nversion: 1\n', '3:1 the configuration is a second document'],
  ['- version: 1\n', '1:1 the configuration has to be a mapping'],
  ['complete: true\nassumeComplete: true\n', '2:17 assumeComplete is the same as complete: write one of them'],
  ['rules: {unknown-field: {}}', '1:24 unknown-field has no severity'],
  ['namespace:\n', '1:11 namespace has to be a text'],
])('%s is refused', (text, problem) => {
  expect(read(text).problems).toEqual([problem]);
});

describe('what is extended', () => {
  test('gives way, and its lists come first', () => {
    const base: Config = {
      extends: { profile: 'strict' },
      namespace: 'a',
      rules: { x: 'off', y: 'off' },
      exclude: ['a'],
      include: ['a'],
      maxWarnings: 1,
    };
    const own: Config = {
      extends: { path: './a' },
      namespace: 'b',
      rules: { y: 'error' },
      exclude: ['b'],
      include: ['b'],
    };
    expect(mergeConfigs(base, own)).toEqual({
      extends: { profile: 'strict' },
      namespace: 'b',
      rules: { x: 'off', y: 'error' },
      exclude: ['a', 'b'],
      include: ['b'],
      maxWarnings: 1,
    });
  });
});

describe('what ksvc init writes', () => {
  const cases = resolve(__dirname, '../../fixtures/cli');
  const written = readdirSync(cases)
    .map((name) => join(cases, name, '.ksvc.yaml.expected'))
    .filter((path) => existsSync(path));

  test('is understood, line by line', () => {
    expect(written.length).toBeGreaterThan(2);
    for (const path of written) {
      const text = readFileSync(path, 'utf8');
      const comments = text.replace(/^# (?=\w+:)/gm, '').replace(/^# {3}/gm, '  ');
      expect({ path, problems: read(text).problems }).toEqual({ path, problems: [] });
      // What it proposes as well.
      expect({
        path,
        problems: read(comments.replace(/(\ncontroller: .*)(\ncontroller: .*)+/, '$1')).problems,
      }).toEqual({
        path,
        problems: [],
      });
    }
  });
});

describe('schemas/config.json', () => {
  const file = resolve(__dirname, '../../schemas/config.json');
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const validate = new Ajv2020({ strictRequired: false, strictTypes: false, allowUnionTypes: true }).compile(schema);

  test('is what `npm run generate` makes', () => {
    expect(readFileSync(file, 'utf8')).toBe(configSchema(commandSpecs.lint.formats));
  });

  test('has the keys that are read', () => {
    expect(Object.keys(schema.properties)).toEqual(configKeys);
  });

  // JSON is YAML: the same text goes to both.
  const values: readonly unknown[] = [
    {},
    { version: 1 },
    { version: 2 },
    { version: '1' },
    { extends: 'strict' },
    { extends: 'strikt' },
    { extends: './base.yaml' },
    { kubernetesVersion: '1.34' },
    { kubernetesVersion: '1.27' },
    { kubernetesVersion: 'v1.34.2' },
    { kubernetesVersion: 1.34 },
    { namespace: 'shop' },
    { namespace: '' },
    { namespce: 'shop' },
    { controller: 'alb-ip' },
    { controller: 'nginx' },
    { controllers: { nginx: 'ingress-nginx', internal: { model: 'traefik' } } },
    { controllers: { nginx: 'nginx' } },
    { controllers: { nginx: { options: {} } } },
    { controllers: ['nginx'] },
    { defaultIngressClass: 'nginx' },
    { proxyMode: 'ipvs' },
    { proxyMode: 'ebpf' },
    { nodePortRange: '30000-32767' },
    { nodePortRange: 30000 },
    { complete: true },
    { complete: 'yes, all' },
    { complete: ['Service'] },
    { complete: { namespaces: ['a'] } },
    { complete: { namespace: ['a'] } },
    { external: 'Service/a' },
    { external: ['Service/a/b/c'] },
    { external: ['Service'] },
    { rules: { 'unknown-field': 'off' } },
    { rules: { 'unknown-field': false } },
    { rules: { 'unknown-field': 'fatal' } },
    { rules: { 'unknown-field': { severity: 'info' } } },
    { rules: { 'unknown-field': {} } },
    { rules: { 'unknown-field': { severity: 'info', more: 1 } } },
    { rules: { 'no-such-rule': 'off' } },
    { rules: [] },
    { overrides: [{ files: 'a', rules: {} }] },
    { overrides: [{ files: ['a'] }] },
    { overrides: [{ rules: {} }] },
    { overrides: {} },
    { ignores: [{ rules: 'unknown-field' }] },
    { ignores: [{ rules: ['no-such-rule'] }] },
    { ignores: [{ objects: ['Service/*/web'], until: '2027-03-31' }] },
    { ignores: [{ objects: ['Service/*/web'], until: 'tomorrow' }] },
    { ignores: [{ reason: 'a' }] },
    { include: 'k8s', exclude: ['a', 'b'] },
    { exclude: { a: 1 } },
    { baseline: 'a.json', failOn: 'never', maxWarnings: 0, format: 'junit' },
    { failOn: 'fatal' },
    { maxWarnings: -1 },
    { maxWarnings: 1.5 },
    { format: 'xml' },
    [],
    'text',
  ];

  test.each(values.map((value) => [JSON.stringify(value), value] as const))('judges %s as we do', (text, value) => {
    expect({ schema: validate(value) }).toEqual({ schema: read(text).problems.length === 0 });
  });
});
