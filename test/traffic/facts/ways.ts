import { expect } from '@jest/globals';
import type { Examples } from '../facts.ts';
import { backends, clusterIp, connection, pod, podEverywhere, service } from './objects.ts';
import { explained, findings, follow, ingress, judged, throughIngress } from './questions.ts';

const ports = [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31000 }];
const balancer = { ...clusterIp, type: 'LoadBalancer', ports };
const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } };

/** Ways to a Service: by its names and addresses, its node ports and load balancers. */
export const wayExamples: Examples = {
  'cluster-ip-unlisted-effect'() {
    const objects = [service(clusterIp), ...podEverywhere];
    expect(follow(objects, '10.96.0.7:9999', 'shop', 'nftables').clientSees?.text).toContain('refused');
    expect(follow(objects, '10.96.0.7:9999', 'shop', 'iptables').clientSees?.text).toContain('timeout');
  },
  'headless-own-port'() {
    const declared = pod('web-1', '10.244.0.1', { ports: [{ containerPort: 8080 }] });
    const objects = [service({ clusterIP: 'None' }), declared];
    expect(follow(objects, 'web.shop:80', 'shop').verdict).not.toBe('reaches');
    expect(follow(objects, 'web.shop:8080', 'shop').verdict).toBe('reaches');
  },
  'external-name-tls-name'() {
    const alias = service({ type: 'ExternalName', externalName: 'db.example.com', ports: undefined });
    expect(explained(follow([alias], 'web.shop:443', 'shop'), 'external-name')).toContain(
      'the name in TLS and the Host header, stay those of the client',
    );
  },
  'external-name-ingress'() {
    const alias = service({ type: 'ExternalName', externalName: 'db.example.com', selector: undefined });
    const dialled = (controller: string): string => throughIngress([alias], controller).outcome.kind;
    expect([dialled('ingress-nginx'), dialled('contour')]).toEqual(['delivered', 'answered']);
    for (const name of ['traefik', 'contour']) {
      expect(findings(alias, ingress({ 'kubernetes.io/ingress.class': name }))).toContain(
        'ingress-backend-unsupported',
      );
    }
  },
  'external-name-loopback'() {
    const alias = service({ type: 'ExternalName', externalName: 'localhost', selector: undefined });
    for (const controller of ['ingress-nginx', 'contour']) {
      expect(throughIngress([alias], controller).outcome.kind).not.toBe('delivered');
    }
  },
  'node-port-every-node'() {
    const objects = [service({ ...clusterIp, type: 'NodePort', ports }), ...podEverywhere.slice(0, 1)];
    for (const [at, node] of ['n1', 'n2', 'n3'].entries()) {
      expect(backends(connection(objects, `192.168.0.${at + 1}:31000`, 'external', { node }))).toEqual(['10.244.0.1']);
    }
    expect(follow(objects, 'node/n3:31000').verdict).toBe('reaches');
  },
  'kinds-add-up'() {
    const objects = [service(balancer, { status }), ...podEverywhere];
    for (const address of ['10.96.0.7:80', '192.168.0.1:31000', '203.0.113.7:80']) {
      expect(backends(connection(objects, address, 'external'))).toHaveLength(3);
    }
    const own = judged(service({ type: 'NodePort' })).defaulted as { readonly spec: { readonly clusterIP: unknown } };
    expect(own.spec.clusterIP).toMatch(/^<allocated/);
  },
  'external-local-addresses'() {
    const spec = { ...balancer, externalTrafficPolicy: 'Local', externalIPs: ['198.51.100.7'] };
    const objects = [service(spec, { status }), ...podEverywhere];
    for (const address of ['192.168.0.1:31000', '203.0.113.7:80', '198.51.100.7:80']) {
      expect(backends(connection(objects, address, 'external'))).toEqual(['10.244.0.1']);
    }
  },
  'external-ips-deprecated'() {
    const used = service({ externalIPs: ['198.51.100.7'] });
    const warned = [expect.stringContaining('deprecated and may no longer be implemented')];
    expect(judged(used)).toMatchObject({ verdict: 'accepted', warnings: warned });
    expect(judged(used, { kubernetesVersion: '1.35' }).warnings ?? []).toEqual([]);
  },
  'source-ranges-own-address'() {
    const at = (range: string): string => {
      const ranged = service({ ...balancer, loadBalancerSourceRanges: [range] }, { status });
      return connection([ranged, ...podEverywhere], '203.0.113.7:80', 'external', { clientAddress: '203.0.113.7' })
        .verdict;
    };
    expect([at('192.168.0.0/24'), at('192.0.2.0/24')]).toEqual(['connected', 'drop-or-unrouted']);
  },
  'health-check-weight'() {
    const objects = [service(checked), ...podEverywhere.slice(0, 1), pod('web-9', '10.244.0.9', { node: 'n1' })];
    const by = (node: string): string => JSON.stringify(follow(objects, `node/${node}:32000`).outcome);
    expect(by('n1')).toContain('X-Load-Balancing-Endpoint-Weight: 2');
    expect(by('n2')).toContain('X-Load-Balancing-Endpoint-Weight: 0');
  },
  'health-check-terminating'() {
    const objects = [service(checked), pod('web-1', '10.244.0.1', { node: 'n1', terminating: true })];
    expect(backends(connection(objects, '192.168.0.1:31000', 'external'))).toEqual(['10.244.0.1']);
    const trace = follow(objects, 'node/n1:32000');
    expect(trace.clientSees?.status).toBe(503);
    expect(explained(trace, 'node-port')).toContain('even while terminating ones still take connections');
  },
  'distribution-explained'() {
    const spec = { ...clusterIp, trafficDistribution: 'PreferClose' };
    expect(explained(follow([service(spec), ...podEverywhere], 'web.shop', 'shop'), 'policy')).toContain(
      'where every ready endpoint has one and one fits its node, else it uses all endpoints',
    );
  },
  'pod-leaves-by-hairpin'() {
    const [hop] = follow([service(clusterIp), ...podEverywhere], 'web.shop', 'shop/web-1').hops.filter(({ text }) =>
      text.includes('hairpin'),
    );
    expect(hop?.text).toContain('33.3 % of its own connections come back to it');
    expect(hop?.explanation).toContain('hairpin mode), or these connections time out');
  },
};

const checked = { ...balancer, externalTrafficPolicy: 'Local', healthCheckNodePort: 32000 };
