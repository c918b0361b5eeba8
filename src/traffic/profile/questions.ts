/** A question that controllers answer differently: one Ingress, and one request to it. */
export interface Question {
  readonly id: string;
  readonly topic: 'hosts' | 'paths' | 'backends' | 'TLS' | 'methods';
  /** What is asked, as a heading. */
  readonly title: string;
  readonly rules: string;
  /** A URL, after another method than GET. */
  readonly request: string;
  /** The same question in the recordings of running controllers: the case, and the request in it. */
  readonly recorded?: { readonly case: string; readonly request: string };
}

function rule(host: string, ...paths: readonly string[]): string {
  return `  - ${host === '' ? '' : `host: "${host}"\n    `}http:\n      paths:\n${paths.join('')}`;
}

function path(text: string, type: 'Prefix' | 'Exact' | 'ImplementationSpecific', service: string): string {
  return `      - { path: "${text}", pathType: ${type}, backend: { service: { name: ${service}, port: { number: 80 } } } }\n`;
}

const rules = (...each: readonly string[]): string => `  rules:\n${each.join('')}`;
const exactHost = rules(rule('shop.example.com', path('/', 'Prefix', 'web')));
const wildcard = rules(rule('*.example.com', path('/', 'Prefix', 'web')));
const prefix = rules(rule('shop.example.com', path('/foo', 'Prefix', 'web')));
const slashPrefix = rules(rule('shop.example.com', path('/foo/', 'Prefix', 'web')));
const specific = rules(rule('shop.example.com', path('/foo', 'ImplementationSpecific', 'web')));

/** Every question, in the order in which pages show them. */
export const questions: readonly Question[] = [
  {
    id: 'host-case',
    topic: 'hosts',
    title: 'the host in capital letters',
    rules: exactHost,
    request: 'http://SHOP.EXAMPLE.COM/',
    recorded: { case: 'host-exact', request: 'http://A.EXAMPLE.COM/' },
  },
  {
    id: 'host-port',
    topic: 'hosts',
    title: 'a port in the Host header',
    rules: exactHost,
    request: 'http://shop.example.com:8080/',
    recorded: { case: 'host-exact', request: 'http://a.example.com:8080/' },
  },
  {
    id: 'host-dot',
    topic: 'hosts',
    title: 'a dot at the end of the host',
    rules: exactHost,
    request: 'http://shop.example.com./',
    recorded: { case: 'host-exact', request: 'http://a.example.com./' },
  },
  {
    id: 'wildcard-one-label',
    topic: 'hosts',
    title: '*.example.com, one label below it',
    rules: wildcard,
    request: 'http://a.example.com/',
    recorded: { case: 'host-wildcard', request: 'http://a.example.com/' },
  },
  {
    id: 'wildcard-two-labels',
    topic: 'hosts',
    title: '*.example.com, two labels below it',
    rules: wildcard,
    request: 'http://a.b.example.com/',
    recorded: { case: 'host-wildcard', request: 'http://a.b.example.com/' },
  },
  {
    id: 'wildcard-itself',
    topic: 'hosts',
    title: '*.example.com, the domain itself',
    rules: wildcard,
    request: 'http://example.com/',
    recorded: { case: 'host-wildcard', request: 'http://example.com/' },
  },
  {
    id: 'wildcard-case',
    topic: 'hosts',
    title: '*.example.com, a host in capital letters',
    rules: wildcard,
    request: 'http://A.EXAMPLE.COM/',
    recorded: { case: 'host-wildcard', request: 'http://A.EXAMPLE.COM/' },
  },
  {
    id: 'host-fallthrough',
    topic: 'hosts',
    title: 'a host without a path that fits, and a rule for any host with one',
    rules: rules(rule('shop.example.com', path('/foo', 'Prefix', 'web')), rule('', path('/', 'Prefix', 'cart'))),
    request: 'http://shop.example.com/other',
  },
  {
    id: 'prefix-boundary',
    topic: 'paths',
    title: 'Prefix /foo and /foobar',
    rules: prefix,
    request: 'http://shop.example.com/foobar',
    recorded: { case: 'path-prefix-foo', request: 'http://a.example.com/foobar' },
  },
  {
    id: 'prefix-slash',
    topic: 'paths',
    title: 'Prefix /foo/ and /foo',
    rules: slashPrefix,
    request: 'http://shop.example.com/foo',
    recorded: { case: 'path-prefix-foo-slash', request: 'http://a.example.com/foo' },
  },
  {
    id: 'prefix-case',
    topic: 'paths',
    title: 'Prefix /foo and /FOO',
    rules: prefix,
    request: 'http://shop.example.com/FOO',
    recorded: { case: 'path-prefix-foo', request: 'http://a.example.com/FOO' },
  },
  {
    id: 'exact-and-prefix',
    topic: 'paths',
    title: 'Exact /foo beside Prefix /: who takes /foo',
    rules: rules(rule('shop.example.com', path('/foo', 'Exact', 'cart'), path('/', 'Prefix', 'web'))),
    request: 'http://shop.example.com/foo',
  },
  {
    id: 'specific-boundary',
    topic: 'paths',
    title: 'ImplementationSpecific /foo and /foobar',
    rules: specific,
    request: 'http://shop.example.com/foobar',
    recorded: { case: 'path-impl-foo', request: 'http://a.example.com/foobar' },
  },
  {
    id: 'specific-case',
    topic: 'paths',
    title: 'ImplementationSpecific /foo and /FOO',
    rules: specific,
    request: 'http://shop.example.com/FOO',
    recorded: { case: 'path-impl-foo', request: 'http://a.example.com/FOO' },
  },
  {
    id: 'specific-regex',
    topic: 'paths',
    title: 'ImplementationSpecific /v[0-9]+ and /v2, without annotations',
    rules: rules(rule('shop.example.com', path('/v[0-9]+', 'ImplementationSpecific', 'web'))),
    request: 'http://shop.example.com/v2',
  },
  {
    id: 'double-slash',
    topic: 'paths',
    title: 'Prefix /foo and //foo',
    rules: prefix,
    request: 'http://shop.example.com//foo',
    recorded: { case: 'path-prefix-foo', request: 'http://a.example.com//foo' },
  },
  {
    id: 'dot-segment',
    topic: 'paths',
    title: 'Prefix /foo and /foo/../bar',
    rules: prefix,
    request: 'http://shop.example.com/foo/../bar',
    recorded: { case: 'path-prefix-foo', request: 'http://a.example.com/foo/../bar' },
  },
  {
    id: 'encoded-letter',
    topic: 'paths',
    title: 'Prefix /foo and /%66oo',
    rules: prefix,
    request: 'http://shop.example.com/%66oo',
    recorded: { case: 'path-prefix-foo', request: 'http://a.example.com/%66oo' },
  },
  {
    id: 'encoded-slash',
    topic: 'paths',
    title: 'Prefix /foo and /foo%2fbar',
    rules: prefix,
    request: 'http://shop.example.com/foo%2fbar',
    recorded: { case: 'path-prefix-foo', request: 'http://a.example.com/foo%2fbar' },
  },
  {
    id: 'missing-service',
    topic: 'backends',
    title: 'a Service that does not exist, with a Prefix / beside it',
    rules: rules(rule('shop.example.com', path('/foo', 'Prefix', 'missing'), path('/', 'Prefix', 'web'))),
    request: 'http://shop.example.com/foo',
  },
  {
    id: 'no-ready-endpoint',
    topic: 'backends',
    title: 'a Service without a ready endpoint',
    rules: rules(rule('shop.example.com', path('/foo', 'Prefix', 'idle'))),
    request: 'http://shop.example.com/foo',
    recorded: { case: 'be-not-ready', request: 'http://a.example.com/b' },
  },
  {
    id: 'default-backend-path',
    topic: 'backends',
    title: 'spec.defaultBackend, for a path of a named host that no rule takes',
    rules: `  defaultBackend: { service: { name: cart, port: { number: 80 } } }\n${prefix}`,
    request: 'http://shop.example.com/other',
    recorded: { case: 'db-other-host', request: 'http://a.example.com/bar' },
  },
  {
    id: 'default-backend-host',
    topic: 'backends',
    title: 'spec.defaultBackend, for a host that no rule names',
    rules: `  defaultBackend: { service: { name: cart, port: { number: 80 } } }\n${prefix}`,
    request: 'http://other.example.org/',
  },
  {
    id: 'https-redirect',
    topic: 'TLS',
    title: 'a plain request to a host with TLS',
    rules: `  tls: [{ hosts: [shop.example.com], secretName: shop }]\n${exactHost}`,
    request: 'http://shop.example.com/',
    recorded: { case: 'tls-basic', request: 'http://a.example.com/' },
  },
  {
    id: 'https-without-tls',
    topic: 'TLS',
    title: 'https to a host without TLS',
    rules: exactHost,
    request: 'https://shop.example.com/',
    recorded: { case: 'tls-none-https-request', request: 'https://a.example.com/' },
  },
  {
    id: 'trace-method',
    topic: 'methods',
    title: 'the method TRACE',
    rules: exactHost,
    request: 'TRACE http://shop.example.com/',
    recorded: { case: 'methods', request: 'TRACE http://a.example.com/' },
  },
];

/** The manifests that a question is asked of: node ports, because some load balancers reach Services by nothing else. */
export function manifestsOf({ rules: spec }: Question): string {
  return [
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop }\nspec:\n${spec}`,
    ...['web', 'cart', 'idle'].flatMap(serviceWithEndpoint),
  ].join('---\n');
}

function serviceWithEndpoint(name: string, index: number): string[] {
  const isReady = name !== 'idle';
  return [
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { type: NodePort, ports: [{ port: 80, targetPort: 8080, nodePort: ${30080 + index} }] }\n`,
    `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }\naddressType: IPv4\nendpoints: [{ addresses: [10.244.1.${index + 1}], conditions: { ready: ${isReady}, serving: ${isReady} } }]\nports: [{ name: '', port: 8080 }]\n`,
  ];
}
