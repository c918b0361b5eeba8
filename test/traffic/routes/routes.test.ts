import { describe, expect, test } from '@jest/globals';
import { type Route, type RouteTable, routes, trace } from 'ksvc';
import { deployment, ingress, ingressClass, path, service } from './set.ts';

function table(text: string, options: { controller?: string; complete?: boolean } = {}): RouteTable {
  return routes([{ path: 'set.yaml', text }], options);
}

function line({ host, path, status, problem }: Route): string {
  return `${host}${path} ${problem === null ? status : `${status}: ${problem}`}`;
}

function lines(text: string, options: { controller?: string; complete?: boolean } = {}): string[] {
  return table(text, options).routes.map(line);
}

const nginx = 'ingressClassName: nginx';
const web = service('web') + deployment('web');

describe('what a route leads to', () => {
  test('port, target and pods of a Service', () => {
    const text = ingress('a', { host: 'a.example.com', paths: path('/', 'web', 'http'), spec: nginx }) + web;
    const [route] = table(text).routes;
    expect(route).toMatchObject({
      kind: 'path',
      controller: 'ingress-nginx',
      host: 'a.example.com',
      path: '/',
      match: 'Prefix',
      order: 1,
      tls: false,
      service: {
        namespace: 'default',
        name: 'web',
        port: 'http',
        resolvedPort: 'http (80)',
        target: 'web',
        targetPorts: [8080],
      },
      pods: { ready: 2, total: 2 },
      class: 'nginx',
      status: 'ok',
      problem: null,
      rejected: false,
    });
    expect(route?.at).toMatchObject({ file: 'set.yaml', line: 9 });
  });

  test('an external name has no pods', () => {
    const text =
      ingress('a', { host: 'a.example.com', paths: path('/', 'out'), spec: nginx }) +
      service('out', 'type: ExternalName, externalName: api.example.net');
    expect(table(text).routes[0]).toMatchObject({ status: 'ok', pods: null, service: { target: 'api.example.net' } });
  });

  test.each([
    ['no such Service', path('/', 'webb'), web, 'broken: Service default/webb does not exist'],
    ['no such port', path('/', 'web', 8080), web, 'broken: Service default/web port 8080 does not exist'],
    [
      'nothing is selected',
      path('/', 'web'),
      service('web') + deployment('other'),
      'broken: no pod of namespace default has the labels app=web',
    ],
    [
      'no replicas',
      path('/', 'web'),
      service('web') + deployment('web', 0),
      'broken: Deployment default/web has 0 replicas',
    ],
    [
      'Services elsewhere',
      path('/', 'web'),
      service('web', '', 'other'),
      'unknown: Service default/web is not among the files',
    ],
    [
      'pods elsewhere',
      path('/', 'web'),
      service('web'),
      'unknown: no file says which pods of namespace default have the labels app=web',
    ],
  ])('%s', (_name, paths, rest, expected) => {
    const text = ingress('a', { host: 'a.example.com', paths, spec: nginx }) + rest;
    expect(lines(text)).toEqual([`a.example.com/ ${expected}`]);
  });

  test('in a complete set what is missing is missing', () => {
    const text = ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec: nginx }) + ingressClass('nginx');
    expect(lines(text, { complete: true })).toEqual(['a.example.com/ broken: Service default/web does not exist']);
  });

  test('a status is what trace says about the same request', () => {
    const text =
      ingress('a', {
        host: 'a.example.com',
        spec: nginx,
        paths: [path('/ok', 'web'), path('/gone', 'gone'), path('/port', 'web', 81), path('/typo', 'typo')].join(', '),
      }) +
      web +
      service('typo');
    const sources = [{ path: 'set.yaml', text }];
    for (const route of routes(sources).routes) {
      const { outcome } = trace(sources, { url: `http://${route.host}${route.path}` });
      expect([route.path, route.status === 'ok']).toEqual([route.path, outcome.kind === 'delivered']);
    }
  });
});

describe('who serves it', () => {
  test('without a sign of a controller the specification answers, and says so', () => {
    const {
      controllers,
      notes,
      routes: found,
    } = table(ingress('a', { host: 'a.example.com', paths: path('/', 'web') }) + web);
    expect(controllers.map(({ id }) => id)).toEqual(['spec']);
    expect(notes).toEqual(['no file names the controller: the routes are those of the Ingress specification']);
    expect(found.map(line)).toEqual(['a.example.com/ ok']);
  });

  test('an Ingress of a class that does not exist is listed as broken', () => {
    const text =
      ingressClass('nginx') +
      ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec: 'ingressClassName: ngnix' }) +
      web;
    expect(lines(text)).toEqual([
      'a.example.com/ broken: Ingress default/a names the class ngnix, and there is no such IngressClass',
    ]);
    expect(table(text).routes[0]).toMatchObject({ controller: null, order: null, pods: { ready: 2, total: 2 } });
  });

  test('nobody knows what an unknown controller does', () => {
    const text =
      ingressClass('nginx') +
      ingressClass('edge', 'example.com/edge') +
      ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec: 'ingressClassName: edge' }) +
      web;
    expect(lines(text)).toEqual([
      'a.example.com/ unknown: Ingress default/a has the class edge, whose controller example.com/edge is none that is known',
    ]);
  });

  test('an Ingress that the controller leaves out for its annotations', () => {
    const text =
      ingress('a', {
        host: 'a.example.com',
        paths: path('/', 'web'),
        spec: nginx,
        annotations: "{ nginx.ingress.kubernetes.io/server-snippet: 'x' }",
      }) + web;
    const [route] = table(text).routes;
    expect(route).toMatchObject({ status: 'broken', controller: 'ingress-nginx', order: null });
    expect(route?.problem).toMatch(/^Ingress default\/a is left out for its annotation server-snippet: /);
    expect(route?.because[0]?.at.line).toBe(4);
  });

  test('a path that an older Ingress has already', () => {
    const text = ['b', 'a'].map((name) =>
      ingress(name, { host: 'a.example.com', paths: path('/', 'web'), spec: nginx }),
    );
    expect(lines(text.join('') + web)).toEqual([
      'a.example.com/ ok',
      'a.example.com/ broken: Ingress default/b answers requests for this path',
    ]);
  });

  test('of several controllers asked for each has its routes', () => {
    const text = ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec: nginx }) + web;
    const found = table(text, { controller: 'spec, ingress-nginx' });
    expect(found.routes.map(({ controller }) => controller)).toEqual(['spec', 'ingress-nginx']);
  });

  test('an Ingress of another controller is no business of the one asked for', () => {
    const text =
      ingressClass('nginx') + ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec: nginx }) + web;
    const [route] = table(text.replace('k8s.io/ingress-nginx', 'example.com/x'), {
      controller: 'ingress-nginx',
    }).routes;
    expect(route).toMatchObject({ status: 'unknown', controller: null });
  });

  test('a controller that is not known is a note, not an exception', () => {
    expect(table(web, { controller: 'ingress-ngnix' })).toMatchObject({
      controllers: [],
      routes: [],
      notes: ['no controller is called ingress-ngnix; did you mean ingress-nginx?'],
    });
  });
});

describe('what happens to requests', () => {
  const redirecting = (annotation: string, spec = nginx): Route | undefined => {
    const annotations = `{ nginx.ingress.kubernetes.io/${annotation} }`;
    return table(ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec, annotations }) + web).routes[0];
  };

  test('redirects', () => {
    expect(redirecting('permanent-redirect: https://b.example.com')).toMatchObject({
      status: 'ok',
      redirect: '301 https://b.example.com',
    });
  });

  test('a redirect to https still leads to the Service', () => {
    const [route] = table(
      ingress('a', {
        host: 'a.example.com',
        paths: path('/', 'web'),
        spec: nginx,
        annotations: "{ nginx.ingress.kubernetes.io/force-ssl-redirect: 'true' }",
      }) +
        service('web') +
        deployment('other'),
    ).routes;
    expect(route).toMatchObject({ status: 'broken', problem: 'no pod of namespace default has the labels app=web' });
    expect(redirecting("force-ssl-redirect: 'true'")).toMatchObject({
      status: 'ok',
      redirect: '308 https://a.example.com',
      pods: { ready: 2, total: 2 },
    });
  });

  test('rewrites', () => {
    expect(redirecting('rewrite-target: /v2')).toMatchObject({ status: 'ok', match: 'regex', rewrite: '/v2' });
  });

  test('who may pass is a note', () => {
    const route = redirecting('whitelist-source-range: 10.0.0.0/8');
    expect(route).toMatchObject({ status: 'ok', pods: { ready: 2, total: 2 } });
    expect(route?.notes).toEqual(['depends on the address of the client, which source ranges ask for']);
  });

  test('a configuration that nginx does not load breaks every route', () => {
    const annotations = "{ nginx.ingress.kubernetes.io/use-regex: 'true' }";
    const text =
      ingress('a', {
        host: 'a.example.com',
        paths: path('/(', 'web', 80, 'ImplementationSpecific'),
        spec: nginx,
        annotations,
      }) +
      ingress('b', { host: 'b.example.com', paths: path('/', 'web'), spec: nginx }) +
      web;
    const [, other] = table(text).routes;
    expect(other).toMatchObject({ host: 'b.example.com', status: 'broken' });
    expect(other?.problem).toContain('nginx');
  });

  test('a canary answers some requests of another Ingress', () => {
    const annotations =
      "{ nginx.ingress.kubernetes.io/canary: 'true', nginx.ingress.kubernetes.io/canary-weight: '5' }";
    const text =
      ingress('a', { host: 'a.example.com', paths: path('/', 'web'), spec: nginx }) +
      ingress('b', { host: 'a.example.com', paths: path('/', 'next'), spec: nginx, annotations }) +
      web +
      service('next') +
      deployment('next', 1);
    const [, canary] = table(text).routes;
    expect(canary).toMatchObject({
      match: 'canary',
      service: { name: 'next' },
      pods: { ready: 1, total: 1 },
      status: 'ok',
    });
    expect(canary?.notes).toEqual(['canary of Ingress default/a: 5 of 100 requests']);
  });

  test('names that stand for anything are not shown', () => {
    const annotations = "{ nginx.ingress.kubernetes.io/force-ssl-redirect: 'true' }";
    const hosts = ['*.example.com', undefined].map(
      (host) =>
        table(ingress('a', { ...(host && { host }), paths: path('/', 'web'), spec: nginx, annotations }) + web)
          .routes[0],
    );
    expect(JSON.stringify(hosts)).not.toContain('ksvc-any');
    expect(hosts.map((route) => route?.redirect)).toEqual(['308 https://*.example.com', '308 https://<host>']);
  });
});

describe('ports of Services', () => {
  test.each([
    ['a node port', 'type: NodePort, ports: [{ port: 80, nodePort: 31000 }]', ['*:31000']],
    ['one that the cluster picks', 'type: NodePort, ports: [{ port: 80 }]', ['*:?']],
    ['a load balancer without address', 'type: LoadBalancer, ports: [{ port: 80 }]', ['?:80']],
    ['with a node port of its own', 'type: LoadBalancer, ports: [{ port: 80, nodePort: 31000 }]', ['?:80', '*:31000']],
    ['a cluster IP is not open to the outside', 'ports: [{ port: 80 }]', []],
  ])('%s', (_name, spec, hosts) => {
    const { routes: found } = table(service('web', `selector: { app: web }, ${spec}`) + deployment('web'));
    expect(found.map(({ host }) => host)).toEqual(hosts);
    for (const route of found) expect(route).toMatchObject({ status: 'ok', ingress: null, controller: null });
  });

  test('addresses of the status', () => {
    const balanced = `${service('web', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }]')}status: { loadBalancer: { ingress: [{ ip: 192.0.2.1 }, { ip: '2001:db8::1' }, { hostname: lb.example.net }] } }\n`;
    expect(table(balanced + deployment('web')).routes.map(({ host }) => host)).toEqual([
      '192.0.2.1:80',
      '[2001:db8::1]:80',
      'lb.example.net:80',
    ]);
  });

  test('two definitions of a Service are one', () => {
    const twice = service('web', 'type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 31000 }]');
    expect(table(twice + twice + deployment('web')).routes).toHaveLength(1);
  });
});

test('hosts are in order: exact ones by name, wildcards, any host, ports', () => {
  const hosts = ['*.b.example.com', undefined, 'b.example.com', 'a.example.com'];
  const text =
    hosts
      .map((host, index) =>
        ingress(`i${index}`, { ...(host !== undefined && { host }), paths: path('/', 'web'), spec: nginx }),
      )
      .join('') +
    service('web', 'type: NodePort, selector: { app: web }, ports: [{ port: 80 }]') +
    deployment('web');
  expect(table(text).routes.map(({ host }) => host)).toEqual([
    'a.example.com',
    'b.example.com',
    '*.b.example.com',
    '',
    '*:?',
  ]);
});

test('within a host routes stand in the order in which they are tried', () => {
  const paths = ['/', '/a/b', '/a'].map((each) => path(each, 'web')).join(', ');
  for (const controller of ['spec', 'ingress-nginx']) {
    const { routes: found } = table(ingress('a', { host: 'a.example.com', paths, spec: nginx }) + web, { controller });
    expect(found.map((route) => route.path)).toEqual(['/a/b', '/a', '/']);
    expect(found.map(({ order }) => order)).toEqual([1, 2, 3]);
  }
});
