import { expect, test } from '@jest/globals';
import { type Comparison, diff, load } from 'ksvc';

const updates = (before: string, after: string): Comparison['updates'] => {
  const [old, now] = [before, after].map((text) => load([{ path: 'a.yaml', text }], { complete: true }));
  return old && now ? diff(old, now).updates : [];
};

const service = (spec: string, name = 'web'): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [{ port: 80 }], ${spec} }\n`;

test('places and values of both sides are told', () => {
  expect(updates(service('clusterIP: 10.96.0.7'), service('clusterIPs: [10.96.0.8], clusterIP: 10.96.0.8'))).toEqual([
    {
      kind: 'refused',
      object: { kind: 'Service', namespace: 'default', name: 'web' },
      field: 'spec.clusterIPs[0]',
      why: 'the API server refuses the update: spec.clusterIPs[0] may not change once set',
      keep: 'leave spec.clusterIP out: the Service keeps its address until it is deleted',
      before: { value: '10.96.0.7', because: [expect.objectContaining({ text: '10.96.0.7' })] },
      after: { value: '10.96.0.8', because: [expect.objectContaining({ text: '10.96.0.8' })] },
    },
  ]);
});

test('a second address stays too, and one may be added', () => {
  const of = (...ips: string[]): string =>
    service(
      `clusterIP: ${ips[0]}, clusterIPs: [${ips.map((ip) => `'${ip}'`).join()}], ipFamilyPolicy: PreferDualStack`,
    );
  const both = of('10.96.0.7', 'fd00:10:96::7');
  expect(updates(both, of('10.96.0.7', 'fd00:10:96::8'))).toMatchObject([{ field: 'spec.clusterIPs[1]' }]);
  expect(updates(of('10.96.0.7'), both)).toEqual([]);
});

test('what the cluster chose is not guessed', () => {
  expect(updates(service('type: ClusterIP'), service('clusterIP: 10.96.0.7'))).toEqual([]);
  expect(updates(service('type: ClusterIP'), service('ipFamilies: [IPv6]'))).toEqual([]);
});

test('of several definitions nobody knows which one is applied', () => {
  const twice = `${service('clusterIP: 10.96.0.7')}${service('clusterIP: 10.96.0.8')}`;
  expect(updates(twice, service('clusterIP: 10.96.0.8'))).toEqual([]);
});

test('the namespace that is not written is the default one', () => {
  const named = service('clusterIP: 10.96.0.8').replace('name: web', 'name: web, namespace: default');
  expect(updates(service('clusterIP: 10.96.0.7'), named)).toHaveLength(1);
  expect(updates(service('clusterIP: 10.96.0.7'), named.replace('default', 'shop'))).toEqual([]);
});

test('a StatefulSet keeps its Service', () => {
  const of = (name: string): string =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { serviceName: ${name} }\n`;
  expect(updates(of('db'), of('db-headless'))).toMatchObject([{ field: 'spec.serviceName', kind: 'refused' }]);
});

test('a node port that another port asks for is not kept', () => {
  const of = (first: string, second: string): string =>
    service(`type: NodePort, ports: [{ name: a, port: 80${first} }, { name: b, port: 81${second} }]`).replace(
      'ports: [{ port: 80 }], ',
      '',
    );
  expect(updates(of(', nodePort: 30080', ''), of('', ''))).toMatchObject([{ kind: 'kept' }]);
  expect(updates(of(', nodePort: 30080', ''), of('', ', nodePort: 30080'))).toEqual([]);
});

test('one set, asked of two controllers, is no update', () => {
  const cluster = load([{ path: 'a.yaml', text: service('clusterIP: 10.96.0.7') }]);
  expect(diff(cluster, cluster, { controllers: ['spec', 'traefik'] }).updates).toEqual([]);
});

test('the order of keys means nothing', () => {
  const deployment = (labels: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { app: web, tier: front } }
    spec: { containers: [{ name: web, image: web }] }
`;
  expect(updates(deployment('app: web, tier: front'), deployment('tier: front, app: web'))).toEqual([]);
  expect(updates(deployment('app: web, tier: front'), deployment('app: web'))).toMatchObject([{ kind: 'refused' }]);
});
