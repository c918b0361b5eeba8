import { expect } from '@jest/globals';
import { endpoints } from 'ksvc';
import type { Examples } from '../facts.ts';
import { backends, clusterIp, clusterOf, connection, nodes, pod, podEverywhere, service, slice } from './objects.ts';
import { judged } from './questions.ts';

const nodePort = {
  ...clusterIp,
  type: 'NodePort',
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31000 }],
};
const localPort = { ...nodePort, externalTrafficPolicy: 'Local' };
const everywhere = ['10.244.0.1', '10.244.0.2', '10.244.0.3'];
const atNode = '192.168.0.1:31000';
const atIp = '10.96.0.7:80';

/** Traffic policies, topology, source ranges, affinity, and the address that backends see. */
export const policyExamples: Examples = {
  'external-cluster-masquerades'() {
    for (const client of ['pod', 'external'] as const) {
      const found = connection([service(nodePort), ...podEverywhere], atNode, client);
      expect({ backends: backends(found), masquerade: found.masquerade }).toEqual({
        backends: everywhere,
        masquerade: true,
      });
    }
  },
  'external-local-keeps-source'() {
    const found = connection([service(localPort), ...podEverywhere], atNode, 'external');
    expect({ backends: backends(found), masquerade: found.masquerade }).toEqual({
      backends: ['10.244.0.1'],
      masquerade: false,
    });
  },
  'external-local-short-circuit'() {
    const objects = [service(localPort), ...podEverywhere];
    expect(backends(connection(objects, atNode, 'node'))).toEqual(everywhere);
    expect(connection(objects, atNode, 'pod')).toMatchObject({ masquerade: false, backends: [{}, {}, {}] });
  },
  'external-not-cluster-ip'() {
    for (const client of ['pod', 'external'] as const) {
      expect(backends(connection([service(localPort), ...podEverywhere], atIp, client))).toEqual(everywhere);
    }
  },
  'internal-local'() {
    const internal = service({ ...clusterIp, internalTrafficPolicy: 'Local' });
    expect(backends(connection([internal, ...podEverywhere], atIp))).toEqual(['10.244.0.1']);
    expect(connection([internal, pod('web-2', '10.244.0.2', { node: 'n2' })], atIp).verdict).toBe('drop-or-unrouted');
  },
  'internal-not-node-port'() {
    const objects = [service({ ...nodePort, internalTrafficPolicy: 'Local' }), ...podEverywhere];
    expect(backends(connection(objects, atNode, 'external'))).toEqual(everywhere);
  },
  'health-check-node-port'() {
    const spec = { ...localPort, type: 'LoadBalancer', healthCheckNodePort: 32000 };
    expect(connection([service(spec)], '192.168.0.1:32000', 'external')).toEqual({
      verdict: 'connected',
      backends: [],
    });
  },
  'distribution-zone'() {
    for (const trafficDistribution of ['PreferClose', 'PreferSameZone']) {
      const zonal = service({ ...clusterIp, trafficDistribution });
      expect(backends(connection([zonal, ...podEverywhere], atIp))).toEqual(['10.244.0.1', '10.244.0.2']);
      expect(backends(connection([zonal, ...podEverywhere.slice(2)], atIp))).toEqual(['10.244.0.3']);
    }
  },
  'distribution-node'() {
    const objects = [service({ ...clusterIp, trafficDistribution: 'PreferSameNode' }), ...podEverywhere];
    expect(backends(connection(objects, atIp))).toEqual(['10.244.0.1']);
    expect(backends(connection(objects.toSpliced(1, 1), atIp))).toEqual(['10.244.0.2']);
  },
  'distribution-node-port'() {
    const objects = [service({ ...nodePort, trafficDistribution: 'PreferClose' }), ...podEverywhere];
    expect(backends(connection(objects, atNode, 'external'))).toEqual(['10.244.0.1', '10.244.0.2']);
  },
  'hints-all-or-none'() {
    const unready = { addresses: ['10.244.0.3'], conditions: { ready: false } };
    expect(hinted([zone('a', 1), zone('b', 2), unready])).toEqual(['10.244.0.1']);
    expect(hinted([zone('a', 1), { addresses: ['10.244.0.2'] }])).toEqual(['10.244.0.1', '10.244.0.2']);
  },
  'hints-no-fit'() {
    expect(hinted([zone('b', 1), zone('c', 2)])).toEqual(['10.244.0.1', '10.244.0.2']);
  },
  'hints-lose-to-local'() {
    const spec = { ...clusterIp, trafficDistribution: 'PreferClose', internalTrafficPolicy: 'Local' };
    expect(backends(connection([service(spec), ...podEverywhere], atIp))).toEqual(['10.244.0.1']);
  },
  'auto-hints'() {
    const annotations = { 'service.kubernetes.io/topology-mode': 'Auto' };
    const pods = ['n1', 'n1', 'n1', 'n1', 'n1', 'n3'].map((on, at) => pod(`web-${at}`, `10.244.0.${at}`, { node: on }));
    // Zone a has two of three nodes: it needs four endpoints and lends one of its five.
    expect(zonesOf([service({}, { annotations }), ...pods])).toEqual({ a: 4, b: 2 });
    expect(zonesOf([service({}, { annotations }), ...pods.slice(0, 1)])).toEqual({});
    expect(zonesOf([service({}, { annotations: { 'service.kubernetes.io/topology-mode': 'AUTO' } }), ...pods])).toEqual(
      {},
    );
  },
  'source-ranges'() {
    const objects = [ranged, ...podEverywhere];
    const verdict = (client: 'pod' | 'node' | 'external', clientAddress: string): string =>
      connection(objects, '203.0.113.7:80', client, { clientAddress }).verdict;
    expect(verdict('external', '192.0.2.9')).toBe('connected');
    expect(verdict('external', '198.51.100.9')).toBe('drop-or-unrouted');
    expect(verdict('pod', '10.244.9.9')).toBe('drop-or-unrouted');
    expect(connection(objects, '203.0.113.7:80', 'node').verdict).toBe('drop-or-unrouted');
  },
  'source-ranges-elsewhere'() {
    expect(connection([ranged, ...podEverywhere], atIp, 'external').verdict).toBe('connected');
    expect(connection([ranged, ...podEverywhere], atNode, 'external').verdict).toBe('connected');
  },
  'source-ranges-without-endpoints'() {
    const verdict = (mode: 'iptables' | 'nftables'): string =>
      connection([ranged], '203.0.113.7:80', 'external', { clientAddress: '198.51.100.9', mode }).verdict;
    expect([verdict('iptables'), verdict('nftables')]).toEqual(['reject', 'drop-or-unrouted']);
  },
  'external-ips'() {
    const objects = [service({ ...clusterIp, externalIPs: ['198.51.100.7'] }), ...podEverywhere];
    expect(connection(objects, '198.51.100.7:80', 'external')).toMatchObject({
      verdict: 'connected',
      masquerade: true,
    });
  },
  'affinity-timeout'() {
    const seconds = (sessionAffinityConfig?: object): number | undefined => {
      const spec = { ...clusterIp, sessionAffinity: 'ClientIP', sessionAffinityConfig };
      return connection([service(spec), ...podEverywhere], atIp).affinitySeconds;
    };
    expect([seconds(), seconds({ clientIP: { timeoutSeconds: 60 } })]).toEqual([10800, 60]);
    expect(connection([service(clusterIp), ...podEverywhere], atIp)).not.toHaveProperty('affinitySeconds');
  },
  'affinity-every-candidate'() {
    const objects = [service({ ...nodePort, sessionAffinity: 'ClientIP' }), ...podEverywhere];
    for (const address of [atIp, atNode]) expect(backends(connection(objects, address))).toEqual(everywhere);
  },
  'affinity-headless'() {
    expect(judged(service({ clusterIP: 'None', sessionAffinity: 'ClientIP' }))).toMatchObject({
      verdict: 'accepted',
      warnings: [expect.stringContaining('ignored for headless')],
    });
  },
  'hairpin-masquerades'() {
    const objects = [service(clusterIp), pod('web-1', '10.244.0.1', { node: 'n1' })];
    const seen = (clientAddress: string): boolean | undefined =>
      connection(objects, atIp, 'pod', { clientAddress }).masquerade;
    expect([seen('10.244.0.1'), seen('10.244.0.9')]).toEqual([true, false]);
  },
  'source-of-pods'() {
    const objects = [service(clusterIp), ...podEverywhere];
    expect(connection(objects, atIp, 'pod').masquerade).toBe(false);
    expect(connection(objects, atIp, 'external').masquerade).toBe(true);
    expect(connection(objects, atIp, 'node')).not.toHaveProperty('masquerade');
  },
};

const ranged = service(
  { ...nodePort, type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24'] },
  { status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } } },
);

function zone(name: string, at: number): object {
  return { addresses: [`10.244.0.${at}`], hints: { forZones: [{ name }] } };
}

function hinted(list: readonly object[]): readonly string[] {
  return backends(connection([service({ ...clusterIp, selector: undefined }), slice(list)], atIp));
}

function zonesOf(objects: readonly object[]): Readonly<Record<string, number>> {
  const zones: Record<string, number> = {};
  for (const { endpointSlices } of endpoints(clusterOf([...nodes, ...objects])).services) {
    for (const each of endpointSlices as readonly {
      endpoints?: readonly { hints?: { forZones: { name: string }[] } }[];
    }[]) {
      for (const { hints } of each.endpoints ?? []) {
        for (const { name } of hints?.forZones ?? []) zones[name] = (zones[name] ?? 0) + 1;
      }
    }
  }
  return zones;
}
