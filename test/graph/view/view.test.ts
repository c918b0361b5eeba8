import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Graph, type GraphOptions, graph, renderDot, renderMermaid, renderSvg } from 'ksvc';
import { linkTo } from '../../../src/graph/link.ts';
import { fold } from '../../../src/graph/view/fold.ts';
import { arbitraryGraph, hostileText } from '../arbitrary-graph.ts';
import { allElements, readXml } from '../render/xml-reader.ts';

const fixtures = resolve(__dirname, '../../../fixtures/graph');

function graphOf(fixture: string, options: GraphOptions = {}): Graph {
  return graph([{ path: 'k8s/in.yaml', text: readFileSync(join(fixtures, fixture, 'in.yaml'), 'utf8') }], options);
}

function idsOf({ nodes }: Graph): string[] {
  return nodes.map(({ id }) => id).sort();
}

describe('around', () => {
  test('goes as many steps as are asked for, both ways', () => {
    expect(idsOf(graphOf('around', { around: 'svc/orders/api', depth: 0 }))).toEqual(['service:orders/api']);
    expect(idsOf(graphOf('around', { around: 'svc/orders/api', depth: 1 }))).toEqual([
      'ingress:orders/web',
      'service:orders/api',
      'workload:orders/Deployment/api',
    ]);
    expect(idsOf(graphOf('around', { around: 'orders.example.com', depth: 1 }))).toEqual([
      'host:orders.example.com',
      'ingress:orders/web',
    ]);
  });

  test.each([
    ['api', 5],
    ['orders/api', 2],
    ['shop/api', 3],
    ['deploy/api', 2],
    ['ing/api', 1],
    ['Service/shop/api', 1],
    ['nothing', 0],
  ])('%s names %i', (around, count) => {
    expect(graphOf('around', { around, depth: 0 }).nodes.length).toBe(count);
  });
});

test('one workload, with what leads to it and nothing beside', () => {
  expect(idsOf(graphOf('workload', { workload: 'deploy/orders/worker' }))).toEqual([
    'host:admin.example.com',
    'host:orders.example.com',
    'ingress:orders/admin',
    'ingress:orders/web',
    'service:orders/worker',
    'workload:orders/Deployment/worker',
  ]);
});

describe('folding', () => {
  test('leaves a graph alone that is small enough', () => {
    const whole = graphOf('folded');
    expect(fold(whole, whole.nodes.length)).toBe(whole);
  });

  test('keeps what is broken as long as there is room', () => {
    const folded = graphOf('folded', { maxNodes: 12 });
    expect(folded.nodes.length).toBeLessThanOrEqual(12);
    expect(folded.edges.filter(({ state }) => state === 'broken').map(({ to }) => to)).toEqual(['service:big/nothing']);
    const least = graphOf('folded', { maxNodes: 2 });
    expect(least.nodes.find(({ id }) => id === 'folded:namespace:big')?.warnings).toEqual([
      '1 line among them is broken',
    ]);
  });

  test('says how much it stands for, whatever is folded', () => {
    fc.assert(
      fc.property(arbitraryGraph(), fc.integer({ min: 1, max: 20 }), (whole, most) => {
        const folded = fold(whole, most);
        const before = new Set(idsOf(whole));
        const standsFor = folded.nodes.map(({ id, name }) => (before.has(id) ? 1 : Number(name.replace(' more', ''))));
        expect(standsFor.reduce((sum, each) => sum + each, 0)).toBe(whole.nodes.length);
        const ids = new Set(idsOf(folded));
        expect(folded.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
        expect(new Set(folded.edges.map(({ id }) => id)).size).toBe(folded.edges.length);
        expect(folded.groups.flatMap(({ nodes }) => nodes).every((id) => ids.has(id))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('groups', () => {
  const groups = (by: 'host' | 'controller'): Record<string, number> =>
    Object.fromEntries(graphOf(`by-${by}`, { groupBy: by }).groups.map(({ name, nodes }) => [name, nodes.length]));

  test('hold what only one host, or one controller, leads to', () => {
    expect(groups('host')).toEqual({
      'shop.example.com': 4,
      'help.example.com': 4,
      'several hosts': 2,
      'no host': 2,
    });
    expect(groups('controller')).toEqual({
      'ingress-nginx': 3,
      traefik: 3,
      'several controllers': 2,
      'no Ingress': 2,
    });
  });
});

describe('two controllers', () => {
  test('what only one serves is marked, and both are counted', () => {
    const both = graphOf('compared', { controller: 'ingress-nginx', compareWith: 'traefik' });
    expect(both.edges.flatMap(({ from, only }) => (only === null ? [] : [[from, only]]))).toEqual([
      ['host:shop.example.com', 'ingress-nginx'],
      ['host:help.example.com', 'traefik'],
    ]);
    expect([both.summary.broken, both.compared?.broken]).toEqual([1, 2]);
  });

  test('one controller compared with itself differs in nothing', () => {
    const both = graphOf('compared', { controller: 'traefik', compareWith: 'traefik' });
    const alone = graphOf('compared', { controller: 'traefik' });
    expect(both.edges).toEqual(alone.edges);
    expect(both.nodes).toEqual(alone.nodes);
  });
});

test('policies of a part are those about it', () => {
  const policies = graphOf('policies', { policies: true, service: 'web' });
  expect(idsOf(policies)).toEqual([
    'host:shop.example.com',
    'ingress:shop/web',
    'policy:shop/nothing-in',
    'service:shop/web',
    'workload:shop/Deployment/web',
  ]);
});

describe('links', () => {
  const linkBase = 'https://code.example.com/shop/blob/main';

  test('lead to the line where an object begins', () => {
    const made = graphOf('certificates', { service: 'web' });
    const links = allElements(readXml(renderSvg(made, { linkBase }))).flatMap(
      ({ attributes }) => attributes.get('href') ?? [],
    );
    expect(links).toContain(`${linkBase}/k8s/in.yaml#L1`);
    expect(renderDot(made, { linkBase })).toContain(`URL="${linkBase}/k8s/in.yaml#L1"`);
    expect(renderMermaid(made, { linkBase })).toMatch(
      new RegExp(`^ {2}click n\\d+ href "${linkBase}/k8s/in.yaml#L1"$`, 'm'),
    );
  });

  test('are made of addresses only, and of files only', () => {
    const at = { file: './a b/#1.yaml', line: 3, column: 1, endLine: 3, endColumn: 2 };
    expect(linkTo(linkBase, at)).toBe(`${linkBase}/a%20b/%231.yaml#L3`);
    expect(linkTo(`${linkBase}/`, at)).toBe(`${linkBase}/a%20b/%231.yaml#L3`);
    expect(linkTo('javascript:alert(1)', at)).toBeNull();
    expect(linkTo(linkBase, { ...at, file: '<stdin>' })).toBeNull();
    expect(linkTo(undefined, at)).toBeNull();
  });

  test('of hostile files break out of nothing', () => {
    fc.assert(
      fc.property(arbitraryGraph(hostileText, 8), (made) => {
        for (const element of allElements(readXml(renderSvg(made, { linkBase })))) {
          const href = element.attributes.get('href');
          if (href !== undefined)
            expect(href).toMatch(/^https:\/\/code\.example\.com\/shop\/blob\/main\/[^\s"'<>]*#L1$/);
        }
        for (const line of renderMermaid(made, { linkBase }).split('\n')) {
          if (line.startsWith('  click')) expect(line).toMatch(/^ {2}click n\d+ href "[^\s"\\<>]*"$/);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

test('text flows down in DOT and Mermaid when asked', () => {
  const made = graphOf('sample');
  expect(renderDot(made, { direction: 'TB' })).toContain('rankdir=TB');
  expect(renderMermaid(made, { direction: 'TB' })).toMatch(/^flowchart TB$/m);
});
