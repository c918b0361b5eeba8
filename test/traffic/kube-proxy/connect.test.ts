import { describe, expect, test } from '@jest/globals';
import { type Connection, type ConnectTarget, connect, type ProxyMode } from 'ksvc';
import { backends, clusterIp, clusterOf, nodes, pod, podEverywhere, service } from '../facts/objects.ts';

const nodePort = {
  ...clusterIp,
  type: 'NodePort',
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31000 }],
};

function ask(objects: readonly object[], target: ConnectTarget, proxyMode?: ProxyMode): Connection {
  return connect(clusterOf(objects), target, proxyMode ? { proxyMode } : {});
}

describe('the node by which a connection comes', () => {
  const local = service({ ...nodePort, externalTrafficPolicy: 'Local' });

  test('is the one whose address is dialled', () => {
    const objects = [...nodes, local, ...podEverywhere];
    expect(backends(ask(objects, { address: '192.168.0.2:31000', client: 'external' }))).toEqual(['10.244.0.2']);
  });

  test('is that of the pod that dials', () => {
    const internal = service({ ...clusterIp, internalTrafficPolicy: 'Local' });
    const objects = [...nodes, internal, ...podEverywhere];
    const target = { address: '10.96.0.7:80', client: 'pod', clientAddress: '10.244.0.3' } as const;
    expect(ask(objects, target)).toMatchObject({ backends: [{ address: '10.244.0.3:8080' }], masquerade: true });
  });

  test('forwards nothing for the address of another node', () => {
    const target = { address: '192.168.0.2:31000', client: 'pod', node: 'n1' } as const;
    expect(ask([...nodes, local, ...podEverywhere], target).verdict).toBe('drop-or-unrouted');
  });

  test('may be unknown: then nothing is elsewhere', () => {
    const objects = [local, pod('web-1', '10.244.0.1', { node: 'n1' }), pod('web-2', '10.244.0.2', { node: 'n2' })];
    expect(backends(ask(objects, { address: '192.0.2.1:31000', client: 'external' }))).toHaveLength(2);
    expect(ask(objects, { address: '192.0.2.1:31001', client: 'external' }).verdict).toBe('drop-or-unrouted');
  });
});

describe('ipvs', () => {
  test('lets pods use all endpoints of a Local Service only when the node has none', () => {
    const local = service({ ...nodePort, externalTrafficPolicy: 'Local' });
    const target = { address: '192.168.0.1:31000', client: 'pod', node: 'n1' } as const;
    expect(backends(ask([...nodes, local, ...podEverywhere], target, 'ipvs'))).toEqual(['10.244.0.1']);
    expect(backends(ask([...nodes, local, ...podEverywhere.slice(1)], target, 'ipvs'))).toHaveLength(2);
    const outside = { ...target, client: 'external' } as const;
    expect(ask([...nodes, local, ...podEverywhere.slice(1)], outside, 'ipvs').verdict).toBe('drop-or-unrouted');
  });

  test('falls back inside too, where the Service is open to the outside', () => {
    const inside = { address: '10.96.0.7:80', client: 'pod', node: 'n1' } as const;
    const remote = podEverywhere.slice(1);
    const closed = service({ ...clusterIp, internalTrafficPolicy: 'Local' });
    expect(ask([...nodes, closed, ...remote], inside, 'ipvs').verdict).toBe('reject');
    const open = service({ ...nodePort, internalTrafficPolicy: 'Local' });
    expect(backends(ask([...nodes, open, ...remote], inside, 'ipvs'))).toHaveLength(2);
  });
});

describe('endpoints of equal address', () => {
  test('a pod that is being deleted gives way to the one that has its address now', () => {
    const terminating = pod('web-1', '10.244.0.1', { terminating: true });
    const running = pod('web-2', '10.244.0.1');
    for (const pods of [
      [terminating, running],
      [running, terminating],
    ]) {
      const found = ask([service(clusterIp), ...pods], { address: '10.96.0.7:80', client: 'pod' });
      expect(backends(found)).toEqual(['10.244.0.1']);
    }
  });
});

describe('source ranges', () => {
  const verdict = (loadBalancerSourceRanges: readonly string[], clientAddress?: string): string => {
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } };
    const balanced = service({ ...nodePort, type: 'LoadBalancer', loadBalancerSourceRanges }, { status });
    return ask([...nodes, balanced, ...podEverywhere], {
      address: '203.0.113.7:80',
      client: 'external',
      node: 'n1',
      clientAddress,
    }).verdict;
  };

  test('of no address of the family, or of all addresses, let everybody pass', () => {
    expect(verdict(['2001:db8::/64'], '192.0.2.1')).toBe('connected');
    expect(verdict(['198.51.100.0/24', '0.0.0.0/0'], '192.0.2.1')).toBe('connected');
  });

  test('do not let pass whose address nobody knows', () => {
    expect(verdict(['198.51.100.0/24'])).toBe('drop-or-unrouted');
  });
});

describe('userspace', () => {
  test('hides every client', () => {
    const target = { address: '10.96.0.7:80', client: 'pod' } as const;
    expect(ask([service(clusterIp), ...podEverywhere], target, 'userspace').masquerade).toBe(true);
  });
});

describe('addresses', () => {
  test.each(['10.96.0.7', 'web:80', '10.96.0.7:0', '10.96.0.7:x', ''])('%j is none', (address) => {
    expect(ask([service(clusterIp)], { address, client: 'pod' })).toEqual({
      verdict: 'drop-or-unrouted',
      backends: [],
    });
  });

  test('are compared by value', () => {
    const six = service({ ipFamilies: ['IPv6'], clusterIP: 'fd00:10:96::7' });
    const objects = [six, pod('web-1', ['10.244.0.1', 'fd00:244::1'])];
    const target = { address: '[fd00:10:96:0:0:0:0:7]:80', client: 'pod' } as const;
    expect(backends(ask(objects, target))).toEqual(['[fd00:244::1]']);
  });

  test('of pods that are not there yet have names', () => {
    const workload = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: template },
    };
    const found = ask([service(clusterIp), workload], { address: '10.96.0.7:80', client: 'pod' });
    expect(found.backends).toEqual([
      { address: '<web-?#1>:8080', share: 0.5 },
      { address: '<web-?#2>:8080', share: 0.5 },
    ]);
  });
});

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image: 'example/web:1' }] },
};

describe('one port number for two protocols', () => {
  test('are two ports', () => {
    const ports = [
      { name: 'u', port: 53, targetPort: 5353, protocol: 'UDP' },
      { name: 't', port: 53, targetPort: 53 },
    ];
    const objects = [service({ ...clusterIp, ports }), pod('web-1', '10.244.0.1')];
    const port = (protocol: 'TCP' | 'UDP' | 'SCTP'): string | undefined =>
      ask(objects, { address: '10.96.0.7:53', protocol, client: 'pod' }).backends[0]?.address;
    expect([port('TCP'), port('UDP'), port('SCTP')]).toEqual(['10.244.0.1:53', '10.244.0.1:5353', undefined]);
  });
});
