import { describe, expect, test } from '@jest/globals';
import { controller as gce } from '../../../src/traffic/controllers/gce.ts';
import { controller as gceNeg } from '../../../src/traffic/controllers/gce-neg.ts';
import { ask } from './ask.ts';

const service = (annotations = '', type = 'NodePort'): string => `apiVersion: v1
kind: Service
metadata: { name: web, annotations: { ${annotations} } }
spec: { type: ${type}, selector: { app: web }, ports: [{ name: http, port: 80 }] }
---
`;

const ingress = (annotations = '', more = '', host = 'a.io'): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: a, annotations: { kubernetes.io/ingress.class: gce${annotations} } }
spec:
  ${more}
  rules:
    - host: '${host}'
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] }
---
`;

const text = (yaml: string, url = 'http://a.io/'): string => ask(gce, yaml).text(url);

describe('the annotation decides who is served', () => {
  test.each([
    ['gce-internal', 'default/web:80 /'],
    ['gce-multi-cluster', 'refused'],
    ['nginx', 'refused'],
  ])('%s', (name, expected) => {
    expect(text(service() + ingress().replace('ingress.class: gce', `ingress.class: ${name}`))).toBe(expected);
  });

  test('and not the class', () => {
    const named = ingress('', 'ingressClassName: gce').replace('kubernetes.io/ingress.class: gce', '');
    expect(text(service() + named)).toBe('refused');
  });
});

describe('network endpoint groups', () => {
  test.each([
    ["'cloud.google.com/neg': '{\"ingress\": true}'", 'default/web:80 /', 'default/web:80 /'],
    ['\'cloud.google.com/neg\': \'{"exposed_ports": {"80": {}}}\'', 'not-serving', 'not-serving'],
    ["'cloud.google.com/neg': '{'", 'not-serving', 'not-serving'],
    ['', 'not-serving', 'default/web:80 /'],
  ])('%s', (annotation, expected, byDefault) => {
    const set = service(annotation, 'ClusterIP') + ingress();
    expect(text(set)).toBe(expected);
    expect(ask(gceNeg, set).text('http://a.io/')).toBe(byDefault);
  });
});

describe('BackendConfig', () => {
  const named = service('\'cloud.google.com/backend-config\': \'{"ports": {"http": "bc"}}\'') + ingress();
  const config = (spec: string): string => `apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata: { name: bc }
spec: ${spec}
---
`;

  test('must exist', () => {
    expect(ask(gce, named).leftOut).toEqual(['BackendConfig default/bc does not exist']);
    expect(text(named + config('{}'))).toBe('default/web:80 /');
  });

  test('may ask who the client is', () => {
    expect(text(named + config('{ iap: { enabled: true } }'))).toMatch(/^unknown: who the client is/);
  });

  test('of another port does not matter', () => {
    const other = service('\'cloud.google.com/backend-config\': \'{"ports": {"81": "bc"}}\'') + ingress();
    expect(text(other)).toBe('default/web:80 /');
  });
});

describe('frontends', () => {
  const redirect = `apiVersion: networking.gke.io/v1beta1
kind: FrontendConfig
metadata: { name: fc }
spec: { redirectToHttps: { enabled: true } }
---
`;
  const withConfig = ', networking.gke.io/v1beta1.FrontendConfig: fc';

  test('a redirect needs no certificate, and nobody answers behind it', () => {
    const set = service() + ingress(withConfig) + redirect;
    expect(text(set, 'http://a.io:80/x?y')).toBe('301 https://a.io/x?y');
    expect(text(set, 'https://a.io/')).toBe('refused');
  });

  test('an internal load balancer does not redirect', () => {
    const set = service() + ingress(withConfig).replace('class: gce', 'class: gce-internal') + redirect;
    expect(text(set)).toBe('not-serving');
  });

  test('certificates of the project open port 443, and allow-http closes 80', () => {
    const annotations = ", networking.gke.io/managed-certificates: c, kubernetes.io/ingress.allow-http: 'false'";
    expect(text(service() + ingress(annotations), 'https://a.io/')).toBe('default/web:80 /');
    expect(text(service() + ingress(annotations), 'http://a.io/')).toBe('refused');
  });

  test('a Secret without a key', () => {
    const secret = `apiVersion: v1
kind: Secret
metadata: { name: s }
stringData: { tls.crt: x }
---
`;
    const set = service() + ingress('', 'tls: [{ secretName: s }]');
    expect(text(set)).toBe('not-serving');
    expect(text(set + secret)).toBe('not-serving');
    expect(text(set + secret.replace('tls.crt: x', 'tls.crt: x, tls.key: k'), 'https://a.io/')).toBe(
      'default/web:80 /',
    );
  });
});

test('a path that a URL map does not allow', () => {
  const path = ingress().replace('path: /, pathType: Prefix', "path: '/a*', pathType: ImplementationSpecific");
  expect(ask(gce, service() + path).leftOut).toEqual(['the URL map API does not allow the path /a*']);
});

test('several wildcards that take one host', () => {
  const two = ingress('', '', '*.io').replace(
    "- host: '*.io'",
    "- host: '*.a.io'\n      http: { paths: [] }\n    - host: '*.io'",
  );
  expect(text(service() + two, 'http://x.a.io/')).toMatch(/^unknown: which of the hosts/);
});

test('a host that nobody names cannot be sent to a load balancer that is not set up', () => {
  const other = ingress('', '', 'b.io').replace('name: a,', 'name: b,');
  const broken = other.replace('name: web, port', 'name: gone, port');
  expect(text(service() + ingress() + broken, 'http://c.io/')).toBe('404');
  expect(text(service() + ingress() + broken, 'http://b.io/')).toBe('not-serving');
  expect(text(service() + broken, 'http://c.io/')).toBe('not-serving');
});
