import { expect } from '@jest/globals';
import type { Examples } from '../facts.ts';
import { backends, clusterIp, connection, lookUp, pod, podEverywhere, service } from './objects.ts';
import { judged } from './questions.ts';

const balancer = (ingress: object): object => ({ loadBalancer: { ingress: [ingress] } });

/** What each kind of Service is. */
export const serviceKindExamples: Examples = {
  'cluster-ip-without-endpoints'() {
    const objects = [
      service({
        ...clusterIp,
        ports: [
          { port: 53, protocol: 'UDP', name: 'u' },
          { port: 53, name: 't' },
        ],
      }),
    ];
    for (const protocol of ['TCP', 'UDP'] as const) {
      expect(connection(objects, '10.96.0.7:53', 'pod', { protocol }).verdict).toBe('reject');
    }
  },
  'cluster-ip-unlisted-port'() {
    const objects = [service(clusterIp), ...podEverywhere];
    expect(connection(objects, '10.96.0.7:9999', 'pod', { mode: 'nftables' }).verdict).toBe('reject');
    expect(connection(objects, '10.96.0.7:9999', 'pod', { mode: 'iptables' }).verdict).toBe('drop-or-unrouted');
  },
  'cluster-ip-unallocated'() {
    expect(connection([service(clusterIp)], '10.96.0.250:80').verdict).toBe('drop-or-unrouted');
  },
  'cluster-ip-port-alone'() {
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'admin', port: 81, targetPort: 'admin' },
    ];
    const objects = [service({ ...clusterIp, ports }), ...podEverywhere];
    expect(connection(objects, '10.96.0.7:80').verdict).toBe('connected');
    expect(connection(objects, '10.96.0.7:81').verdict).toBe('reject');
  },
  'headless-no-rules'() {
    const objects = [service({ clusterIP: 'None' }), ...podEverywhere];
    expect(connection(objects, '10.96.0.7:80').verdict).toBe('drop-or-unrouted');
    // The pod itself is in reach, at its own port.
    expect(connection(objects, '10.244.0.1:8080')).toMatchObject({ verdict: 'connected', masquerade: false });
  },
  'headless-no-port-mapping'() {
    const objects = [service({ clusterIP: 'None' }), pod('web-1', '10.244.0.1')];
    expect(lookUp(objects, 'web', 'A').data).toEqual(['10.244.0.1']);
    expect(lookUp(objects, '_http._tcp.web', 'SRV').data).toEqual([
      '0 100 8080 10-244-0-1.web.shop.svc.cluster.local.',
    ]);
  },
  'headless-without-ports'() {
    const objects = [service({ clusterIP: 'None', ports: undefined }), pod('web-1', '10.244.0.1')];
    expect(lookUp(objects, 'web', 'A').data).toEqual(['10.244.0.1']);
    expect(lookUp(objects, 'web', 'SRV')).toEqual({ rcode: 'NOERROR', data: [] });
  },
  'headless-not-outside'() {
    for (const type of ['NodePort', 'LoadBalancer']) {
      expect(judged(service({ clusterIP: 'None', type })).verdict).toBe('rejected');
    }
  },
  'external-name-alias'() {
    const objects = [service({ type: 'ExternalName', externalName: 'db.example.com' }), pod('web-1', '10.244.0.1')];
    expect(lookUp(objects, 'web', 'A').data).toEqual(['db.example.com.']);
    expect(lookUp(objects, '_http._tcp.web', 'A').rcode).toBe('NXDOMAIN');
  },
  'external-name-address'() {
    const alias = service({ type: 'ExternalName', externalName: '192.0.2.7', ports: undefined, selector: undefined });
    expect(judged(alias).verdict).toBe('accepted');
    for (const type of ['A', 'CNAME', 'SRV']) expect(lookUp([alias], 'web', type).rcode).toBe('NXDOMAIN');
  },
  'node-port-addresses'() {
    const objects = [nodePort, ...podEverywhere];
    expect(connection(objects, '192.168.0.1:31000', 'external').verdict).toBe('connected');
    expect(connection(objects, '192.168.1.1:31000', 'external', { mode: 'iptables' }).verdict).toBe('connected');
    expect(connection(objects, '192.168.1.1:31000', 'external', { mode: 'ipvs' }).verdict).toBe('connected');
    expect(connection(objects, '192.168.1.1:31000', 'external', { mode: 'nftables' }).verdict).toBe('reject');
  },
  'node-port-loopback'() {
    const objects = [nodePort, ...podEverywhere];
    expect(connection(objects, '127.0.0.1:31000', 'node', { mode: 'iptables' }).verdict).toBe('connected');
    expect(connection(objects, '127.0.0.1:31000', 'node', { mode: 'nftables' }).verdict).toBe('reject');
    expect(connection(objects, '[::1]:31000', 'node').verdict).toBe('reject');
  },
  'load-balancer-captured'() {
    const objects = [loadBalancer({ ip: '203.0.113.7' }), ...podEverywhere];
    for (const client of ['pod', 'node', 'external'] as const) {
      expect(backends(connection(objects, '203.0.113.7:80', client))).toHaveLength(3);
    }
  },
  'load-balancer-proxy-mode'() {
    const objects = [loadBalancer({ ip: '203.0.113.7', ipMode: 'Proxy' }), ...podEverywhere];
    expect(connection(objects, '203.0.113.7:80', 'external').verdict).toBe('drop-or-unrouted');
  },
  'load-balancer-without-node-ports'() {
    const objects = [loadBalancer({ ip: '203.0.113.7' }, { allocateLoadBalancerNodePorts: false }), ...podEverywhere];
    expect(connection(objects, '203.0.113.7:80', 'external').verdict).toBe('connected');
  },
  'load-balancer-pending'() {
    const objects = [
      service({ ...clusterIp, type: 'LoadBalancer', ports: [{ port: 80, name: 'http', nodePort: 31000 }] }),
      ...podEverywhere,
    ];
    expect(connection(objects, '10.96.0.7:80').verdict).toBe('connected');
    expect(connection(objects, '192.168.0.1:31000', 'external').verdict).toBe('connected');
  },
};

const nodePort = service({
  ...clusterIp,
  type: 'NodePort',
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31000 }],
});

function loadBalancer(ingress: object, spec: object = {}): object {
  return service({ ...clusterIp, type: 'LoadBalancer', ...spec }, { status: balancer(ingress) });
}
