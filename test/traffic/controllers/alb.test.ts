import { describe, expect, test } from '@jest/globals';
import { controller as alb } from '../../../src/traffic/controllers/alb.ts';
import { controller as albIp } from '../../../src/traffic/controllers/alb-ip.ts';
import { ask } from './ask.ts';

const services = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ port: 80 }] }
---
`;

const ingressClass = (parameters = ''): string => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb${parameters} }
---
`;

const params = ', parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: p }';

const path = (text: string, name: string, port = 'number: 80', type = 'Prefix'): string =>
  `{ path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { ${port} } } } }`;

const ingress = (name: string, host: string, paths: string, annotations: Record<string, unknown> = {}): string => {
  const written = Object.entries(annotations).map(([key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `'alb.ingress.kubernetes.io/${key}': ${JSON.stringify(text)}`;
  });
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: { ${written.join(', ')} } }
spec: { ingressClassName: alb, rules: [{ host: '${host}', http: { paths: [${paths}] } }] }
---
`;
};

const text = (annotations: Record<string, unknown>, url: string, paths = path('/', 'web'), more = {}): string =>
  ask(albIp, ingressClass() + services + ingress('a', 'a.io', paths, annotations)).text(url, more);

describe('transforms', () => {
  const rewrite = (type: string, config: string, regex: string, replace: string): Record<string, unknown> => ({
    'transforms.web': [{ type, [config]: { rewrites: [{ regex, replace }] } }],
  });

  test('change the path, and the host', () => {
    const path = rewrite('url-rewrite', 'urlRewriteConfig', '^/api/(.*)$', '/$1');
    expect(text(path, 'http://a.io/api/v1')).toBe('default/web:80 /v1');
    const host = rewrite('host-header-rewrite', 'hostHeaderRewriteConfig', '^a[.]', 'b.');
    const found = ask(albIp, ingressClass() + services + ingress('a', 'a.io', path_, host)).answer('http://a.io/');
    expect(found).toMatchObject({ kind: 'forward', upstream: { host: 'b.io', path: '/' } });
  });

  test('of an unknown type stop the group', () => {
    expect(text({ 'transforms.web': [{ type: 'teapot' }] }, 'http://a.io/')).toBe('not-serving');
  });
});

const path_ = path('/', 'web');

describe('who may connect', () => {
  test('inbound-cidrs', () => {
    const annotations = { 'inbound-cidrs': '10.0.0.0/8, 192.0.2.0/24' };
    expect(text(annotations, 'http://a.io/', path_, { clientIp: '10.1.2.3' })).toBe('default/web:80 /');
    expect(text(annotations, 'http://a.io/', path_, { clientIp: '198.51.100.1' })).toBe('refused');
    expect(text(annotations, 'http://a.io/')).toMatch(/^unknown: the address of the client/);
    expect(text({ 'inbound-cidrs': '10.0.0.0' }, 'http://a.io/')).toBe('not-serving');
  });

  test('authentication, on HTTPS only', () => {
    const annotations = {
      'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }],
      'certificate-arn': 'arn:a',
      'auth-type': 'oidc',
    };
    expect(text(annotations, 'http://a.io/')).toBe('default/web:80 /');
    expect(text(annotations, 'https://a.io/')).toBe(
      'unknown: what alb.ingress.kubernetes.io/auth-type decides: default/web:80',
    );
  });
});

describe('certificates', () => {
  test('that are looked up in ACM may be lacking, and then nothing is set up', () => {
    const annotations = { 'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }] };
    const answer = 'unknown: whether ACM has certificates for a.io: default/web:80 or not-serving';
    expect(text(annotations, 'https://a.io/')).toBe(answer);
    expect(text(annotations, 'http://a.io/')).toBe(answer);
  });

  test('that are named close port 80', () => {
    const annotations = { 'certificate-arn': 'arn:a' };
    expect(text(annotations, 'http://a.io/')).toBe('refused');
    expect(text(annotations, 'https://a.io/')).toBe('default/web:80 /');
  });
});

describe('conditions', () => {
  const beta = `${path('/', 'api', 'number: 80')}, ${path_}`;

  test.each([
    [
      { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Beta', values: ['on*'] } },
      { headers: { 'x-beta': 'ONE' } },
    ],
    [{ field: 'http-request-method', httpRequestMethodConfig: { values: ['POST'] } }, { method: 'POST' }],
    [{ field: 'source-ip', sourceIpConfig: { values: ['10.0.0.0/8'] } }, { clientIp: '10.0.0.1' }],
  ])('%j', (condition, more) => {
    const annotations = { 'conditions.api': [condition] };
    expect(text(annotations, 'http://a.io/', beta, more)).toBe('default/api:80 /');
    expect(text(annotations, 'http://a.io/', beta, { clientIp: '192.0.2.1' })).toBe('default/web:80 /');
  });

  test('on the query, without case', () => {
    const config = { values: [{ key: 'v', value: '2*' }, { value: 'beta' }] };
    const annotations = { 'conditions.api': [{ field: 'query-string', queryStringConfig: config }] };
    expect(text(annotations, 'http://a.io/?V=20', beta)).toBe('default/api:80 /?V=20');
    expect(text(annotations, 'http://a.io/?x=Beta', beta)).toBe('default/api:80 /?x=Beta');
    expect(text(annotations, 'http://a.io/?v=1', beta)).toBe('default/web:80 /?v=1');
  });

  test('add hosts to the one of the rule', () => {
    const annotations = { 'conditions.web': [{ field: 'host-header', hostHeaderConfig: { values: ['b.io'] } }] };
    expect(text(annotations, 'http://b.io/')).toBe('default/web:80 /');
  });

  test('of two kinds on one field stop the group', () => {
    const config = { regexValues: ['^b[.]io$'] };
    const annotations = { 'conditions.web': [{ field: 'host-header', hostHeaderConfig: config }] };
    expect(text(annotations, 'http://a.io/')).toBe('not-serving');
  });

  test('whose regular expression takes a part only are open', () => {
    const config = { regexValues: ['/a'] };
    const annotations = { 'conditions.m': [{ field: 'path-pattern', pathPatternConfig: config }] };
    const paths = `{ pathType: ImplementationSpecific, backend: { service: { name: m, port: { name: use-annotation } } } }, ${path_}`;
    const actions = { 'actions.m': { type: 'fixed-response', fixedResponseConfig: { statusCode: '200' } } };
    // The Prefix stands before paths of no type.
    expect(text({ ...annotations, ...actions }, 'http://a.io/ab', paths)).toBe('default/web:80 /ab');
    const alone = paths.slice(0, paths.indexOf(', {'));
    expect(text({ ...annotations, ...actions }, 'http://a.io/a', alone)).toBe('200');
    expect(text({ ...annotations, ...actions }, 'http://a.io/ab', alone)).toMatch(/^unknown: whether the regular/);
  });
});

describe('weights', () => {
  const forward = (weights: [number, number]): Record<string, unknown> => ({
    'actions.w': {
      type: 'forward',
      forwardConfig: {
        targetGroups: [
          { serviceName: 'web', servicePort: '80', weight: weights[0] },
          { serviceName: 'api', servicePort: 80, weight: weights[1] },
        ],
      },
    },
  });
  const paths = path('/', 'w', 'name: use-annotation');

  test('are dice, unless only one Service has any', () => {
    expect(text(forward([1, 3]), 'http://a.io/', paths)).toBe(
      "unknown: the load balancer's dice: default/web:80 1, default/api:80 3: default/web:80 or default/api:80",
    );
    expect(text(forward([0, 1]), 'http://a.io/', paths)).toBe('default/api:80 /');
  });
});

describe('groups', () => {
  test('an order out of range stops the group, an invalid name leaves the Ingress out', () => {
    const range = ask(albIp, ingressClass() + services + ingress('a', 'a.io', path_, { 'group.order': '1001' }));
    expect(range.text('http://a.io/')).toBe('not-serving');
    const name = ask(albIp, ingressClass() + services + ingress('a', 'a.io', path_, { 'group.name': 'A_b' }));
    expect(name.leftOut).toEqual(["'A_b' is no name for a group"]);
    expect(name.text('http://a.io/')).toBe('refused');
  });

  test('members that differ in what is exclusive', () => {
    const member = (name: string, annotations: Record<string, string>): string =>
      ingress(name, `${name}.io`, path_, { 'group.name': 'g', ...annotations });
    const set = ingressClass() + services + member('a', { subnets: 'x, y' });
    expect(ask(albIp, set + member('b', { subnets: 'y,x' })).text('http://b.io/')).toBe('default/web:80 /');
    expect(ask(albIp, set + member('b', { subnets: 'z' })).text('http://a.io/')).toBe('not-serving');
  });

  test('IngressClassParams name the group, choose namespaces and the target type', () => {
    const given = (spec: string): string => `apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: p }
spec: ${spec}
---
`;
    const set = ingressClass(params) + services + ingress('a', 'a.io', path_);
    expect(ask(alb, set + given('{ targetType: ip }')).text('http://a.io/')).toBe('default/web:80 /');
    expect(ask(alb, set + given('{}')).text('http://a.io/')).toBe('not-serving');
    const selector = '{ namespaceSelector: { matchLabels: { team: x } }, targetType: ip }';
    expect(ask(alb, set + given(selector)).text('http://a.io/')).toBe('refused');
  });
});

test('readings of a path that lead to different places', () => {
  const paths = `${path('/a', 'api')}, ${path_}`;
  expect(text({}, 'http://a.io//a', paths)).toBe(
    'unknown: how the load balancer reads a.io and //a: default/web:80 or default/api:80',
  );
  expect(text({}, 'http://a.io//b', paths)).toBe('default/web:80 //b');
});

test('what AWS would refuse', () => {
  const set = ingressClass() + services + ingress('a', 'intranet', path_);
  expect(ask(albIp, set).leftOut).toEqual(['AWS does not allow the host intranet']);
  expect(ask(albIp, set).text('http://intranet/')).toBe('not-serving');
});

test('a Service that the files do not hold', () => {
  const open = ask(alb, ingressClass() + ingress('a', 'a.io', path_), false);
  expect(open.text('http://a.io/')).toBe('default/web:80 /');
});

test('a host that nobody names cannot be sent to a load balancer that is not set up', () => {
  const [one, two] = [ingress('a', 'a.io', path('/', 'web')), ingress('b', 'b.io', path('/a*', 'api'))];
  const asked = (set: string, url: string): string => ask(albIp, ingressClass() + services + set).text(url);
  expect(asked(one + two, 'http://c.io/')).toBe('404');
  expect(asked(one + two, 'http://b.io/')).toBe('not-serving');
  expect(asked(two, 'http://c.io/')).toBe('not-serving');
});
