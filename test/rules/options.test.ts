// Options of rules: each one changes what its rule says, and nothing else does when it is not written.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ruleOptionList } from '../../src/dev/rule-option-list.ts';
import { lint, type RuleOptionValue } from '../../src/index.ts';
import { type Example, filesOf } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';
import { ruleOptions } from '../../src/rules/options.ts';

type Said = readonly string[];

function severities(id: string, example: Example, options?: Readonly<Record<string, RuleOptionValue>>): Said {
  const sources = Object.entries(filesOf(example)).map(([path, text]) => ({ path, text }));
  const { findings } = lint(sources, {
    rules: { [id]: 'on' },
    ...(options && { ruleOptions: { [id]: options } }),
  });
  return findings.filter(({ rule }) => rule === id).map(({ severity }) => severity);
}

const cases: readonly [
  id: string,
  example: string,
  options: Readonly<Record<string, RuleOptionValue>>,
  without: Said,
  said: Said,
][] = [
  ['annotation-unknown', 'a slip of the pen', { extraAnnotations: ['nginx.ingress.kubernetes.io/*'] }, ['warning'], []],
  ['annotation-unknown', 'a slip of the pen', { extraAnnotations: ['example.com/*'] }, ['warning'], ['warning']],
  ['gce-backend-needs-nodeport-or-neg', 'a ClusterIP Service', { vpcNative: true }, ['warning'], ['info']],
  [
    'ingress-host-shared-across-namespaces',
    'one host in two namespaces',
    { sharedHosts: ['*.example.com'] },
    ['warning'],
    [],
  ],
  [
    'ingress-host-shared-across-namespaces',
    'one host in two namespaces',
    { sharedHosts: ['example.com'] },
    ['warning'],
    ['warning'],
  ],
  ['ingress-nginx-snippet-annotation', 'a header in a snippet', { allowed: true }, ['warning'], ['info']],
  ['service-exposed-externally', 'a data store on every node', { publicServices: ['default/*'] }, ['warning'], []],
  [
    'service-exposed-externally',
    'a data store on every node',
    { publicServices: ['shop/*'] },
    ['warning'],
    ['warning'],
  ],
  [
    'service-exposed-externally',
    'an interface for administrators behind an Ingress',
    { publicServices: ['*/*'] },
    ['warning'],
    [],
  ],
  [
    'service-exposed-externally',
    'an internal load balancer',
    { forbiddenServiceTypes: ['LoadBalancer'] },
    [],
    ['warning'],
  ],
  ['service-exposed-externally', 'inside the cluster', { forbiddenServiceTypes: ['LoadBalancer', 'NodePort'] }, [], []],
  ['service-port-tcp-udp-merge', 'DNS over UDP and TCP', { serverSideApply: true }, ['warning'], []],
  ['service-target-port-name-not-found', 'another name', { injectedPorts: ['*'] }, ['error'], []],
  ['service-target-port-name-not-found', 'another name', { injectedPorts: ['proxy-*'] }, ['error'], ['error']],
  ['service-target-port-not-exposed', 'containers that declare nothing', { strictPorts: true }, [], ['info']],
  ['service-target-port-not-exposed', 'containers that declare nothing', { strictPorts: false }, [], []],
  ['service-target-port-not-exposed', 'another number', { strictPorts: true }, ['warning'], ['warning']],
  ['service-target-port-not-exposed', 'a port that an argument names', { strictPorts: true }, [], []],
];

describe('options', () => {
  test.each(cases)('of %s for %s: %j', (id, name, options, without, said) => {
    const rule = rules.find((each) => each.id === id);
    const example = [...(rule?.examples.bad ?? []), ...(rule?.examples.good ?? [])].find((each) => each.name === name);
    if (!example) throw new Error(`no example ${name}`);
    expect({ without: severities(id, example), said: severities(id, example, options) }).toEqual({ without, said });
  });
});

test('a level that is set counts for what an option adds', () => {
  const rule = rules.find(({ id }) => id === 'service-target-port-not-exposed');
  const [example] = rule?.examples.good ?? [];
  const { findings } = lint([{ path: 'a.yaml', text: example?.yaml ?? '' }], {
    rules: { 'service-target-port-not-exposed': 'error' },
    ruleOptions: { 'service-target-port-not-exposed': { strictPorts: true } },
  });
  expect(findings.map(({ rule: id, severity }) => ({ id, severity }))).toContainEqual({
    id: 'service-target-port-not-exposed',
    severity: 'error',
  });
});

test('have a case each', () => {
  const named = cases.flatMap(([id, , options]) => Object.keys(options).map((name) => `${id}.${name}`));
  const all = Object.entries(ruleOptions).flatMap(([id, specs]) => Object.keys(specs).map((name) => `${id}.${name}`));
  expect([...new Set(named)].sort()).toEqual(all.sort());
});

test('are listed as `npm run generate` does it', () => {
  expect(readFileSync(resolve(__dirname, '../../src/rules/options.ts'), 'utf8')).toBe(ruleOptionList(rules));
});
