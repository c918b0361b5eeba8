import { expect } from '@jest/globals';
import { distribution } from 'ksvc';
import type { Examples } from '../facts.ts';
import { backends, clusterIp, connection, pod, podEverywhere, service, slice } from './objects.ts';

const local = { externalTrafficPolicy: 'Local', type: 'NodePort', ...clusterIp };
const nodePort = { ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31000 }] };
const external = { ...clusterIp, externalIPs: ['198.51.100.7'] };

/** Which backends kube-proxy chooses, and what it does without any. */
export const kubeProxyExamples: Examples = {
  'shares-uniform'() {
    for (const mode of ['iptables', 'nftables', 'ipvs', 'userspace'] as const) {
      const found = connection([service(clusterIp), ...podEverywhere], '10.96.0.7:80', 'pod', { mode });
      expect(found.backends.map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    }
  },
  'ipvs-round-robin'() {
    expect(spread('rr')).toEqual([2, 2, 2]);
  },
  'ipvs-hashing'() {
    for (const scheduler of ['sh', 'dh', 'mh'] as const) expect([...spread(scheduler)].sort()).toEqual([0, 0, 6]);
  },
  'local-none-local-drops'() {
    const objects = [service({ ...local, ...nodePort }), pod('web-2', '10.244.0.2', { node: 'n2' })];
    expect(connection(objects, '192.168.0.1:31000', 'external').verdict).toBe('drop-or-unrouted');
    expect(connection(objects, '192.168.0.2:31000', 'external', { node: 'n2' }).verdict).toBe('connected');
  },
  'local-none-anywhere-rejects'() {
    expect(connection([service({ ...local, ...nodePort })], '192.168.0.1:31000', 'external').verdict).toBe('reject');
    const internal = service({ ...clusterIp, internalTrafficPolicy: 'Local' });
    expect(connection([internal], '10.96.0.7:80').verdict).toBe('reject');
  },
  'external-address-without-endpoints-from-node'() {
    const verdict = (mode: 'iptables' | 'nftables'): string =>
      connection([service(external)], '198.51.100.7:80', 'node', { mode }).verdict;
    expect([verdict('iptables'), verdict('nftables')]).toEqual(['drop-or-unrouted', 'reject']);
    expect(connection([service(external)], '198.51.100.7:80', 'pod').verdict).toBe('reject');
  },
  'terminating-as-last-resort'() {
    const objects = [
      service(clusterIp),
      pod('web-1', '10.244.0.1', { terminating: true }),
      pod('web-2', '10.244.0.2', { terminating: true, ready: false }),
    ];
    expect(backends(connection(objects, '10.96.0.7:80'))).toEqual(['10.244.0.1']);
  },
  'terminating-not-beside-ready'() {
    const objects = [service(clusterIp), pod('web-1', '10.244.0.1', { terminating: true }), pod('web-2', '10.244.0.2')];
    expect(backends(connection(objects, '10.96.0.7:80'))).toEqual(['10.244.0.2']);
  },
  'terminating-local-before-remote'() {
    const objects = [
      service({ ...local, ...nodePort }),
      pod('web-1', '10.244.0.1', { node: 'n1', terminating: true }),
      pod('web-2', '10.244.0.2', { node: 'n2' }),
    ];
    expect(backends(connection(objects, '192.168.0.1:31000', 'external'))).toEqual(['10.244.0.1']);
    expect(backends(connection(objects, '10.96.0.7:80'))).toEqual(['10.244.0.2']);
  },
  'first-address-only'() {
    expect(reached([slice([{ addresses: ['10.244.0.1', '10.244.0.9'] }])])).toEqual(['10.244.0.1']);
  },
  'equal-addresses-once'() {
    const twice = [{ addresses: ['10.244.0.1'] }, { addresses: ['10.244.0.2'] }];
    expect(reached([slice(twice), slice(twice.slice(0, 1), {}, 'web-again')])).toEqual(['10.244.0.1', '10.244.0.2']);
  },
  'slice-port-unknown'() {
    const ports = [
      { name: 'other', port: 9090 },
      { name: 'http', port: 8080 },
    ];
    const found = connection([byHand, slice([{ addresses: ['10.244.0.1'] }], { ports })], '10.96.0.7:80');
    expect(found.backends).toEqual([{ address: '10.244.0.1:8080', share: 1 }]);
  },
  'condition-unstated-is-ready'() {
    const endpoints = [{ addresses: ['10.244.0.1'] }, { addresses: ['10.244.0.2'], conditions: { ready: false } }];
    expect(reached([slice(endpoints)])).toEqual(['10.244.0.1']);
  },
  'service-proxy-name'() {
    const labels = { 'service.kubernetes.io/service-proxy-name': 'other' };
    const objects = [service({ ...clusterIp, type: 'NodePort', ...nodePort }, { labels }), ...podEverywhere];
    expect(connection(objects, '10.96.0.7:80').verdict).toBe('drop-or-unrouted');
    expect(connection(objects, '192.168.0.1:31000').verdict).toBe('reject');
  },
};

const byHand = service({ ...clusterIp, selector: undefined });

function reached(slices: readonly object[]): readonly string[] {
  return backends(connection([byHand, ...slices], '10.96.0.7:80'));
}

function spread(scheduler: 'rr' | 'sh' | 'dh' | 'mh'): readonly number[] {
  const three = ['a:1', 'b:1', 'c:1'].map((address) => ({ address, share: 1 / 3 }));
  return distribution(three, 6, 1, scheduler).map(({ connections }) => connections);
}
