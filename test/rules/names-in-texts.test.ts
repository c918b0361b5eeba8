import { describe, expect, test } from '@jest/globals';
import { lint, type Options } from '../../src/index.ts';
import { hostsInText, mayNameHost } from '../../src/rules/facts/host-in-text.ts';

const services = `apiVersion: v1
kind: Service
metadata: {name: payments, namespace: shop}
spec: {type: NodePort, selector: {app: payments}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: redis, namespace: cache}
spec: {selector: {app: redis}, ports: [{port: 6379}]}
`;

const pod = (container: string, spec = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: web, image: web, ${container}}]${spec}}\n`;

const env = (value: string, name = 'URL'): string => `env: [{name: ${name}, value: ${JSON.stringify(value)}}]`;

const rules = ['dns-name-unresolvable', 'dns-reference-port-mismatch', 'host-network-dns-policy'];

/** `warning dns-name-unresolvable → help` */
function found(text: string, options: Options = {}): string[] {
  const sources = [
    { path: 'services.yaml', text: services },
    { path: 'web.yaml', text },
  ];
  return lint(sources, options)
    .findings.filter(({ rule }) => rules.includes(rule))
    .map(({ severity, rule, help }) => `${severity} ${rule}: ${help}`);
}

describe('hosts in texts', () => {
  test.each([
    ['http://api.shop.svc:8080/v1?a=b', ['http api.shop.svc 8080']],
    ['postgres://user:pa:ss@db:5432/x', ['postgres db 5432']],
    ['jdbc:postgresql://db:5432/x', ['postgresql db 5432']],
    ['redis-0:6379,redis-1:6379', [' redis-0 6379', ' redis-1 6379']],
    ['{"url": "http://API.shop.svc.cluster.local./"}', ['http api.shop.svc.cluster.local undefined']],
    ['until nc -z db.shop.svc 5432; do sleep 1; done', [' db.shop.svc undefined']],
    ['--backend=web:80 --x', [' web 80']],
    ['http://{{ host }}:80', []],
    ['http://$(HOST).shop.svc', []],
    ['.svc,.cluster.local', []],
    ['10.0.0.1:80', []],
    ['[::1]:80', []],
    ['12:30:00', []],
    ['a:0', []],
    ['plain words', []],
  ])('%s', (text, hosts) => {
    expect(hostsInText(text).map(({ scheme, host, port }) => `${scheme} ${host} ${port}`)).toEqual(hosts);
    if (hosts.length > 0) expect(mayNameHost(text)).toBe(true);
  });
});

describe('names of Services', () => {
  test.each([
    ['http://payments', []],
    ['http://payments.shop:80', []],
    ['https://payments.shop.svc.cluster.local:80/x', []],
    ['redis.cache:6379', []],
    ['db-0.db.shop.svc:5432', []],
    ['db:5433', []],
    ['https://kubernetes.default.svc', []],
    ['http://grafana.monitoring.svc:3000', []],
    ['http://example.com:8080', []],
    ['s3.us-east-1.svc.amazonaws.com:443', []],
    ['web:7', []],
    ['http://paymnets', ['warning dns-name-unresolvable: Write payments.']],
    ['http://payment.shop.svc', ['warning dns-name-unresolvable: Write payments.shop.svc.']],
    ['redis:6379', ['warning dns-name-unresolvable: Write redis.cache.']],
    ['redis.shop.svc:6379', ['warning dns-name-unresolvable: Write redis.cache.svc.']],
    ['http://other.cache.svc', ['info dns-name-unresolvable: Write the name of a Service that exists.']],
    ['http://payments:8080', ['warning dns-reference-port-mismatch: Write payments:80.']],
    ['http://payments:30080', ['warning dns-reference-port-mismatch: Write payments:80.']],
    ['https://payments', ['warning dns-reference-port-mismatch: Write payments:80.']],
  ])('%s', (value, expected) => {
    expect(found(pod(env(value)))).toEqual(expected);
  });

  test('that do not exist are told more surely when nothing exists outside of the files', () => {
    expect(found(pod(env('http://other.cache.svc')), { complete: true })[0]).toContain('warning');
  });

  test('are said once for an object, with every place', () => {
    const text = pod('env: [{name: A, value: "http://paymnets/a"}, {name: B, value: "http://paymnets/b"}]');
    expect(found(text)).toHaveLength(1);
  });

  test.each([
    ['images', env('redis:6379', 'CACHE_IMAGE')],
    ['hosts that are not proxied', env('redis.shop.svc', 'NO_PROXY')],
    ['names of certificates', 'args: ["--dns-names=redis.shop.svc"]'],
  ])('are not %s', (_title, container) => {
    expect(found(pod(container))).toEqual([]);
  });

  test('are not those that the pod knows itself', () => {
    expect(found(pod(env('redis:6379'), ', hostAliases: [{ip: 10.0.0.1, hostnames: [redis]}]'))).toEqual([]);
  });

  test('in ConfigMaps are those with .svc, outside of comments', () => {
    const map = (text: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\ndata:\n  a.conf: |\n    ${text}\n`;
    expect(found(map('proxy_pass http://payment.shop.svc.cluster.local;'))).toHaveLength(1);
    expect(found(map('proxy_pass http://payments.shop.svc:8080;'))).toHaveLength(1);
    expect(found(map('# proxy_pass http://payment.shop.svc;'))).toEqual([]);
    expect(found(map('proxy_pass http://payment;'))).toEqual([]);
  });

  test('that a workload tells of itself may have other ports', () => {
    const text = pod(env('PLAINTEXT://payments:29092')).replace(
      'name: web, namespace: shop',
      'name: web, namespace: shop, labels: {app: payments}',
    );
    expect(found(text)).toEqual([]);
  });
});

describe('with the network of the node', () => {
  const help = 'warning host-network-dns-policy: Write dnsPolicy: ClusterFirstWithHostNet beside hostNetwork.';

  test.each([
    ['http://payments', ', hostNetwork: true', [help]],
    ['http://grafana.monitoring.svc', ', hostNetwork: true, dnsPolicy: ClusterFirst', [help]],
    ['http://payments', ', hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet', []],
    ['http://payments', ', hostNetwork: true, dnsPolicy: None, dnsConfig: {nameservers: [10.96.0.10]}', []],
    ['http://example.com', ', hostNetwork: true', []],
    ['http://payments', '', []],
  ])('%s%s', (value, spec, expected) => {
    expect(found(pod(env(value), spec))).toEqual(expected);
  });
});

describe('pods of a StatefulSet', () => {
  const set = (replicas: string): string =>
    `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: shop}\nspec: {${replicas}serviceName: db, selector: {matchLabels: {app: db}}, ` +
    'template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432}, {containerPort: 9187}]}]}}}\n';

  test.each([
    ['db-0.db.shop.svc:5432', 'replicas: 2, ', []],
    ['db-1.db.shop.svc:5432', 'replicas: 2, ', []],
    [
      'db-2.db.shop.svc:5432',
      'replicas: 2, ',
      ['warning dns-name-unresolvable: Write the name of a pod that exists, or more replicas.'],
    ],
    [
      'db-0.db.shop.svc:5432',
      'ordinals: {start: 1}, ',
      ['warning dns-name-unresolvable: Write the name of a pod that exists, or more replicas.'],
    ],
    ['10-0-0-1.db.shop.svc:5432', '', []],
    ['db:9187', '', []],
    ['db:5433', '', ['warning dns-reference-port-mismatch: Write a port of the Service.']],
  ])('%s of %s', (value, replicas, expected) => {
    expect(found(pod(env(value)) + set(replicas))).toEqual(expected);
  });
});
