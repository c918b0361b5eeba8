import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';
import { exampleRequest } from '../../src/traffic/ingress/example-request.ts';
import { parseTarget } from '../../src/traffic/target.ts';
import { traceCluster } from '../../src/traffic/trace.ts';
import { traceAll } from '../../src/traffic/trace-all.ts';
import { type TraceWithMore, withMore } from '../../src/traffic/trace-more.ts';

const everything = { all: true, whyNot: true, explain: true };

describe.each(controllers.map((each) => [each.id, each] as const))('the candidates of %s', (id, { examples }) => {
  const requests = examples.flatMap(({ name, yaml, requests: lines }) =>
    lines.map((line) => [`${name}: ${line.request}`, yaml, exampleRequest(line)] as const),
  );

  test.each(requests)('%s', (_name, yaml, request) => {
    const cluster = load([{ path: 'a.yaml', text: yaml }]);
    const options = { controller: id };
    const trace = traceCluster(cluster, request, options);
    const { candidates = [] } = withMore(cluster, trace, options, everything);
    const routes = candidates.filter(({ kind }) => kind === 'route');
    const taken = routes.filter(({ failedAt }) => failedAt === null);
    // What leads a request to a Service is a route of the table; no request is taken by two.
    expect(taken.length).toBeLessThanOrEqual(1);
    if (trace.outcome.kind === 'delivered') expect(routes.map(({ failedAt }) => failedAt)).toContain(null);
    for (const { why, text } of candidates) expect(why.length * text.length).toBeGreaterThan(0);
    for (const { failedAt, why } of routes) if (failedAt === 'order') expect(why).toContain(taken[0]?.text ?? '-');
  });
});

/** The traces that the repository keeps, with everything that can be told about them. */
const root = resolve(__dirname, '../../fixtures/traffic');
const kept = readdirSync(root)
  .filter((name) => name.startsWith('trace-'))
  .flatMap((name) => {
    const text = readFileSync(join(root, name, 'manifests.yaml'), 'utf8');
    const lines = readFileSync(join(root, name, 'targets.txt'), 'utf8')
      .trim()
      .split('\n');
    return lines.map((line) => [name, line, text] as const);
  });

function tellAll(text: string, line: string): TraceWithMore[] {
  const [target = '', ...words] = line.split(' ');
  const parsed = parseTarget(target);
  const from = words[0] === '--from' ? words[1] : undefined;
  const cluster = load([{ path: 'a.yaml', text }], { complete: words.includes('--complete') });
  if (parsed.kind === 'problem') return [];
  return traceAll(cluster, parsed, { from }, [undefined]).map((trace) =>
    withMore(cluster, trace, { from }, everything),
  );
}

describe('suppositions', () => {
  test.each(kept)('%s %s', (_name, line, text) => {
    for (const { verdict, suppositions = [], hops } of tellAll(text, line)) {
      if (['reaches', 'partly', 'redirected', 'unknown'].includes(verdict)) expect(suppositions).toEqual([]);
      // Each mends something, and says what comes of it.
      for (const { assuming, hops: added } of suppositions) expect(assuming.length * added.length).toBeGreaterThan(0);
      const fails = suppositions.map(({ hops: added }) => added.some(({ status }) => status === 'fail'));
      expect(fails.slice(0, -1).every(Boolean)).toBe(true);
      for (const { explanation } of hops) expect(explanation).toMatch(/[a-z].*\.$/);
    }
  });

  const chain = readFileSync(resolve(__dirname, '../../fixtures/cli/trace-why-not/chain.yaml'), 'utf8');

  test('go from cause to cause until a pod is reached', () => {
    const [trace] = tellAll(chain, 'web.shop:8080');
    expect(trace?.suppositions?.map(({ assuming }) => assuming)).toEqual([
      'port http (80) were meant',
      'the selector matched Deployment shop/web',
      'targetPort were 8080',
      'the NetworkPolicy let it pass',
    ]);
    expect(trace?.suppositions?.at(-1)?.hops.at(-1)).toMatchObject({ kind: 'pods', status: 'ok' });
  });
});
