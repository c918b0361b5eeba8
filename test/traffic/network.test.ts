import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import type { Options } from '../../src/model/options.ts';
import { parseTarget } from '../../src/traffic/target.ts';
import type { TraceOptions } from '../../src/traffic/trace.ts';
import { traceAll } from '../../src/traffic/trace-all.ts';
import type { Trace } from '../../src/traffic/trace-result.ts';

function ask(yaml: string, text: string, options: TraceOptions = {}, own: Options = {}): Trace {
  const target = parseTarget(text);
  if (target.kind === 'problem') throw new Error(target.message);
  const [trace] = traceAll(load([{ path: 'a.yaml', text: yaml }], own), target, options, [undefined]);
  if (!trace) throw new Error('no trace');
  return trace;
}

function texts({ hops }: Trace, status: string): string[] {
  return hops.filter((hop) => hop.status === status).map(({ text }) => text);
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

describe('the Service of the API server', () => {
  test.each([
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local:https',
    'svc/kubernetes',
    'https://kubernetes.default.svc/healthz',
    '10.96.0.1:443',
  ])('%s reaches it without any file', (target) => {
    const { outcome, verdict } = ask(configMap, target);
    expect(outcome).toMatchObject({ kind: 'delivered', backend: 'default/kubernetes:443' });
    expect(verdict).toBe('reaches');
  });

  test('it has one port, and belongs to one namespace', () => {
    expect(ask(configMap, 'kubernetes.default:6443').outcome.kind).toBe('refused');
    expect(ask(configMap, 'kubernetes', {}, { namespace: 'shop', complete: true }).outcome.kind).toBe('refused');
  });

  test('it is not open to the outside', () => {
    const { verdict, clientSees } = ask(configMap, 'svc/kubernetes', { from: 'outside' });
    expect({ verdict, clientSees }).toEqual({ verdict: 'no-route', clientSees: { text: 'no address' } });
  });

  test('one of the files wins', () => {
    const own = `apiVersion: v1
kind: Service
metadata: {name: kubernetes, namespace: default}
spec: {clusterIP: 10.96.0.1, ports: [{name: https, port: 443, targetPort: 8443}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: kubernetes, namespace: default}
subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: https, port: 8443}]}]
`;
    expect(ask(own, 'kubernetes').outcome).toMatchObject({ endpoints: [{ ip: '192.0.2.1', port: 8443 }] });
  });

  test('NetworkPolicies of the client are looked at', () => {
    const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: none, namespace: default}
spec: {podSelector: {}, policyTypes: [Egress]}
`;
    expect(ask(policy, 'kubernetes')).toMatchObject({ verdict: 'blocked', outcome: { kind: 'refused' } });
  });
});

const pods = `apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a}}
spec: {nodeName: n1, containers: [{name: a, image: a, ports: [{containerPort: 8080}]}]}
status: {phase: Running, podIPs: [{ip: 10.244.0.1}, {ip: 'fd00:10:244::1'}], conditions: [{type: Ready, status: "False"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: done}
spec: {containers: [{name: a, image: a}]}
status: {phase: Succeeded, podIPs: [{ip: 10.244.0.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: host}
spec: {nodeName: n1, hostNetwork: true, containers: [{name: a, image: a, ports: [{containerPort: 9100}]}]}
status: {phase: Running, podIPs: [{ip: 10.0.0.1}], conditions: [{type: Ready, status: "True"}]}
---
apiVersion: v1
kind: Node
metadata: {name: n1}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
`;

describe('addresses of pods', () => {
  test('pods are reached without translation, ready or not', () => {
    expect(ask(pods, '10.244.0.1:8080').outcome).toMatchObject({
      kind: 'delivered',
      backend: 'default/a:?8080',
      endpoints: [{ name: 'a', ip: '10.244.0.1', port: 8080, share: 1 }],
    });
    expect(ask(pods, '[fd00:10:244::1]:8080').outcome).toMatchObject({ endpoints: [{ ip: 'fd00:10:244::1' }] });
  });

  test('a port that no container declares is no obstacle', () => {
    const trace = ask(pods, '10.244.0.1:9');
    expect(trace.verdict).toBe('reaches');
    expect(texts(trace, 'warn')).toEqual([expect.stringContaining('no container declares it')]);
  });

  test('a pod that has ended answers nobody; from outside nobody can tell', () => {
    expect(ask(pods, '10.244.0.2:80')).toMatchObject({ verdict: 'no-endpoints', clientSees: { text: 'a timeout' } });
    expect(ask(pods, '10.244.0.1:8080', { from: 'outside' }).outcome.kind).toBe('unknown');
  });

  test('a pod of the host network is at the address of its node', () => {
    expect(ask(pods, '10.0.0.1:9100').outcome).toMatchObject({ backend: 'default/host:?9100' });
    expect(ask(pods, 'node/n1:9100').outcome).toMatchObject({ backend: 'default/host:?9100' });
    for (const proxyMode of ['iptables', 'nftables'] as const) {
      expect(ask(pods, 'node/n1:9100', { proxyMode }).verdict).toBe('reaches');
      expect(ask(pods, '10.244.0.1:8080', { proxyMode }).verdict).toBe('reaches');
      expect(ask(pods, 'kubernetes', { proxyMode }).verdict).toBe('reaches');
    }
  });
});

describe('nodes', () => {
  test('one that is not among the nodes of the files does not exist', () => {
    const trace = ask(pods, 'node/n2:9100');
    expect(trace).toMatchObject({ verdict: 'no-route', clientSees: { text: 'no address' } });
    expect(trace.nearMisses.map(({ text }) => text)).toEqual(['there is Node n1']);
  });

  test('without nodes in the files any name may be one', () => {
    expect(ask(daemon('a', 'hostPort: 80, '), 'node/n2:80').verdict).toBe('reaches');
  });
});

function daemon(name: string, port: string, more = ''): string {
  return `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {${more}containers: [{name: a, image: a, ports: [{${port}containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 8080}]}
---
`;
}

describe('conflicts of ports', () => {
  test('two containers of a pod with the port that is reached', () => {
    const two = daemon('a', '').replace(
      'ports: [{containerPort: 8080}]}]',
      'ports: [{containerPort: 8080}]}, {name: b, image: b, ports: [{containerPort: 8080}]}]',
    );
    expect(texts(ask(two, 'a:8080'), 'warn')).toEqual([
      'DaemonSet default/a: containers a and b both declare port 8080, and only one of them can listen there',
    ]);
    const udp = two.replace(
      '{name: b, image: b, ports: [{containerPort: 8080}]}',
      '{name: b, image: b, ports: [{containerPort: 8080, protocol: UDP}]}',
    );
    expect(texts(ask(udp, 'a:8080'), 'warn')).toEqual([]);
  });

  test('two workloads that take one host port of every node', () => {
    const both = daemon('a', 'hostPort: 80, ') + daemon('b', 'hostPort: 80, ');
    expect(texts(ask(both, 'a:8080'), 'warn')).toEqual([
      'DaemonSet default/a and DaemonSet default/b both take host port 80/TCP of a node, so only one of them runs there',
    ]);
    const apart = daemon('a', 'hostPort: 80, hostIP: 10.0.0.1, ') + daemon('b', 'hostPort: 80, hostIP: 10.0.0.2, ');
    expect(texts(ask(apart, 'a:8080'), 'warn')).toEqual([]);
    const other = daemon('a', 'hostPort: 80, ') + daemon('b', 'hostPort: 81, ');
    expect(texts(ask(other, 'a:8080'), 'warn')).toEqual([]);
  });

  test('the host network takes every port that is declared', () => {
    const both = daemon('a', 'hostPort: 8080, ') + daemon('b', '', 'hostNetwork: true, ');
    expect(texts(ask(both, 'a:8080'), 'warn')).toHaveLength(1);
  });

  test('more replicas than nodes', () => {
    const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n';
    const three = daemon('a', 'hostPort: 80, ')
      .replace('DaemonSet', 'Deployment')
      .replace('spec:\n', 'spec:\n  replicas: 3\n');
    expect(texts(ask(three + node, 'a:8080'), 'warn')).toEqual([
      'Deployment default/a: each of its 3 pods takes host port 80 of a node, and there are 1 nodes: 2 stay pending',
    ]);
    expect(texts(ask(three, 'a:8080'), 'warn')).toEqual([]);
  });
});

describe('a client among the endpoints', () => {
  const set = `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: 4
  selector: {matchLabels: {app: a}}
  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}
---
apiVersion: v1
kind: Service
metadata: {name: a}
spec: {selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: direct}
spec: {clusterIP: None, selector: {app: a}, ports: [{port: 80}]}
`;
  const hairpin = (target: string, from: string): string[] =>
    texts(ask(set, target, { from }), 'warn').filter((text) => text.includes('hairpin'));

  test('needs a hairpin for its own share of connections', () => {
    expect(hairpin('a', 'default/deploy/a')).toEqual([expect.stringContaining('25 % of its own connections')]);
  });

  test('not a stranger, and not where no address is translated', () => {
    expect(hairpin('a', 'default/deploy/b')).toEqual([]);
    expect(hairpin('a.default', 'other/deploy/a')).toEqual([]);
    expect(hairpin('direct', 'default/deploy/a')).toEqual([]);
  });
});

describe('source ranges of a load balancer', () => {
  const set = (ranges: string): string => `apiVersion: v1
kind: Service
metadata: {name: a}
spec: {type: LoadBalancer, loadBalancerSourceRanges: [${ranges}], selector: {app: a}, ports: [{port: 80}]}
status: {loadBalancer: {ingress: [{ip: 192.0.2.9}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a}}
spec: {containers: [{name: a, image: a}]}
`;
  const verdict = (ranges: string, clientIp?: string): string => ask(set(ranges), '192.0.2.9:80', { clientIp }).verdict;

  test('let clients in, or drop them', () => {
    expect(verdict('203.0.113.0/24', '203.0.113.7')).toBe('reaches');
    expect(verdict('203.0.113.0/24, 198.51.100.0/24', '198.51.100.7')).toBe('reaches');
    expect(verdict('203.0.113.0/24', '203.0.114.7')).toBe('blocked');
    expect(ask(set('203.0.113.0/24'), '192.0.2.9:80', { clientIp: '203.0.114.7' }).clientSees).toEqual({
      text: 'a timeout',
    });
  });

  test('with an open range, or none of the family, everybody is let in', () => {
    expect(verdict('0.0.0.0/0', '203.0.114.7')).toBe('reaches');
    expect(verdict('"2001:db8::/32"', '203.0.114.7')).toBe('reaches');
  });

  test('are a warning for clients that nobody knows, and nothing to others of the Service', () => {
    expect(texts(ask(set('203.0.113.0/24'), '192.0.2.9:80'), 'warn')).toEqual([
      expect.stringContaining('203.0.113.0/24'),
    ]);
    expect(texts(ask(set('203.0.113.0/24'), 'a', { clientIp: '203.0.114.7' }), 'fail')).toEqual([]);
  });
});

describe('the health check port of a load balancer', () => {
  const set = (nodes: string): string => `apiVersion: v1
kind: Service
metadata: {name: a}
spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 32000, selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a}}
spec: {${nodes}containers: [{name: a, image: a}]}
status: {phase: Running, podIPs: [{ip: 10.244.0.1}], conditions: [{type: Ready, status: "True"}]}
`;
  const onNode = set('nodeName: n1, ');

  test('tells whether the node runs ready pods', () => {
    expect(ask(onNode, 'node/n1:32000')).toMatchObject({
      outcome: { kind: 'answered', status: 200 },
      verdict: 'answered',
    });
    expect(ask(onNode, 'node/n2:32000').outcome).toMatchObject({ kind: 'answered', status: 503, by: 'kube-proxy' });
    expect(ask(onNode, ':32000').outcome.kind).toBe('unknown');
    expect(ask(set(''), 'node/n1:32000').outcome.kind).toBe('unknown');
  });

  test('is none without the Local policy', () => {
    const cluster = onNode.replace('externalTrafficPolicy: Local, ', '');
    expect(ask(cluster, 'node/n1:32000').outcome.kind).not.toBe('answered');
  });
});

describe('what one client has that all together have not', () => {
  const set = (spec: string, pods: number): string => `apiVersion: v1
kind: Service
metadata: {name: a}
spec: {${spec}selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: ${pods}
  selector: {matchLabels: {app: a}}
  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}
`;
  const policies = (spec: string, pods = 2): string[] =>
    ask(set(spec, pods), 'a').hops.flatMap(({ kind, text }) => (kind === 'policy' ? text : []));

  test('session affinity and trafficDistribution are told where there is a choice', () => {
    expect(policies('sessionAffinity: ClientIP, ')).toEqual([expect.stringContaining('10800 s')]);
    expect(policies('trafficDistribution: PreferSameZone, ')).toEqual([expect.stringContaining("the client's zone")]);
    expect(policies('')).toEqual([]);
    expect(policies('sessionAffinity: ClientIP, ', 1)).toEqual([]);
  });

  test('two pods with one address count once, with a word', () => {
    const pod = (name: string): string => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: a}}
spec: {containers: [{name: a, image: a}]}
status: {phase: Running, podIPs: [{ip: 10.244.0.1}], conditions: [{type: Ready, status: "True"}]}
`;
    const trace = ask(set('', 0) + pod('x') + pod('y'), 'a');
    expect(trace.outcome).toMatchObject({ endpoints: [{ name: 'x', share: 1 }] });
    expect(texts(trace, 'warn')).toEqual([expect.stringContaining('have the same address 10.244.0.1')]);
  });
});
