import { expect } from '@jest/globals';
import { diff } from 'ksvc';
import type { Examples } from '../facts.ts';
import { clusterOf, pod, service, slice } from './objects.ts';
import { updated } from './questions.ts';

const refused = (field: string): object => ({ kind: 'refused', field });

/** What an update of an object cannot change. */
export const updateExamples: Examples = {
  'update-cluster-ip'() {
    const at = (clusterIP?: string): object => service({ clusterIP });
    expect(updated(at('10.96.0.7'), at('10.96.0.8'))).toMatchObject([refused('spec.clusterIP')]);
    for (const same of ['10.96.0.7', undefined]) expect(updated(at('10.96.0.7'), at(same))).toEqual([]);
  },
  'update-headless'() {
    const [headless, other] = [service({ clusterIP: 'None' }), service({})];
    expect(updated(other, headless)).toMatchObject([refused('spec.clusterIP')]);
    expect(updated(headless, service({ clusterIP: '10.96.0.7' }))).toMatchObject([refused('spec.clusterIP')]);
    expect(updated(headless, other)).toMatchObject([{ kind: 'kept', before: { value: 'None' } }]);
    expect(updated(headless, service({ type: 'NodePort' }))).toMatchObject([refused('spec.clusterIP')]);
  },
  'update-type'() {
    const alias = service({ type: 'ExternalName', externalName: 'db.example.com', ports: undefined });
    const others = [service({}), service({ type: 'NodePort' }), service({ type: 'LoadBalancer' }), alias];
    for (const before of others) for (const after of others) expect(updated(before, after)).toEqual([]);
    expect(updated(service({ clusterIP: '10.96.0.7' }), alias)).toEqual([]);
    expect(updated(alias, service({ clusterIP: '10.96.0.8' }))).toEqual([]);
  },
  'update-family'() {
    const of = (...ipFamilies: string[]): object => service({ ipFamilies, ipFamilyPolicy: 'PreferDualStack' });
    expect(updated(of('IPv4'), of('IPv6'))).toMatchObject([refused('spec.ipFamilies[0]')]);
    expect(updated(of('IPv4'), of('IPv4', 'IPv6'))).toEqual([]);
  },
  'update-load-balancer-class'() {
    const of = (loadBalancerClass?: string, type = 'LoadBalancer'): object => service({ type, loadBalancerClass });
    expect(updated(of('example.com/a'), of('example.com/b'))).toMatchObject([refused('spec.loadBalancerClass')]);
    expect(updated(of(), of('example.com/b'))).toMatchObject([refused('spec.loadBalancerClass')]);
    expect(updated(of(undefined, 'NodePort'), of('example.com/b'))).toEqual([]);
  },
  'update-health-check-port'() {
    const spec = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' };
    const of = (healthCheckNodePort?: number): object => service({ ...spec, healthCheckNodePort });
    expect(updated(of(32000), of(32001))).toMatchObject([refused('spec.healthCheckNodePort')]);
    expect(updated(of(32000), of())).toEqual([]);
  },
  'update-keeps-node-port'() {
    const of = (nodePort?: number, name = 'http'): object =>
      service({ type: 'NodePort', ports: [{ name, port: 80, targetPort: 8080, nodePort }] });
    expect(updated(of(31000), of())).toMatchObject([{ kind: 'kept', field: 'spec.ports[0].nodePort' }]);
    const differences = (after: object): number => {
      const [was, is] = [of(31000), after].map((each) => clusterOf([each, pod('web-1', '10.244.0.1')]));
      return was && is ? diff(was, is).differences.length : Number.NaN;
    };
    expect([differences(of()), differences(of(undefined, 'web'))]).toEqual([0, 1]);
    expect(updated(of(31000), of(31001))).toEqual([]);
  },
  'update-address-type'() {
    const [four, six] = ['IPv4', 'IPv6'].map((addressType) => slice([], { addressType }));
    expect(updated(four ?? {}, six ?? {})).toMatchObject([refused('addressType')]);
  },
  'update-class-controller'() {
    const of = (controller: string): object => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'public' },
      spec: { controller },
    });
    expect(updated(of('example.com/a'), of('example.com/b'))).toMatchObject([refused('spec.controller')]);
  },
  'update-selector'() {
    const of = (kind: string, app: string): object => ({
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } } } },
    });
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']) {
      expect(updated(of(kind, 'web'), of(kind, 'shop'))).toMatchObject([refused('spec.selector')]);
    }
    expect(updated(service({ selector: { app: 'web' } }), service({ selector: { app: 'shop' } }))).toEqual([]);
  },
};
