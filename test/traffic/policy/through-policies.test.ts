import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { parseTarget } from '../../../src/traffic/target.ts';
import { traceAll } from '../../../src/traffic/trace-all.ts';

const workloads = `
kind: Service
apiVersion: v1
metadata: {name: db, namespace: data}
spec:
  type: NodePort
  selector: {app: db}
  ports: [{port: 80, targetPort: sql, nodePort: 31000}]
---
kind: Pod
apiVersion: v1
metadata: {name: db-0, namespace: data, labels: {app: db}}
spec: {containers: [{name: db, ports: [{name: sql, containerPort: 5432}]}]}
---
kind: Deployment
apiVersion: apps/v1
metadata: {name: api, namespace: shop}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api}]}}}
---
kind: Pod
apiVersion: v1
metadata: {name: host, namespace: shop, labels: {app: api}}
spec: {hostNetwork: true, containers: [{name: host}]}
---
kind: Pod
apiVersion: v1
metadata: {name: addressed, namespace: shop, labels: {app: none}}
spec: {containers: [{name: one}]}
status: {phase: Running, podIP: 10.1.2.3}
`;
const shopNamespace = `
---
kind: Namespace
apiVersion: v1
metadata: {name: shop, labels: {team: web}}
`;

const policyOf = (spec: string, namespace = 'data'): string =>
  `\n---\nkind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: p, namespace: ${namespace}}\nspec: ${spec}\n`;
const intoDb = (rules: string): string => policyOf(`{podSelector: {matchLabels: {app: db}}, ingress: ${rules}}`);
const outOfApi = (rules: string): string =>
  policyOf(`{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: ${rules}}`, 'shop');

function verdictOf(manifests: string, from: string | undefined, text = 'svc/db.data'): string {
  const target = parseTarget(text);
  if (target.kind === 'problem') throw new Error(target.message);
  const cluster = load([{ path: 'all.yaml', text: workloads + manifests }], {});
  const [trace] = traceAll(cluster, target, { from }, [undefined]);
  const status = trace?.hops.filter(({ kind }) => kind === 'policy').map((hop) => hop.status) ?? [];
  return [...status, trace?.outcome.kind].join(' ');
}

const team = '{namespaceSelector: {matchLabels: {team: web}}}';
const named = (name: string): string => `{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${name}}}}`;
const api = 'shop/deploy/api';

describe('the policies of the pod that is reached', () => {
  test.each<[what: string, policies: string, from: string | undefined, verdict: string]>([
    ['none', '', api, 'delivered'],
    ['one for other pods', policyOf('{podSelector: {matchLabels: {app: other}}}'), api, 'delivered'],
    ['one of another namespace', policyOf('{podSelector: {}}', 'shop'), 'data', 'delivered'],
    ['one for the other direction', policyOf('{podSelector: {}, policyTypes: [Egress]}'), api, 'delivered'],
    ['no rule', intoDb('[]'), api, 'fail refused'],
    ['an empty rule', intoDb('[{}]'), api, 'ok delivered'],
    ['pods of its own namespace', intoDb('[{from: [{podSelector: {}}]}]'), api, 'fail refused'],
    ['its own namespace, by a pod of it', intoDb('[{from: [{podSelector: {}}]}]'), 'data', 'ok delivered'],
    ['a namespace by name', intoDb(`[{from: [${named('shop')}]}]`), api, 'ok delivered'],
    ['another namespace by name', intoDb(`[{from: [${named('other')}]}]`), api, 'fail refused'],
    ['a label of a namespace that is not written', intoDb(`[{from: [${team}]}]`), api, 'unknown delivered'],
    ['a label of a written namespace', intoDb(`[{from: [${team}]}]`) + shopNamespace, api, 'ok delivered'],
    [
      'both in one peer',
      intoDb('[{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: x}}}]}]'),
      api,
      'fail refused',
    ],
    [
      'two peers',
      intoDb('[{from: [{namespaceSelector: {}}, {podSelector: {matchLabels: {app: x}}}]}]'),
      api,
      'ok delivered',
    ],
    [
      'a client whose labels nobody knows',
      intoDb('[{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}]}]'),
      'shop',
      'unknown delivered',
    ],
    ['the port of the pod', intoDb('[{ports: [{port: 5432}]}]'), api, 'ok delivered'],
    ['the port of the Service', intoDb('[{ports: [{port: 80}]}]'), api, 'fail refused'],
    ['a port by name', intoDb('[{ports: [{port: sql}]}]'), api, 'ok delivered'],
    ['a range of ports', intoDb('[{ports: [{port: 5000, endPort: 5432}]}]'), api, 'ok delivered'],
    ['a range that ends before', intoDb('[{ports: [{port: 5000, endPort: 5431}]}]'), api, 'fail refused'],
    ['another protocol', intoDb('[{ports: [{port: 5432, protocol: UDP}]}]'), api, 'fail refused'],
    [
      'a block and a pod without address',
      intoDb('[{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
      api,
      'unknown delivered',
    ],
    [
      'a block without the pod',
      intoDb('[{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]'),
      'shop/addressed',
      'fail refused',
    ],
    [
      'a block that leaves the pod out',
      intoDb('[{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]'),
      'shop/addressed',
      'fail refused',
    ],
    [
      'a client with the address of its node',
      intoDb('[{from: [{podSelector: {}}]}]'),
      'shop/host',
      'unknown delivered',
    ],
    ['a node', intoDb('[]'), 'node/n1', 'unknown delivered'],
    ['a node where everybody is let in', intoDb('[{}]'), 'node/n1', 'ok delivered'],
    ['a client outside', intoDb('[{from: [{podSelector: {}}]}]'), 'outside', 'unknown delivered'],
  ])('%s', (_, policies, from, verdict) => expect(verdictOf(policies, from)).toBe(verdict));

  test('of several policies one has to allow', () => {
    const closed = intoDb('[]');
    const open = intoDb('[{}]').replace('name: p', 'name: q');
    expect(verdictOf(closed + open, api)).toBe('ok delivered');
  });

  test('behind a node port the client is hidden', () =>
    expect(verdictOf(intoDb('[]'), api, ':31000')).toBe('unknown delivered'));
});

describe('the policies of the client', () => {
  test.each<[what: string, policies: string, from: string, verdict: string]>([
    ['no rule', outOfApi('[]'), api, 'fail refused'],
    ['by the pod, not by the Service', outOfApi('[{ports: [{port: 80}]}]'), api, 'fail refused'],
    ['the pod', outOfApi(`[{to: [${named('data')}], ports: [{port: 5432}]}]`), api, 'ok delivered'],
    ['for other clients', outOfApi('[]'), 'shop/addressed', 'delivered'],
    ['for clients that nobody knows', outOfApi('[]'), 'shop', 'unknown delivered'],
    ['egress rules alone', policyOf('{podSelector: {}, egress: [{ports: [{port: 1}]}]}', 'shop'), api, 'fail refused'],
    ['both ends', outOfApi('[{}]') + intoDb('[{}]'), api, 'ok ok delivered'],
    ['one end denies', outOfApi('[{}]') + intoDb('[]'), api, 'ok fail refused'],
  ])('%s', (_, policies, from, verdict) => expect(verdictOf(policies, from)).toBe(verdict));
});
