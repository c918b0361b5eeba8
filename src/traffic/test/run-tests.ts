import type { Cluster } from '../../model/cluster.ts';
import type { Outcome } from '../outcome.ts';
import type { Request } from '../request.ts';
import { traceCluster } from '../trace.ts';
import type { Expected, ExpectedRequest, RouteTest, RouteTestResult } from './expectation.ts';

/** Asks every request of a table and compares the answers with what is expected. */
export function runTests(cluster: Cluster, tests: readonly RouteTest[], controller?: string): RouteTestResult[] {
  return tests.map((test) => {
    const trace = traceCluster(cluster, requestOf(test.request), { controller: test.controller ?? controller });
    const failures = failuresOf(trace.outcome, test.expect);
    const isOpen = trace.outcome.kind === 'unknown' && failures.length > 0;
    return {
      name: test.name ?? requestText(test.request),
      status: isOpen ? 'unknown' : failures.length > 0 ? 'failed' : 'passed',
      failures,
      trace,
      at: test.at ?? null,
    };
  });
}

/** `GET https://shop.example.com/cart`. */
export function requestText({ url, scheme = 'http', host, path = '/', method }: ExpectedRequest): string {
  const own = url ?? `${scheme}://${host ?? ''}${path}`;
  return method === undefined || method === 'GET' ? own : `${method} ${own}`;
}

function requestOf({ url, scheme = 'http', host, path = '/', ...details }: ExpectedRequest): Request {
  if (url === undefined) return { scheme, host: host ?? null, path, ...details };
  return { url: url.includes('://') ? url : `http://${url}`, ...details };
}

function failuresOf(outcome: Outcome, expected: Expected): string[] {
  const found: string[] = [];
  const check = (what: string, wanted: string | number, actual: string | number | undefined, holds: boolean): void => {
    if (!holds)
      found.push(`${what}: expected ${wanted}, ${actual === undefined ? `but ${endText(outcome)}` : `got ${actual}`}`);
  };
  const delivered = outcome.kind === 'delivered' ? outcome : undefined;
  const { backend, service, status, location, path, pods, outcome: kind } = expected;
  if (kind !== undefined) check('outcome', kind, undefined, outcome.kind === kind);
  if (backend !== undefined) check('backend', backend, delivered?.backend, isBackend(delivered?.backend, backend));
  if (service !== undefined) check('service', service, delivered?.backend, isBackend(delivered?.backend, service));
  if (status !== undefined) check('status', status, statusOf(outcome), statusOf(outcome) === status);
  if (location !== undefined) {
    const actual = outcome.kind === 'redirected' ? outcome.location : undefined;
    check('location', location, actual, actual === location);
  }
  if (path !== undefined) check('path', path, delivered?.upstream.path, delivered?.upstream.path === path);
  if (pods !== undefined) {
    const names = [...new Set(delivered?.endpoints.map(({ name }) => name) ?? [])];
    const isEach = names.every((name) => pods.some((pod) => isLike(name, pod)));
    const isAll = pods.every((pod) => names.some((name) => isLike(name, pod)));
    check('pods', pods.join(', '), delivered && names.join(', '), delivered !== undefined && isEach && isAll);
  }
  return found;
}

function statusOf(outcome: Outcome): number | undefined {
  if (outcome.kind === 'delivered') return 200;
  return outcome.kind === 'answered' || outcome.kind === 'redirected' ? outcome.status : undefined;
}

/** `web`, `svc/web`, `shop/web`, `shop/web:80`: what is left out may be anything. */
function isBackend(actual: string | undefined, wanted: string): boolean {
  if (actual === undefined) return false;
  const [, namespace, name, port] = backendParts.exec(actual) ?? [];
  const [, wantedNamespace, wantedName, wantedPort] = backendParts.exec(wanted.replace(/^(?:svc|service)\//, '')) ?? [];
  if (name !== wantedName || (wantedNamespace !== undefined && namespace !== wantedNamespace)) return false;
  return wantedPort === undefined || port === wantedPort;
}

const backendParts = /^(?:([^/]*)\/)?([^/:]*)(?::(.*))?$/;

function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const part of rest) {
    const next = name.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

function endText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered':
      return `it reaches ${outcome.backend}`;
    case 'redirected':
      return `it is redirected (${outcome.status}) to ${outcome.location}`;
    case 'answered':
      return `it is answered ${outcome.status}: ${outcome.reason}`;
    case 'refused':
    case 'not-serving':
      return outcome.reason;
    case 'unknown':
      return `nobody can tell; needed: ${outcome.needs.join(', ')}`;
  }
}
