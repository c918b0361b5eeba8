// What a caller says about objects that are not in the set.
import { describe, expect, test } from '@jest/globals';
import { lint, load, type Options, routes, trace } from 'ksvc';

const ingress = (service: string, secret: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example.com], secretName: ${secret}}]
  rules:
    - host: shop.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${service}, port: {number: 80}}}}]}
`;
const sources = [{ path: 'a.yaml', text: ingress('web', 'web-tls') }];
const found = (options: Options): string[] => lint(sources, options).findings.map(({ rule }) => rule);

describe('complete', () => {
  const [service, secret, ingressClass] = [
    'ingress-backend-service-not-found',
    'ingress-tls-secret-not-found',
    'ingress-class-not-found',
  ];

  test.each<[string, Options['complete'] & object, (string | undefined)[], (string | undefined)[]]>([
    ['kinds', { kinds: ['Service'] }, [service], [secret, ingressClass]],
    ['other kinds', { kinds: ['Secret'] }, [secret], [service, ingressClass]],
    ['namespaces', { namespaces: ['shop'] }, [service, secret], [ingressClass]],
    ['other namespaces', { namespaces: ['default'] }, [], [service, secret, ingressClass]],
    ['nothing', {}, [], [service, secret, ingressClass]],
  ])('by %s', (_name, complete, expected, unexpected) => {
    expect(found({ complete })).toEqual(expect.arrayContaining(expected));
    for (const rule of unexpected) expect(found({ complete })).not.toContain(rule);
  });

  test('true is everything', () => {
    expect(found({ complete: true })).toEqual(expect.arrayContaining([service, secret, ingressClass]));
    expect(found({ complete: false })).toEqual(found({}));
  });

  test('counts for traffic too', () => {
    const outcome = (options: Options): string =>
      trace(sources, { url: 'https://shop.example.com/' }, { controller: 'ingress-nginx', ...options }).outcome.kind;
    expect(outcome({})).toBe('unknown');
    expect(outcome({ complete: { kinds: ['Service'] } })).not.toBe('unknown');
    expect(outcome({ complete: { namespaces: ['shop'] } })).not.toBe('unknown');
    expect(outcome({ complete: { kinds: ['Service'] }, external: ['Service/shop/web'] })).toBe('unknown');
  });
});

describe('external', () => {
  test.each([
    [['Service/shop/*'], false],
    [['Service/*/web'], false],
    [['Service/web'], false],
    [['Service/other/web'], true],
    [['Service/shop/we'], true],
    [['*/shop/web'], false],
  ])('%j: a Service that is not there is missed: %s', (external, missed) => {
    expect(found({ external }).includes('ingress-backend-service-not-found')).toBe(missed);
  });

  test('leaves what is not named by kind as it was', () => {
    expect(found({ external: ['Service/shop/web'] })).toEqual(found({}));
  });
});

describe('assumed', () => {
  const assumed = [
    {
      path: '.ksvc.yaml',
      text: 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: nginx}\nspec: {controller: traefik.io/ingress-controller}\n',
    },
  ];

  test('objects are known, and neither judged nor counted', () => {
    const { summary, findings } = lint(sources, { assumed });
    expect(summary).toMatchObject({ files: 1, objects: 1 });
    expect(findings.filter(({ at }) => at.file === '.ksvc.yaml')).toEqual([]);
    expect(routes(sources, { assumed }).routes).toHaveLength(1);
    expect(trace(sources, { url: 'https://shop.example.com/' }, { assumed }).controller).toBe('traefik');
    expect(trace(sources, { url: 'https://shop.example.com/' }).controller).toBe('ingress-nginx');
  });

  test('give way to an object of the set', () => {
    const own = assumed[0]?.text.replace('traefik.io/ingress-controller', 'k8s.io/ingress-nginx') ?? '';
    const set = [...sources, { path: 'class.yaml', text: own }];
    expect(trace(set, { url: 'https://shop.example.com/' }, { assumed }).controller).toBe('ingress-nginx');
    expect(lint(set, { assumed }).findings.map(({ rule }) => rule)).not.toContain('duplicate-object');
  });

  test('hold for a loaded cluster that is asked with other options', () => {
    const cluster = load(sources, { assumed });
    expect(trace(cluster, { url: 'https://shop.example.com/' }).controller).toBe('traefik');
    expect(trace(cluster, { url: 'https://shop.example.com/' }, { complete: true }).controller).toBe('traefik');
  });
});

test('ranges of the cluster', () => {
  const text =
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: NodePort, clusterIP: 10.43.0.7, ports: [{port: 80, nodePort: 31000}]}\n';
  const rules = (options: Options): string[] =>
    lint([{ path: 'a.yaml', text }], options).findings.map(({ rule }) => rule);
  expect(rules({ serviceCidrs: ['10.43.0.0/16'] })).not.toContain('ip-or-cidr-invalid');
  expect(rules({})).toContain('ip-or-cidr-invalid');
  expect(rules({ nodePortRange: [30000, 30999] })).toContain('node-port-out-of-range');
  expect(rules({})).not.toContain('node-port-out-of-range');
});
