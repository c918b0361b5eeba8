import { expect } from '@jest/globals';
import { modelOf } from '../../../src/model/model.ts';
import type { Examples } from '../facts.ts';
import { clusterIp, clusterOf, podEverywhere, service } from './objects.ts';
import { explained, findings, follow, judged } from './questions.ts';

/** Numbers and addresses that the API server gives away. */
export const allocationExamples: Examples = {
  'node-port-chosen'() {
    const objects = [service({ ...clusterIp, type: 'NodePort' }), ...podEverywhere];
    const trace = follow(objects, 'svc/web.shop', 'outside');
    expect(trace.hops[0]?.text).toContain('node port allocated by the cluster');
    expect(explained(trace, 'node-port')).toContain(
      'from 30086 to 32767; 30000 to 30085 are left to people until the others are used up',
    );
  },
  'node-port-asked-above'() {
    const asked = (nodePort: number): readonly string[] =>
      findings(service({ type: 'NodePort', ports: [{ port: 80, nodePort }] }));
    expect(asked(30085)).not.toContain('node-port-in-dynamic-band');
    expect(asked(30086)).toContain('node-port-in-dynamic-band');
  },
  'cluster-ip-chosen'() {
    const trace = follow([service({}), ...podEverywhere], 'web.shop', 'shop');
    expect(explained(trace, 'service')).toContain('from 10.96.0.0/16, its first 256 addresses last');
  },
  'cluster-ip-range'() {
    const verdict = (clusterIP: string): string => judged(service({ clusterIP })).verdict;
    expect(['10.96.0.7', '10.96.255.254'].map(verdict)).toEqual(['accepted', 'accepted']);
    for (const outside of ['10.97.0.1', '10.96.0.0', '10.96.255.255', 'fd00:10:97::1']) {
      expect(judged(service({ clusterIP: outside })).causes).toMatchObject([{ field: 'spec.clusterIPs' }]);
    }
  },
  'cluster-ip-none-for-alias'() {
    const alias = { type: 'ExternalName', externalName: 'db.example.com', ports: undefined };
    expect(judged(service(alias)).defaulted).not.toMatchObject({ spec: { clusterIP: expect.anything() } });
    expect(judged(service({ ...alias, clusterIP: '10.96.0.7' })).verdict).toBe('rejected');
    expect(judged(service({ clusterIP: 'None' })).defaulted).toMatchObject({ spec: { clusterIP: 'None' } });
  },
  'node-port-taken-elsewhere'() {
    const of = (name: string, protocol: string): object =>
      service({ type: 'NodePort', ports: [{ port: 80, protocol, nodePort: 31000 }] }, { name });
    expect(findings(of('a', 'TCP'), of('b', 'UDP'))).toContain('node-port-conflict');
  },
  'node-port-same-port'() {
    const numbers = (type: string, ...nodePorts: (number | undefined)[]): unknown => {
      const ports = nodePorts.map((nodePort, at) => {
        return { name: `p${at}`, port: 53, protocol: at === 0 ? 'UDP' : 'TCP', nodePort };
      });
      return nodePortsOf(service({ type, ports }));
    };
    expect(numbers('NodePort', 31000, undefined)).toEqual([31000, 31000]);
    expect(numbers('LoadBalancer', undefined, 31000)).toEqual([31000, 31000]);
  },
  'node-port-without-allocation'() {
    const ports = [
      { name: 'a', port: 80, nodePort: 31000 },
      { name: 'b', port: 81 },
    ];
    const of = (allocateLoadBalancerNodePorts: boolean): unknown =>
      nodePortsOf(service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts, ports }));
    expect(of(false)).toEqual([31000, undefined]);
    expect(of(true)).toEqual([31000, '<allocated>']);
  },
  'health-check-port-chosen'() {
    const spec = { ...clusterIp, type: 'LoadBalancer', externalTrafficPolicy: 'Local' };
    const { hops } = follow([service(spec), ...podEverywhere], 'svc/web.shop', 'outside');
    expect(hops.map(({ text }) => text).join('\n')).toContain('a health check port, allocated by the cluster,');
  },
  'health-check-port-range'() {
    const of = (healthCheckNodePort: number, more: object = {}): string =>
      judged(service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort, ...more })).verdict;
    expect([of(32000), of(29999), of(32000, { externalTrafficPolicy: 'Cluster' })]).toEqual([
      'accepted',
      'rejected',
      'rejected',
    ]);
  },
  'external-addresses-shared'() {
    const of = (name: string): object =>
      service({ type: 'LoadBalancer', externalIPs: ['198.51.100.7'], loadBalancerIP: '203.0.113.7' }, { name });
    expect(findings(of('a'), of('b')).filter((rule) => /conflict|duplicate/.test(rule))).toEqual([]);
  },
};

function nodePortsOf(object: object): readonly unknown[] {
  const model = modelOf(clusterOf([object]));
  const [typed] = model.services.all;
  return typed ? (model.settled(typed).spec.ports ?? []).map(({ nodePort }) => nodePort) : [];
}
