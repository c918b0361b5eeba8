import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Graph, type GraphOptions, graph, load, renderSvg } from 'ksvc';

const fixtures = resolve(__dirname, '../../fixtures/graph');

function graphOf(fixture: string, options: GraphOptions = {}): Graph {
  return graph([{ path: 'in.yaml', text: readFileSync(join(fixtures, fixture, 'in.yaml'), 'utf8') }], options);
}

/** `host:a -> ingress:b`, with what is wrong in brackets. */
function edgesOf({ edges }: Graph): string[] {
  return edges.map(({ from, to, state, rule }) => `${from} -> ${to}${state === 'works' ? '' : ` [${rule ?? state}]`}`);
}

function idsOf({ nodes }: Graph): string[] {
  return nodes.map(({ id }) => id).sort();
}

function rulesOf({ edges }: Graph): string[] {
  return [...new Set(edges.flatMap(({ rule }) => rule ?? []))].sort();
}

describe('what is broken', () => {
  test('names the lint rule about it', () => {
    expect(rulesOf(graphOf('broken-everything'))).toEqual([
      'endpoints-not-linked-to-service',
      'endpoints-port-name-mismatch',
      'ingress-backend-port-is-target-port',
      'ingress-backend-port-not-found',
      'ingress-backend-service-not-found',
      'ingress-backend-wrong-namespace',
      'ingress-class-missing',
      'ingress-class-not-found',
      'ingress-duplicate-route',
      'service-no-ready-endpoints',
      'service-selector-matches-nothing',
      'service-target-port-name-not-found',
      'service-target-scaled-to-zero',
      'service-without-selector-or-endpoints',
    ]);
  });

  test('has a reason and a place', () => {
    for (const { id, state, reason, at } of graphOf('broken-everything').edges) {
      const [hasReason, hasPlace] = [reason !== null, at !== null];
      if (state === 'broken') expect({ id, hasReason, hasPlace }).toEqual({ id, hasReason: true, hasPlace: true });
      if (state === 'works') expect({ id, hasReason }).toEqual({ id, hasReason: false });
    }
  });

  test('points at the line that decides', () => {
    const { edges } = graphOf('sample');
    const missing = edges.filter(({ rule }) => rule === 'ingress-backend-service-not-found');
    const lines = readFileSync(join(fixtures, 'sample/in.yaml'), 'utf8').split('\n');
    expect(missing.map(({ at }) => lines[(at?.line ?? 0) - 1]?.trim())).toEqual(['name: service1', 'name: service2']);
  });

  test('counts the routes that do not arrive', () => {
    expect(graphOf('sample').summary).toEqual({ routes: 4, broken: 2, unknown: 0 });
    expect(graphOf('unknown').summary).toEqual({ routes: 2, broken: 0, unknown: 2 });
    expect(graphOf('empty').summary).toEqual({ routes: 0, broken: 0, unknown: 0 });
  });

  test('is certain when nothing exists outside of the set', () => {
    const text = readFileSync(join(fixtures, 'unknown/in.yaml'), 'utf8');
    const closed = graph([{ path: 'in.yaml', text }], { complete: true });
    expect(rulesOf(closed)).toEqual([
      'ingress-backend-service-not-found',
      'service-selector-matches-nothing',
      'service-without-selector-or-endpoints',
    ]);
  });
});

describe('filters', () => {
  test('one namespace', () => {
    expect(idsOf(graphOf('two-namespaces', { onlyNamespace: 'search' }))).toEqual([
      'host:shop.example.com',
      'ingress:search/search',
      'service:search/search',
      'workload:search/Deployment/search',
    ]);
  });

  test('hosts by pattern, without regard to case', () => {
    expect(edgesOf(graphOf('two-namespaces', { host: '*.SHOP.*' })).sort()).toEqual([
      'host:*.shop.example.com -> ingress:shop/web',
      'ingress:shop/web -> service:shop/web',
      'service:shop/web -> workload:shop/Deployment/web',
    ]);
    expect(graphOf('two-namespaces', { host: '*' }).summary.routes).toBe(4);
    expect(graphOf('two-namespaces', { host: 'shop.example' }).nodes).toEqual([]);
  });

  test.each(['admin', 'shop/admin', 'svc/admin'])('one Service: %s', (service) => {
    expect(idsOf(graphOf('two-namespaces', { service }))).toEqual([
      'host:shop.example.com',
      'ingress:shop/web',
      'service:shop/admin',
      'workload:shop/Deployment/web',
    ]);
  });

  test('only what is broken, with the ways to it', () => {
    expect(edgesOf(graphOf('sample', { onlyBroken: true })).sort()).toEqual([
      'host:foo.bar.com -> ingress:default/simple-fanout-example',
      'ingress:default/simple-fanout-example -> service:default/service1 [ingress-backend-service-not-found]',
      'ingress:default/simple-fanout-example -> service:default/service2 [ingress-backend-service-not-found]',
      'service:default/sample-svc -> endpoints:default/Endpoints/sample-svc [endpoints-shadowed-by-selector]',
    ]);
    expect(graphOf('two-namespaces', { onlyBroken: true })).toMatchObject({ nodes: [], edges: [], groups: [] });
  });

  test('a way to something broken leaves out other rows of the same box', () => {
    const { edges } = graphOf('broken-everything', { onlyBroken: true });
    expect(edges.some(({ from, state }) => from === 'host:api.example.com' && state === 'works')).toBe(true);
    expect(edges.some(({ to, state }) => to === 'service:shop/idle' && state === 'works')).toBe(true);
  });
});

describe('pods', () => {
  test('are a number in their workload', () => {
    const pods = graphOf('headless').nodes.flatMap(({ name, pods: count }) =>
      count === null ? [] : [`${name} ${count}`],
    );
    expect(pods).toEqual(['db 3', 'cache-6d5f8c7b9 2']);
  });

  test('are nodes when they are asked for, not more than can be looked at', () => {
    const named = graphOf('headless', { pods: true }).nodes.filter(({ kind }) => kind === 'pod');
    expect(named.map(({ name }) => name)).toEqual([
      'db-0',
      'db-1',
      'db-2',
      'cache-6d5f8c7b9-4xk2p',
      'cache-6d5f8c7b9-h7m9d',
    ]);
    const text = readFileSync(join(fixtures, 'headless/in.yaml'), 'utf8').replace('replicas: 3', 'replicas: 60');
    const many = graph([{ path: 'in.yaml', text }], { pods: true, service: 'db' }).nodes.filter(
      ({ kind }) => kind === 'pod',
    );
    expect([many.length, many.at(-1)?.name]).toEqual([51, 'and 10 more']);
  });
});

describe('controllers', () => {
  test('the one that is asked for decides', () => {
    expect(graphOf('broken-everything', { controller: 'spec' }).controllers).toEqual(['spec']);
    expect(rulesOf(graphOf('broken-everything', { controller: 'spec' }))).not.toContain('ingress-class-not-found');
    expect(graphOf('broken-everything').controllers).toEqual(['ingress-nginx']);
  });
});

test('aliases that make a circle come to an end', () => {
  const { edges } = graphOf('external-name');
  const circle = edges.filter(({ from }) => from === 'service:shop/there' || from === 'service:shop/back');
  expect(circle.map(({ to, state }) => [to, state])).toEqual([
    ['service:shop/back', 'works'],
    ['external-host:there.shop.svc.cluster.local', 'broken'],
  ]);
});

test('a long chain of aliases is drawn', () => {
  const text = Array.from(
    { length: 3000 },
    (_, index) =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: s${index}}\nspec: {type: ExternalName, externalName: s${index + 1}.default.svc.cluster.local}\n`,
  ).join('---\n');
  expect(graph([{ path: 'a.yaml', text }]).edges.length).toBe(3000);
});

test('the same set gives the same picture, whether it is loaded before or not', () => {
  const sources = [{ path: 'in.yaml', text: readFileSync(join(fixtures, 'shop/in.yaml'), 'utf8') }];
  expect(renderSvg(graph(load(sources)))).toBe(renderSvg(graph(sources)));
});
