import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { countConnections } from '../../src/traffic/connections.ts';
import type { ProxyMode } from '../../src/traffic/kube-proxy/mode.ts';
import { parseTarget } from '../../src/traffic/target.ts';
import { traceAll } from '../../src/traffic/trace-all.ts';
import type { Trace } from '../../src/traffic/trace-result.ts';

const manifests = `
kind: Node
apiVersion: v1
metadata: {name: n1}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: ExternalIP, address: 198.51.100.1}]}
---
kind: Node
apiVersion: v1
metadata: {name: n2}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
kind: Service
apiVersion: v1
metadata: {name: web, namespace: shop}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  loadBalancerSourceRanges: [203.0.113.0/24]
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 31000}]
status: {loadBalancer: {ingress: [{ip: 192.0.2.7}]}}
---
kind: Service
apiVersion: v1
metadata: {name: kept, namespace: shop}
spec:
  internalTrafficPolicy: Local
  sessionAffinity: ClientIP
  sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
  clusterIP: 10.96.0.9
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
kind: Service
apiVersion: v1
metadata: {name: each, namespace: shop}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 8080}]}
---
kind: Service
apiVersion: v1
metadata: {name: nobody, namespace: shop}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
---
kind: Pod
apiVersion: v1
metadata: {name: a, namespace: shop, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: web}]}
status: {phase: Running, podIP: 10.244.1.5, conditions: [{type: Ready, status: 'True'}]}
---
kind: Pod
apiVersion: v1
metadata: {name: b, namespace: shop, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: web}]}
status: {phase: Running, podIP: 10.244.1.6, conditions: [{type: Ready, status: 'True'}]}
`;
const cluster = load([{ path: 'all.yaml', text: manifests }], {});

function follow(text: string, proxyMode: ProxyMode | undefined, from?: string): Trace {
  const target = parseTarget(text);
  if (target.kind === 'problem') throw new Error(target.message);
  const [trace] = traceAll(cluster, target, { from, proxyMode }, [undefined]);
  if (!trace) throw new Error('no trace');
  return trace;
}

function summary({ proxy, outcome }: Trace): string {
  const names = outcome.kind === 'delivered' ? outcome.endpoints.map(({ name }) => name) : [];
  return [proxy?.verdict ?? 'none', ...names, proxy?.masquerade === true ? 'masqueraded' : ''].join(' ').trim();
}

describe('the rules of kube-proxy have the last word', () => {
  test.each<[target: string, mode: ProxyMode | undefined, from: string | undefined, expected: string]>([
    ['web.shop', undefined, undefined, 'none a b'],
    ['web.shop', 'iptables', undefined, 'connected a b'],
    ['web.shop', 'userspace', undefined, 'connected a b masqueraded'],
    ['http://web.shop/', 'iptables', undefined, 'connected a b'],
    ['web.shop:81', 'nftables', undefined, 'reject'],
    ['web.shop:81', 'iptables', undefined, 'drop-or-unrouted'],
    ['nobody.shop', 'iptables', undefined, 'reject'],
    ['nobody.shop', 'nftables', 'node/n1', 'reject'],
    ['each.shop:8080', 'iptables', undefined, 'none a b'],
    ['kept.shop', 'iptables', 'node/n1', 'connected a b'],
    ['kept.shop', 'iptables', 'node/n2', 'drop-or-unrouted'],
    ['10.96.0.9:80', 'iptables', 'node/n2', 'drop-or-unrouted'],
    ['kept.shop', 'userspace', 'node/n2', 'connected a b'],
    ['10.0.0.1:31000', 'nftables', undefined, 'connected a b'],
    ['10.0.0.2:31000', 'nftables', undefined, 'drop-or-unrouted'],
    ['10.0.0.2:31000', 'nftables', 'node/n2', 'connected a b'],
    ['10.0.0.2:31000', 'nftables', 'node/n1', 'drop-or-unrouted'],
    ['198.51.100.1:31000', 'iptables', undefined, 'connected a b'],
    ['198.51.100.1:31000', 'nftables', undefined, 'reject'],
    [':31000', 'iptables', undefined, 'connected a b'],
    ['node/n2:31000', 'iptables', undefined, 'drop-or-unrouted'],
    ['192.0.2.7:80', 'iptables', undefined, 'drop-or-unrouted'],
    ['svc/web.shop', 'iptables', 'outside', 'drop-or-unrouted'],
  ])('%s, %s, from %s', (target, mode, from, expected) => expect(summary(follow(target, mode, from))).toBe(expected));

  test('affinity is told', () => expect(follow('kept.shop', 'iptables', 'node/n1').proxy?.affinitySeconds).toBe(60));

  test('a refused connection says why', () => {
    const { outcome, hops } = follow('192.0.2.7:80', 'iptables');
    expect(outcome.kind).toBe('refused');
    expect(hops.at(-1)).toMatchObject({ kind: 'proxy', status: 'fail' });
    expect(hops.at(-1)?.text).toContain('loadBalancerSourceRanges 203.0.113.0/24');
  });
});

describe('many connections', () => {
  const counts = (trace: Trace, requests: number, seed: number): readonly number[] =>
    countConnections(trace, { requests, seed })?.endpoints.map(({ connections }) => connections) ?? [];

  test('at random', () => {
    const trace = follow('web.shop', 'iptables');
    const [a = 0, b = 0] = counts(trace, 10_000, 1);
    expect(a + b).toBe(10_000);
    expect(Math.abs(a - b)).toBeLessThan(400);
    expect(a).not.toBe(b);
    expect(counts(trace, 10_000, 1)).toEqual([a, b]);
    expect(counts(trace, 10_000, 2)).not.toEqual([a, b]);
  });

  test('in turn with ipvs', () => expect(counts(follow('web.shop', 'ipvs'), 10, 1)).toEqual([5, 5]));

  test('with affinity all at one', () =>
    expect(counts(follow('kept.shop', 'iptables', 'node/n1'), 10, 1).toSorted((a, b) => a - b)).toEqual([0, 10]));

  test('none that are refused', () => expect(counts(follow('nobody.shop', 'iptables'), 10, 1)).toEqual([]));
});
