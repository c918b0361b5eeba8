import { describe, expect, test } from '@jest/globals';
import { trace } from 'ksvc';
import { load } from '../../src/model/load.ts';
import { traceCluster } from '../../src/traffic/trace.ts';

const service = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web-0, labels: { app: web } }
spec: { containers: [{ name: web, image: example/web:1 }] }
`;

function ingress(name: string, host: string, className: string | undefined): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec:
  ${className === undefined ? '' : `ingressClassName: ${className}`}
  rules:
    - host: ${host}
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`;
}

function ingressClass(name: string, controller: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller} }
`;
}

const nginx = ingressClass('nginx', 'k8s.io/ingress-nginx');
const unknown = ingressClass('own', 'example.com/own');

function source(...texts: string[]): { path: string; text: string }[] {
  return [{ path: 'all.yaml', text: [service, ...texts].join('\n') }];
}

describe('the controller that answers', () => {
  test.each([
    ['the one of the IngressClass', [nginx, ingress('a', 'a.example.com', 'nginx')], 'ingress-nginx'],
    ['the specification without any sign', [ingress('a', 'a.example.com', undefined)], 'spec'],
    ['the specification for a controller that nobody knows', [unknown, ingress('a', 'a.example.com', 'own')], 'spec'],
    ['the one with an Ingress for the host', [nginx, unknown, ingress('a', 'a.example.com', 'nginx')], 'ingress-nginx'],
  ])('is %s', (_name, texts, id) => {
    const { controller, outcome } = trace(source(...texts), { url: 'http://a.example.com/' });
    expect({ controller, kind: outcome.kind }).toEqual({ controller: id, kind: 'delivered' });
  });

  test('is the one that is asked for', () => {
    const sources = source(nginx, ingress('a', 'a.example.com', 'nginx'));
    expect(trace(sources, { url: 'http://a.example.com/' }, { controller: 'spec' }).controller).toBe('spec');
  });

  test('that nobody knows answers nothing', () => {
    const { controller, outcome, hops } = trace(
      source(nginx),
      { url: 'http://a.example.com/' },
      { controller: 'ingres-nginx' },
    );
    expect({ controller, kind: outcome.kind }).toEqual({ controller: null, kind: 'unknown' });
    expect(hops.map(({ text }) => text)).toEqual(['no controller is called ingres-nginx; did you mean ingress-nginx?']);
  });

  test('leaves an Ingress of another class, and the trace says so', () => {
    const sources = source(
      nginx,
      unknown,
      ingress('a', 'a.example.com', 'nginx'),
      ingress('b', 'b.example.com', 'own'),
    );
    const { controller, outcome, hops } = trace(sources, { url: 'http://b.example.com/' });
    expect({ controller, outcome }).toMatchObject({
      controller: 'ingress-nginx',
      outcome: { kind: 'answered', status: 404 },
    });
    expect(hops.filter(({ kind }) => kind === 'class')).toMatchObject([
      { status: 'warn', because: [{ at: { file: 'all.yaml' } }] },
    ]);
  });
});

describe('the library', () => {
  const sources = source(ingress('a', 'a.example.com', undefined));

  test('takes sources and a cluster, a URL and its parts', () => {
    const expected = trace(sources, { url: 'https://a.example.com/x?y' });
    const cluster = load(sources);
    expect(trace(cluster, { url: 'https://a.example.com/x?y' })).toEqual(expected);
    expect(trace(cluster, { scheme: 'https', host: 'a.example.com', path: '/x?y' })).toEqual(expected);
    expect(expected.request).toEqual({ scheme: 'https', host: 'a.example.com', path: '/x?y', method: 'GET' });
  });

  test('says what of a request it was told', () => {
    const request = { method: 'POST', headers: { 'X-A': '1' }, sni: '', clientIp: '192.0.2.1', from: 'outside' };
    expect(trace(sources, { url: 'http://a.example.com', ...request }).request).toEqual({
      scheme: 'http',
      host: 'a.example.com',
      path: '/',
      ...request,
      headers: { 'x-a': '1' },
    });
  });

  test('reads complete, namespace and clusterDomain', () => {
    const other = { url: 'http://api.other.svc.example.org/' };
    const clusterDomain = 'example.org';
    expect(trace(sources, other, { clusterDomain }).outcome).toEqual({ kind: 'unknown', needs: ['Service other/api'] });
    expect(trace(load(sources), other, { clusterDomain, complete: true }).outcome.kind).toBe('refused');
    expect(trace(sources, { url: 'http://web.shop.svc/', from: 'x' }, { namespace: 'shop' }).outcome).toMatchObject({
      backend: 'shop/web:80',
    });
  });

  test('answers a URL that is none', () => {
    expect(trace(sources, { url: 'nonsense' }).outcome).toEqual({
      kind: 'refused',
      reason: 'the URL is not one of http:// or https://',
    });
  });

  test('changes nothing that it is given', () => {
    const frozen = Object.freeze({ url: 'http://a.example.com/', headers: Object.freeze({ A: 'b' }) });
    const cluster = load(sources);
    const before = JSON.stringify(cluster.objects.map(({ decoded }) => decoded.value));
    trace(cluster, frozen);
    expect(JSON.stringify(cluster.objects.map(({ decoded }) => decoded.value))).toBe(before);
  });
});

describe('a host that is a Service', () => {
  const cluster = load(source(ingress('a', 'web', undefined), ingress('b', 'b.example.com', undefined)));

  test('is an Ingress host when a rule names it', () => {
    expect(traceCluster(cluster, { url: 'http://web/' }).controller).toBe('spec');
  });

  test('is asked directly otherwise', () => {
    const { controller, outcome } = traceCluster(load(source()), { url: 'http://web.default/x' });
    expect({ controller, outcome }).toMatchObject({
      controller: null,
      outcome: {
        backend: 'default/web:80',
        upstream: { path: '/x', host: 'web.default' },
        endpoints: [{ name: 'web-0', port: 80 }],
      },
    });
  });

  test('is the business of the controller that is asked for', () => {
    expect(traceCluster(cluster, { url: 'http://web.default/' }, { controller: 'spec' }).outcome).toMatchObject({
      status: 404,
    });
  });
});
