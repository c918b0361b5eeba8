import { expect } from '@jest/globals';
import { dns, trace } from 'ksvc';
import { clusterIpBand, nodePortBand } from '../../../src/traffic/allocation-band.ts';
import type { Examples } from '../facts.ts';
import { backends, clusterIp, clusterOf, connection, pod, podEverywhere, service, slice } from './objects.ts';
import { follow, judged, slicesOf } from './questions.ts';

/** What traces say of Services and pods, and what is allocated, mirrored and named around them. */
export const networkModelExamples: Examples = {
  'external-name-keeps-host'() {
    const alias = service({ type: 'ExternalName', externalName: 'web.shop.svc.cluster.local' }, { name: 'alias' });
    const { outcome } = trace(clusterOf([alias, service(clusterIp), ...podEverywhere]), {
      url: 'http://alias.shop.svc.cluster.local/',
      from: 'shop',
    });
    expect(outcome).toMatchObject({ backend: 'shop/web:80', upstream: { host: 'alias.shop.svc.cluster.local' } });
  },
  'load-balancer-chain'() {
    const spec = { ...clusterIp, type: 'LoadBalancer' };
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } };
    const { hops } = follow([service(spec, { status }), ...podEverywhere], 'svc/web.shop', 'outside');
    const kinds = hops.map(({ kind }) => kind);
    expect(kinds.slice(0, 5)).toEqual(['load-balancer', 'node-port', 'service', 'port', 'endpoints']);
  },
  'internal-local-terminating'() {
    const objects = [
      service({ ...clusterIp, internalTrafficPolicy: 'Local' }),
      pod('web-1', '10.244.0.1', { node: 'n1', terminating: true }),
      pod('web-2', '10.244.0.2', { node: 'n2' }),
    ];
    expect(backends(connection(objects, '10.96.0.7:80'))).toEqual(['10.244.0.1']);
  },
  'userspace-hides-clients'() {
    const seen = (mode: 'iptables' | 'userspace'): boolean | undefined =>
      connection([service(clusterIp), ...podEverywhere], '10.96.0.7:80', 'pod', { mode }).masquerade;
    expect([seen('iptables'), seen('userspace')]).toEqual([false, true]);
  },
  'health-check-answer'() {
    const spec = { ...clusterIp, type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 32000 };
    const objects = [service(spec), pod('web-2', '10.244.0.2', { node: 'n2' })];
    const status = (node: string): unknown => follow(objects, `node/${node}:32000`).clientSees?.status;
    expect([status('n1'), status('n2')]).toEqual([503, 200]);
  },
  'local-policy-unknown-node'() {
    const { hops, verdict } = follow([localPort, ...podEverywhere], ':31000');
    expect(verdict).toBe('reaches');
    expect(hops.filter(({ status }) => status === 'warn')).toMatchObject([{ kind: 'policy' }]);
  },
  'local-policy-each-node'() {
    const objects = [localPort, pod('web-2', '10.244.0.2', { node: 'n2' })];
    const verdicts = ['n1', 'n2'].map((node) => follow(objects, `node/${node}:31000`).verdict);
    expect(verdicts).toEqual(['blocked', 'reaches']);
  },
  'affinity-range'() {
    const verdict = (timeoutSeconds: number): unknown =>
      judged(service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } })).verdict;
    expect([0, 1, 86400, 86401].map(verdict)).toEqual(['rejected', 'accepted', 'accepted', 'rejected']);
  },
  'hairpin-remote-endpoint'() {
    const objects = [service(clusterIp), pod('web-2', '10.244.0.2', { node: 'n2' })];
    const seen = (mode: 'iptables' | 'nftables'): boolean | undefined =>
      connection(objects, '10.96.0.7:80', 'pod', { mode, clientAddress: '10.244.0.2' }).masquerade;
    expect([seen('iptables'), seen('nftables')]).toEqual([true, false]);
  },
  'hairpin-note'() {
    const notes = (from: string): number =>
      follow([service(clusterIp), ...podEverywhere], 'web.shop', from).hops.filter(({ text }) =>
        text.includes('hairpin'),
      ).length;
    expect([notes('shop/web-1'), notes('shop/other')]).toEqual([1, 0]);
  },
  'pods-without-translation'() {
    const { outcome } = follow(podEverywhere, '10.244.0.2:9999', 'shop');
    expect(outcome).toMatchObject({ kind: 'delivered', endpoints: [{ ip: '10.244.0.2', port: 9999 }] });
  },
  'kubernetes-service'() {
    const cluster = clusterOf([]);
    expect(dns(cluster, { name: 'kubernetes.default', type: 'A', from: 'shop' }).answers).toEqual([
      'kubernetes.default.svc.cluster.local. A 10.96.0.1',
    ]);
    expect(dns(cluster, { name: '1.0.96.10.in-addr.arpa.', type: 'PTR' }).answers).toHaveLength(1);
    expect(follow([], 'kubernetes.default').outcome).toMatchObject({ backend: 'default/kubernetes:443' });
  },
  'dns-search-world'() {
    const { asked } = dns(clusterOf([service(clusterIp)]), { name: 'example.com', type: 'A', from: 'shop' });
    expect(asked.map(({ name }) => name)).toEqual([
      'example.com.shop.svc.cluster.local.',
      'example.com.svc.cluster.local.',
      'example.com.cluster.local.',
      'example.com.',
    ]);
  },
  'slice-limits'() {
    const verdict = (number: number, addresses: number): unknown => {
      const endpoint = { addresses: Array.from({ length: addresses }, (_, at) => `10.1.0.${at + 1}`) };
      return judged(slice(Array.from({ length: number }, () => endpoint))).verdict;
    };
    expect([verdict(1000, 1), verdict(1001, 1), verdict(1, 100), verdict(1, 101)]).toEqual([
      'accepted',
      'rejected',
      'accepted',
      'rejected',
    ]);
  },
  'slice-size'() {
    const pods = Array.from({ length: 101 }, (_, at) => pod(`web-${at}`, `10.244.1.${at + 1}`));
    const sizes = slicesOf([service(clusterIp), ...pods]).map(({ endpoints: list }) => list?.length);
    expect(sizes).toEqual([100, 1]);
  },
  'mirror-copies'() {
    const [copy] = slicesOf([bare, written({ labels: { team: 'a' }, annotations: { note: 'b' } })]);
    expect(copy?.metadata).toMatchObject({
      labels: {
        team: 'a',
        'kubernetes.io/service-name': 'web',
        'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
      },
      annotations: { note: 'b' },
    });
  },
  'mirror-leader'() {
    const annotations = { 'control-plane.alpha.kubernetes.io/leader': '{}' };
    expect(slicesOf([bare, written({ annotations })])).toEqual([]);
  },
  'mirror-limit'() {
    const addresses = Array.from({ length: 1001 }, (_, at) => ({ ip: `10.9.${at >> 8}.${at & 255}` }));
    const [copy] = slicesOf([bare, { ...written({}), subsets: [{ addresses, ports: [{ name: 'http', port: 80 }] }] }]);
    expect(copy?.endpoints).toHaveLength(1000);
  },
  'node-port-health-check'() {
    const spec = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 31000 };
    const ports = (nodePort: number): object => ({ ports: [{ port: 80, nodePort }] });
    expect(judged(service({ ...spec, ...ports(31001) })).verdict).toBe('accepted');
    expect(judged(service({ ...spec, ...ports(31000) })).verdict).toBe('rejected');
  },
  'node-port-band'() {
    expect([nodePortBand(2768), nodePortBand(100), nodePortBand(16)].map(({ kept }) => kept)).toEqual([86, 16, 0]);
    expect(nodePortBand(65536).kept).toBe(128);
  },
  'cluster-ip-band'() {
    expect([65536, 256, 64, 16].map((size) => clusterIpBand(size).kept)).toEqual([256, 16, 16, 0]);
  },
};

const localPort = service({
  type: 'NodePort',
  externalTrafficPolicy: 'Local',
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31000 }],
});
const bare = service({ ...clusterIp, selector: undefined });

function written(metadata: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ name: 'http', port: 8080 }] }],
  };
}
