import { describe, expect, test } from '@jest/globals';
import { routesTable } from '../../src/report/routes-table.ts';
import type { Route, RouteTable } from '../../src/traffic/routes/route.ts';

const at = { file: 'a.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 };
const sample: Route = {
  kind: 'path',
  controller: 'spec',
  loadBalancer: null,
  host: 'a.example.com',
  path: '/',
  match: 'Prefix',
  order: 1,
  tls: true,
  service: {
    namespace: 'shop',
    name: 'web',
    port: 'http',
    resolvedPort: 'http (80)',
    target: 'web',
    targetPorts: [8080],
  },
  pods: { ready: 1, total: 2 },
  class: 'nginx',
  ingress: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', namespace: 'shop', name: 'web' },
  rewrite: null,
  redirect: null,
  annotations: 0,
  notes: [],
  status: 'ok',
  problem: null,
  rule: null,
  rejected: false,
  because: [],
  nearMisses: [],
  at,
};

function cells(route: Partial<Route>, ids: readonly string[] = ['spec'], wide = false): Record<string, string> {
  const { columns, rows } = routesTable(tableOf(ids, [{ ...sample, ...route }]), { wide, sideBySide: false });
  return Object.fromEntries(columns.map((title, index) => [title, rows[0]?.[index]?.text ?? 'missing']));
}

function tableOf(ids: readonly string[], routes: readonly Route[]): RouteTable {
  return { controllers: ids.map((id) => ({ id, title: id, because: null })), routes, notes: [] };
}

test('the columns of a route', () => {
  expect(cells({})).toEqual({
    HOST: 'a.example.com',
    PATH: '/',
    TYPE: 'Prefix',
    TLS: 'yes',
    SERVICE: 'shop/web',
    PORT: 'http (80)',
    TARGET: 'web (8080)',
    PODS: '1/2',
    CLASS: 'nginx',
    INGRESS: 'shop/web',
    STATUS: 'ok',
  });
});

test('what there is not is a dash, any host is a star', () => {
  const found = cells({ host: '', path: '', service: null, pods: null, class: null, ingress: null, tls: false });
  expect(found).toMatchObject({ HOST: '*', PATH: '-', TLS: '-', SERVICE: '-', PORT: '-', TARGET: '-', PODS: '-' });
  expect(found).toMatchObject({ CLASS: '-', INGRESS: '-' });
});

test('wide has more', () => {
  expect(cells({ rewrite: '/b', notes: ['x', 'y'] }, ['spec'], true)).toMatchObject({
    NAMESPACE: 'shop',
    REWRITE: '/b',
    REDIRECT: '-',
    ANNOTATIONS: '0',
    SOURCE: 'a.yaml:3',
    ORDER: '1',
    NOTES: 'x; y',
  });
});

test('the controller is a column as soon as there are several', () => {
  expect(cells({}, ['spec', 'ingress-nginx'])).toMatchObject({ CONTROLLER: 'spec' });
});

describe('the status', () => {
  test.each([
    [{ redirect: '301 https://b' }, 'ok: 301 https://b', 'ok'],
    [{ rejected: true }, 'ok, once the API server accepts it', 'warning'],
    [{ status: 'broken', problem: 'no port' }, 'no port', 'error'],
    [{ status: 'unknown', problem: 'no file' }, 'unknown: no file', 'warning'],
    [{ status: 'unserved', problem: 'another class' }, 'not served: another class', 'dim'],
  ] as const)('%j', (route, text, paint) => {
    const { rows } = routesTable(tableOf(['spec'], [{ ...sample, ...route }]), { wide: false, sideBySide: false });
    expect(rows[0]?.at(-1)).toEqual({ text, paint });
  });

  test('pods that nobody knows', () => {
    expect(cells({ status: 'unknown', problem: 'x', pods: null })).toMatchObject({ PODS: '?' });
  });
});

test('side by side: a row for each path, a column for each controller', () => {
  const routes: Route[] = [
    sample,
    { ...sample, controller: 'ingress-nginx', rewrite: '/b', match: 'regex' },
    { ...sample, path: '/only', at: { ...at, line: 9 }, status: 'broken', problem: 'no port' },
    {
      ...sample,
      kind: 'node-port',
      controller: null,
      host: '*:31000',
      path: '',
      match: 'NodePort',
      at: { ...at, line: 20 },
    },
  ];
  const { columns, rows } = routesTable(tableOf(['spec', 'ingress-nginx'], routes), { wide: false, sideBySide: true });
  expect(columns).toEqual(['HOST', 'PATH', 'INGRESS', 'spec', 'ingress-nginx']);
  expect(rows.map((row) => row.slice(3).map(({ text }) => text))).toEqual([
    ['Prefix → shop/web:http', 'regex → shop/web:http, path /b'],
    ['no port', '-'],
    ['NodePort → shop/web:http', 'NodePort → shop/web:http'],
  ]);
});
