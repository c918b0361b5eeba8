import { expect, test } from '@jest/globals';
import { changesInMove } from '../../../src/rules/advice/api-move.ts';

test('an Ingress: path types, backends, the default backend', () => {
  const old = { serviceName: 'web', servicePort: 80 };
  const ingress = { spec: { backend: old, rules: [{ http: { paths: [{ path: '/', backend: old }] } }] } };
  expect(changesInMove('Ingress', ingress)).toEqual([
    'give each path a pathType (ImplementationSpecific keeps the old meaning)',
    'write backends as service: {name: web, port: {number: 80}} in the place of serviceName: web, servicePort: 80',
    'rename spec.backend to spec.defaultBackend',
  ]);
});

test('a named port becomes a name', () => {
  const ingress = { spec: { backend: { serviceName: 'web', servicePort: 'http' } } };
  expect(changesInMove('Ingress', ingress)[0]).toContain('service: {name: web, port: {name: http}}');
});

test('an Ingress that is written as v1 already', () => {
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } };
  expect(changesInMove('Ingress', { spec: { rules: [{ http: { paths: [path] } }] } })).toEqual([]);
});

test('the topology of an EndpointSlice', () => {
  const topology = { 'kubernetes.io/hostname': 'a', 'topology.kubernetes.io/zone': 'z' };
  expect(changesInMove('EndpointSlice', { endpoints: [{ addresses: ['10.0.0.1'], topology }] })).toEqual([
    'write nodeName in the place of topology["kubernetes.io/hostname"]',
    'write zone in the place of topology["topology.kubernetes.io/zone"]',
    'remove topology',
  ]);
  expect(changesInMove('EndpointSlice', { endpoints: [{ addresses: ['10.0.0.1'] }] })).toEqual([]);
});

test('workloads need a selector', () => {
  expect(changesInMove('Deployment', { spec: { rollbackTo: {} } })).toEqual([
    'add spec.selector with the labels of the pod template; it cannot be changed later',
    'remove spec.rollbackTo',
  ]);
  expect(changesInMove('Deployment', { spec: { selector: {} } })).toEqual([]);
  expect(changesInMove('DaemonSet', { spec: { selector: {}, templateGeneration: 1 } })).toEqual([
    'remove spec.templateGeneration',
    'spec.updateStrategy is RollingUpdate unless it says OnDelete',
  ]);
});

test('an empty selector of a budget changes its meaning', () => {
  expect(changesInMove('PodDisruptionBudget', { spec: { selector: {} } })).toHaveLength(1);
  expect(changesInMove('PodDisruptionBudget', { spec: { selector: { matchLabels: { a: 'b' } } } })).toEqual([]);
});

test.each(['NetworkPolicy', 'IngressClass', 'CronJob', 'Role'])('%s moves as it is', (kind) => {
  expect(changesInMove(kind, {})).toEqual([]);
});
