// Sets and requests that look random and are the same at every run.

/** A number below another. */
export type Random = (below: number) => number;

/** Numerical Recipes' generator. */
export function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One of a list. */
export function pick<T>(list: readonly T[], next: Random): T {
  return list[next(list.length)] as T;
}

const hosts = ['a.example.com', 'a.example.com', 'b.example.org', '*.example.com', '*.a.example.com', ''];
const paths = ['/', '/', '/foo', '/foo/', '/foo/bar', '/Foo', '/fo', '/foo(/|$)(.*)', '/v[0-9]+', '/foo/*', '/a%20b'];
const types = ['Prefix', 'Prefix', 'Exact', 'ImplementationSpecific'];
const annotations: readonly (readonly [key: string, value: string])[] = [
  ['nginx.ingress.kubernetes.io/rewrite-target', '/$2'],
  ['nginx.ingress.kubernetes.io/use-regex', 'true'],
  ['nginx.ingress.kubernetes.io/ssl-redirect', 'false'],
  ['nginx.ingress.kubernetes.io/force-ssl-redirect', 'true'],
  ['nginx.ingress.kubernetes.io/app-root', '/home'],
  ['nginx.ingress.kubernetes.io/permanent-redirect', 'https://elsewhere.example'],
  ['nginx.ingress.kubernetes.io/whitelist-source-range', '10.0.0.0/8'],
  ['nginx.ingress.kubernetes.io/enable-cors', 'true'],
  ['nginx.ingress.kubernetes.io/server-alias', 'alias.example.net'],
  ['nginx.ingress.kubernetes.io/from-to-www-redirect', 'true'],
  ['nginx.ingress.kubernetes.io/upstream-vhost', 'inner.example'],
  ['ingress.kubernetes.io/force-ssl-redirect', 'true'],
  ['haproxy.org/ssl-redirect', 'true'],
  ['haproxy.org/path-rewrite', '/api'],
  ['haproxy-ingress.github.io/path-type', 'regex'],
  ['haproxy-ingress.github.io/ssl-redirect', 'false'],
  ['traefik.ingress.kubernetes.io/router.pathmatcher', 'Path'],
  ['konghq.com/strip-path', 'true'],
  ['konghq.com/protocols', 'https'],
  ['alb.ingress.kubernetes.io/listen-ports', '[{"HTTP": 80}]'],
  ['appgw.ingress.kubernetes.io/backend-path-prefix', '/'],
];

/** A few Ingresses with Services of all sorts behind them, for the class of ingress-nginx. */
export function randomManifests(next: Random): string {
  const count = 1 + next(3);
  const documents = Array.from({ length: count }, (_each, index) => ingress(next, index));
  return [ingressClass, ...documents, ...services].join('---\n');
}

const ingressClass =
  "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: own, annotations: { ingressclass.kubernetes.io/is-default-class: 'true' } }\nspec: { controller: k8s.io/ingress-nginx }\n";

const services = ['web', 'cart', 'idle'].flatMap((name) => [
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: 8080 }] }\n`,
  ...(name === 'idle'
    ? []
    : [
        `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, labels: { app: ${name} } }\nspec: { containers: [{ name: c, image: i }] }\nstatus: { podIP: 10.1.0.${name.length}, conditions: [{ type: Ready, status: 'True' }] }\n`,
      ]),
]);

function ingress(next: Random, index: number): string {
  const used: string[] = [];
  const rules = Array.from({ length: 1 + next(2) }, () => {
    const own = Array.from({ length: 1 + next(3) }, () => {
      return `{ path: '${pick(paths, next)}', pathType: ${pick(types, next)}, backend: ${backend(next)} }`;
    });
    const host = pick(hosts, next);
    if (host !== '') used.push(host);
    return `{ ${host === '' ? '' : `host: '${host}', `}http: { paths: [${own.join(', ')}] } }`;
  });
  const notes = next(3) === 0 ? [] : Array.from({ length: next(3) }, () => pick(annotations, next));
  const canary =
    index > 0 && next(5) === 0
      ? [
          ['nginx.ingress.kubernetes.io/canary', 'true'] as const,
          ['nginx.ingress.kubernetes.io/canary-by-header', 'x-canary'] as const,
        ]
      : [];
  const written = new Map([...notes, ...canary]);
  const lines = [...written].map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ');
  const tls = next(3) === 0 && used.length > 0 ? `\n  tls: [{ hosts: ['${used[0]}'] }]` : '';
  const rest = next(6) === 0 ? `\n  defaultBackend: ${backend(next)}` : '';
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: i${index}, creationTimestamp: '2024-01-0${index + 1}T00:00:00Z', annotations: { ${lines} } }
spec:
  rules: [${rules.join(', ')}]${tls}${rest}
`;
}

function backend(next: Random): string {
  const name = pick(['web', 'web', 'cart', 'cart', 'idle', 'missing'], next);
  const port = pick(['number: 80', 'number: 80', 'name: http', 'number: 81'], next);
  return `{ service: { name: ${name}, port: { ${port} } } }`;
}

const asked = [
  ...['a.example.com', 'a.example.com', 'c.example.com', 'd.c.example.com', 'x.a.example.com', 'y.x.a.example.com'],
  ...['b.example.org', 'example.com', 'example.org', 'alias.example.net', 'www.a.example.com', 'nobody.test'],
];
const words = [
  'foo',
  'foo',
  'bar',
  'Foo',
  'FOO',
  'fo',
  'v1',
  'v22',
  'x',
  'home',
  'api',
  'a%20b',
  '%66oo',
  '..',
  '.',
  '',
];
const ends = ['', '', '', '/', 'x', '//', '%2fbar', '?q=1', '/?q=1', '*'];

/** A request as clients send them: near what the rules name, or far from it. */
export function randomRequest(next: Random): RandomRequest {
  const path = `/${Array.from({ length: next(4) }, () => pick(words, next)).join('/')}${pick(ends, next)}`;
  const named = pick(asked, next);
  return {
    scheme: pick(['http', 'http', 'https'] as const, next),
    host: named,
    path,
    method: pick(['GET', 'GET', 'GET', 'GET', 'POST', 'HEAD', 'PUT'], next),
    headers: next(10) === 0 ? { 'x-canary': pick(['always', 'never'], next) } : {},
    clientIp: next(10) === 0 ? '10.0.0.0' : '203.0.113.77',
  };
}

/** As `trace` takes it. */
export interface RandomRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly clientIp: string;
}
