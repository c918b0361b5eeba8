import { expect, test } from '@jest/globals';
import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import type { ControllerAnswer } from '../../../../src/traffic/controllers/define-controller.ts';
import { controller } from '../../../../src/traffic/controllers/ingress-nginx.ts';
import { answerText } from '../../../../src/traffic/ingress/answer-text.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';
import { decisionsFor } from '../../../../src/traffic/serving.ts';

const set = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
---
apiVersion: v1
kind: Secret
metadata: { name: users }
data: { auth: eA== }
---
apiVersion: v1
kind: Secret
metadata: { name: cert }
data: { tls.crt: eA==, tls.key: eA== }
`;

interface Given {
  readonly annotations: { readonly [name: string]: string };
  readonly path?: string;
  readonly tls?: boolean;
}

function answer(given: Given, request: Request): string {
  const found = ask(given, request);
  return found ? answerText(found) : 'no request';
}

function ask({ annotations, path = '/', tls = false }: Given, request: Request): ControllerAnswer | undefined {
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
      ),
    },
    spec: {
      ingressClassName: 'nginx',
      ...(tls && { tls: [{ hosts: ['example.com'], secretName: 'cert' }] }),
      rules: [
        {
          host: 'example.com',
          http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] },
        },
      ],
    },
  };
  const text = `${set}---\n${JSON.stringify(ingress)}\n`;
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map((each) => each.ingress);
  const asked = httpRequest(request);
  return asked && controller.answer(controller.compile(model, taken), asked);
}

const get = (url: string, more: Partial<Request> = {}): Request => ({ url, ...more }) as Request;

test.each([
  [
    'app-root',
    { annotations: { 'app-root': '/app' } },
    'http://Example.com:8080/?x=1',
    '302 http://Example.com:8080/app',
  ],
  ['app-root elsewhere', { annotations: { 'app-root': '/app' } }, 'http://example.com/x', 'default/web:80 /x'],
  [
    'permanent-redirect',
    { annotations: { 'permanent-redirect': 'https://new.example.com' } },
    'http://example.com/x',
    '301 https://new.example.com',
  ],
  [
    'its code',
    { annotations: { 'permanent-redirect': 'https://n.com', 'permanent-redirect-code': '308' } },
    'http://example.com/',
    '308 https://n.com',
  ],
  [
    'a code out of range',
    { annotations: { 'permanent-redirect': 'https://n.com', 'permanent-redirect-code': '200' } },
    'http://example.com/',
    '301 https://n.com',
  ],
  [
    'redirect before https',
    { annotations: { 'permanent-redirect': 'https://n.com' }, tls: true },
    'http://example.com/',
    '301 https://n.com',
  ],
  [
    'a redirect that validation refuses',
    { annotations: { 'permanent-redirect': 'https://n.com$request_uri' } },
    'http://example.com/',
    '404',
  ],
  [
    'a rewrite that validation refuses',
    { annotations: { 'rewrite-target': '/x?y' } },
    'http://example.com/a',
    'default/web:80 /a',
  ],
  [
    'rewrite to a URL',
    { annotations: { 'rewrite-target': 'https://n.com/$1' }, path: '/a/(.*)' },
    'http://example.com/a/b?c=d',
    '302 https://n.com/b?c=d',
  ],
  [
    'rewrite with a variable that is not known',
    { annotations: { 'rewrite-target': '/$constructor' } },
    'http://example.com/a',
    'unknown',
  ],
  [
    'an expression out of reach',
    { annotations: { 'use-regex': 'true' }, path: '/(a)\\1' },
    'http://example.com/aa',
    'unknown',
  ],
  [
    'server-alias',
    { annotations: { 'server-alias': 'alias.example.org, *.example.net' } },
    'http://alias.example.org/',
    'default/web:80 /',
  ],
  [
    'server-alias with a wildcard',
    { annotations: { 'server-alias': '*.example.net' } },
    'http://a.b.example.net/',
    'default/web:80 /',
  ],
  [
    'server-alias, which the certificate of the host does not name',
    { annotations: { 'server-alias': 'alias.org' }, tls: true },
    'http://alias.org/',
    'default/web:80 /',
  ],
  [
    'preserve-trailing-slash',
    { annotations: { 'preserve-trailing-slash': 'true' }, tls: true },
    'http://example.com/a/',
    '308 https://example.com/a/',
  ],
  ['without it', { annotations: {}, tls: true }, 'http://example.com/a/', '308 https://example.com/a'],
  [
    'use-port-in-redirects',
    { annotations: { 'use-port-in-redirects': 'true' }, tls: true },
    'http://example.com/a',
    '308 https://example.com:443/a',
  ],
  [
    'from-to-www-redirect',
    { annotations: { 'from-to-www-redirect': 'true' } },
    'http://www.example.com/a/',
    '308 http://example.com:80/a',
  ],
  [
    'auth-url of a Service that is not there',
    { annotations: { 'auth-url': 'http://auth.default.svc.cluster.local/' } },
    'http://example.com/',
    '500',
  ],
  ['auth-url', { annotations: { 'auth-url': 'https://auth.example.org/' } }, 'http://example.com/', 'unknown'],
  ['auth-type', { annotations: { 'auth-type': 'basic', 'auth-secret': 'users' } }, 'http://example.com/', '401'],
  [
    'a source range that is none',
    { annotations: { 'whitelist-source-range': '10.0.0.0/99' } },
    'http://example.com/',
    '503',
  ],
  [
    'source ranges without a client',
    { annotations: { 'whitelist-source-range': '10.0.0.0/8' } },
    'http://example.com/',
    'unknown',
  ],
  [
    'custom-http-errors',
    { annotations: { 'custom-http-errors': '404,503' }, path: '/a' },
    'http://example.com/b',
    'unknown',
  ],
  [
    'a path that is its own target',
    { annotations: { 'rewrite-target': '/a' }, path: '/a' },
    'http://example.com/a/b',
    'default/web:80 /a',
  ],
] as const)('%s', (_, given, url, expected) => {
  expect(answer(given, get(url))).toBe(expected);
});

test('upstream-vhost is the host that the backend sees', () => {
  const found = ask({ annotations: { 'upstream-vhost': 'inner.example.com' } }, get('http://example.com/'));
  expect(found?.kind === 'forward' && found.upstream).toEqual({ path: '/', host: 'inner.example.com' });
});

test('CORS answers preflight requests of its origins', () => {
  const given = { annotations: { 'enable-cors': 'true', 'cors-allow-origin': 'https://*.example.org' } };
  const options = (origin: string): Request =>
    get('http://example.com/', { method: 'OPTIONS', headers: { Origin: origin } });
  expect(answer(given, options('https://a.example.org'))).toBe('204');
  expect(answer(given, options('https://a.b.example.org'))).toBe('default/web:80 /');
});
