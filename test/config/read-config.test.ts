import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { commandSpecs } from '../../src/cli/options.ts';
import { type Config, mergeConfigs } from '../../src/config/config.ts';
import { configKeys, readConfig } from '../../src/config/read-config.ts';
import { configSchema } from '../../src/dev/config-schema.ts';
import { ruleIds } from '../../src/rules/ids.ts';
import { ruleOptions } from '../../src/rules/options.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';

const known = {
  rules: ruleIds,
  ruleOptions,
  controllers: controllers.map(({ id }) => id),
  classControllers: ['ingress-nginx', 'traefik', 'contour'],
  controllerOptions: Object.fromEntries(
    controllers.map(({ id, options = [] }) => [id, options.map(({ name }) => name)]),
  ),
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
controllers: {nginx: ingress-nginx, internal: {model: traefik, options: {allowExternalNameServices: true}}}
defaultIngressClass: nginx
clusterDomain: example.internal
proxyMode: nftables
nodePortRange: 30000-31000
serviceCIDR: [10.43.0.0/16, "fd00::/112"]
complete: {kinds: [Service], namespaces: [shop]}
external: ["Secret/*/*-tls", IngressClass/nginx]
podTemplates: [{kind: Rollout, path: spec.template}]
rules:
  unknown-field: off
  namespace-mixed: {severity: error}
  service-target-port-not-exposed: {severity: error, strictPorts: true}
overrides:
  - files: dev/**
    rules: {unknown-field: on}
ignores:
  - {rules: namespace-mixed, files: ["*.yaml"], objects: [Service/shop/web], reason: known, until: 2027-03-31}
include: k8s
exclude: ["**/charts/**"]
sets: {prod: overlays/prod, dev: [base, overlays/dev]}
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
      internal: {
        id: 'traefik',
        options: { allowExternalNameServices: true },
        at: expect.objectContaining({ line: 6, column: 47 }),
      },
    },
    defaultIngressClass: 'nginx',
    clusterDomain: 'example.internal',
    proxyMode: 'nftables',
    nodePortRange: [30000, 31000],
    serviceCidrs: ['10.43.0.0/16', 'fd00::/112'],
    complete: { kinds: ['Service'], namespaces: ['shop'] },
    external: ['Secret/*/*-tls', 'IngressClass/nginx'],
    podTemplates: [{ kind: 'Rollout', path: 'spec.template' }],
    rules: { 'unknown-field': 'off', 'namespace-mixed': 'error', 'service-target-port-not-exposed': 'error' },
    ruleOptions: { 'service-target-port-not-exposed': { strictPorts: true } },
    overrides: [{ files: ['dev/**'], rules: { 'unknown-field': 'on' } }],
    ignores: [
      {
        rules: ['namespace-mixed'],
        files: ['*.yaml'],
        objects: ['Service/shop/web'],
        reason: 'known',
        until: '2027-03-31',
        at: { file: '.ksvc.yaml', line: 23, column: 5, endLine: 23, endColumn: 111 },
      },
    ],
    include: ['k8s'],
    exclude: ['**/charts/**'],
    sets: { prod: ['overlays/prod'], dev: ['base', 'overlays/dev'] },
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
  [
    'controllers: {a: {model: traefik, options: {allowExternalNameService: true}}}',
    "1:45 options of traefik has no key 'allowExternalNameService'; did you mean allowExternalNameServices?",
  ],
  [
    'controllers: {a: {model: traefik, options: {providersThrottleDuration: true}}}',
    "1:45 options of traefik has no key 'providersThrottleDuration'; known: allowExternalNameServices, allowEmptyServices, strictPrefixMatching",
  ],
  [
    'controllers: {a: {model: ingress-nginx, options: {watchIngressWithoutClass: true}}}',
    '1:50 options: none of ingress-nginx is simulated; its ConfigMap is read where it is among the manifests',
  ],
  ['rules: {unknown-field: {}}', '1:24 unknown-field has no severity'],
  ['namespace:\n', '1:11 namespace has to be a text'],
  [
    'rules: {service-target-port-not-exposed: {strictPort: true}}',
    "1:43 rule service-target-port-not-exposed has no key 'strictPort'; did you mean strictPorts?",
  ],
  ['rules: {service-target-port-not-exposed: {strictPorts: 1}}', '1:56 strictPorts has to be true or false'],
  [
    'rules: {service-target-port-not-exposed: {}}',
    '1:42 service-target-port-not-exposed has neither a severity nor an option',
  ],
  [
    'overrides: [{files: a, rules: {service-target-port-not-exposed: {severity: error, strictPorts: true}}}]',
    "1:83 rule service-target-port-not-exposed has no key 'strictPorts'; known: severity",
  ],
])('%s is refused', (text, problem) => {
  expect(read(text).problems).toEqual([problem]);
});

describe('what is extended', () => {
  test('gives way, and its lists come first', () => {
    const base: Config = {
      extends: { profile: 'strict' },
      namespace: 'a',
      rules: { x: 'off', y: 'off' },
      ruleOptions: { x: { a: true, b: 1 } },
      exclude: ['a'],
      include: ['a'],
      maxWarnings: 1,
    };
    const own: Config = {
      extends: { path: './a' },
      namespace: 'b',
      rules: { y: 'error' },
      ruleOptions: { x: { b: 2 }, y: { c: ['d'] } },
      exclude: ['b'],
      include: ['b'],
    };
    expect(mergeConfigs(base, own)).toEqual({
      extends: { profile: 'strict' },
      namespace: 'b',
      rules: { x: 'off', y: 'error' },
      ruleOptions: { x: { a: true, b: 2 }, y: { c: ['d'] } },
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
    { controllers: { a: { model: 'traefik', options: { allowEmptyServices: true } } } },
    { controllers: { a: { model: 'traefik', options: { allowEmptyService: true } } } },
    { controllers: { a: { model: 'traefik', options: { allowEmptyServices: 'yes' } } } },
    { controllers: { a: { model: 'contour', options: { allowEmptyServices: true } } } },
    { controllers: { a: { model: 'contour', options: { enableExternalNameService: true } } } },
    { controllers: { a: { model: 'ingress-nginx', options: {} } } },
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
    { podTemplates: [{ kind: 'Rollout', path: 'spec.template' }] },
    { podTemplates: [{ kind: 'Rollout' }] },
    { podTemplates: [{ kind: 'Rollout', path: 'spec/template' }] },
    { podTemplates: { kind: 'Rollout', path: 'spec.template' } },
    { rules: { 'unknown-field': 'off' } },
    { rules: { 'unknown-field': false } },
    { rules: { 'unknown-field': 'fatal' } },
    { rules: { 'unknown-field': { severity: 'info' } } },
    { rules: { 'unknown-field': {} } },
    { rules: { 'unknown-field': { severity: 'info', more: 1 } } },
    { rules: { 'no-such-rule': 'off' } },
    { rules: { 'service-target-port-not-exposed': { severity: 'error', strictPorts: true } } },
    { rules: { 'service-target-port-not-exposed': { strictPorts: false } } },
    { rules: { 'service-target-port-not-exposed': { strictPorts: 'yes' } } },
    { rules: { 'service-target-port-not-exposed': { strictPort: true } } },
    { rules: { 'service-target-port-not-exposed': {} } },
    { rules: { 'service-target-port-not-exposed': 'info' } },
    { overrides: [{ files: 'a', rules: { 'service-target-port-not-exposed': { strictPorts: true } } }] },
    {
      overrides: [
        { files: 'a', rules: { 'service-target-port-not-exposed': { severity: 'info', strictPorts: true } } },
      ],
    },
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
    { sets: { prod: 'overlays/prod', dev: ['a', 'b'] } },
    { sets: { 'a b': 'c' } },
    { sets: { prod: {} } },
    { sets: ['prod'] },
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
