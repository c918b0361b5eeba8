import { describe, expect, test } from '@jest/globals';
import { cellsOf } from '../../src/report/cells.ts';
import { plain } from '../../src/report/paint.ts';
import type { Paint } from '../../src/report/reporter.ts';
import { traceText } from '../../src/report/trace-text.ts';
import { clientView } from '../../src/traffic/client-view.ts';
import type { Placed, Trace, TracedHop } from '../../src/traffic/trace-result.ts';
import { traceVerdict } from '../../src/traffic/trace-verdict.ts';

const options = { paint: plain, width: 80, ascii: false };

function at(text: string, line: number, file = 'shop.yaml'): Placed {
  return { text, at: { file, line, column: 1, endLine: line, endColumn: 2 } };
}

function hop(kind: TracedHop['kind'], status: TracedHop['status'], text: string, line?: number): TracedHop {
  return { kind, status, text, because: line === undefined ? [] : [at(text, line)] };
}

function trace(outcome: Trace['outcome'], parts: Partial<Trace> = {}): Trace {
  const hops = parts.hops ?? [];
  const verdict = traceVerdict(outcome, hops);
  const clientSees = clientView(outcome, undefined);
  return { request: {}, controller: null, outcome, verdict, clientSees, hops, nearMisses: [], ...parts };
}

function pods(number: number, share = 1 / number): { name: string; ip: null; port: number; share: number }[] {
  return Array.from({ length: number }, () => ({ name: 'web-?', ip: null, port: 8080, share }));
}

const delivered = { kind: 'delivered', backend: 'shop/web:80', upstream: { path: '/', host: 'web' } } as const;

describe('a trace as text', () => {
  test('aligns hops, near misses and places', () => {
    const hops = [hop('service', 'ok', 'Service shop/web', 3), hop('endpoints', 'fail', 'no pod', 120)];
    const nearMisses = [at('Deployment shop/web', 7), at('Job shop/web', 8)];
    expect(traceText(trace({ kind: 'refused', reason: 'no pod' }, { hops, nearMisses }), 'web', options)).toBe(
      [
        'web',
        ' 1 ✔ service    Service shop/web     shop.yaml:3',
        ' 2 ✖ endpoints  no pod               shop.yaml:120',
        '     nearly:    Deployment shop/web  shop.yaml:7',
        '                Job shop/web         shop.yaml:8',
        'client gets no connection: no pod',
        'does not reach a pod: no endpoints',
        '',
      ].join('\n'),
    );
  });

  test('says who takes the connections', () => {
    const endpoints = [...pods(2, 0.25), { name: '10.0.0.1', ip: '10.0.0.1', port: 80, share: 0.25 }];
    const more = [...endpoints, { name: 'db-0', ip: 'fd00::1', port: 80, share: 0.25 }];
    expect(
      traceText(trace({ ...delivered, endpoints: more, failing: 0.25 }, { controller: 'spec' }), 'web', options),
    ).toBe(
      [
        'web  via spec',
        '      web-?  :8080         50 % of connections (2 × 25 %)',
        '             10.0.0.1:80   25 % of connections',
        '      db-0   [fd00::1]:80  25 % of connections',
        'partly reaches shop/web:80: 4 endpoints, but 25 % of connections reach a pod that cannot answer',
        '',
      ].join('\n'),
    );
  });

  test('shows ten lines of endpoints at most', () => {
    const endpoints = pods(12).map((pod, index) => ({ ...pod, name: `db-${index}` }));
    const lines = traceText(trace({ ...delivered, endpoints }), 'web', options).split('\n');
    expect(lines.slice(10)).toEqual([
      '      db-9  :8080  8.3 % of connections',
      '      … and 2 more',
      'reaches shop/web:80: 12 endpoints',
      '',
    ]);
  });

  test.each([
    [{ kind: 'redirected', status: 308, location: 'https://x/' }, ['client is redirected (308) to https://x/']],
    [
      { kind: 'answered', status: 404, by: 'spec', reason: 'no rule' },
      ['client gets 404 from spec: no rule', 'does not reach a pod: no route'],
    ],
    [{ kind: 'not-serving', reason: 'a clash' }, ['nothing is served: a clash', 'does not reach a pod: no route']],
    [{ kind: 'unknown', needs: ['a', 'b'] }, ['cannot tell; needed: a', 'cannot tell; needed: b']],
    [{ kind: 'unknown', needs: ['a'], candidates: ['x', 'y'] }, ['cannot tell; needed: a', 'possible: x, y']],
  ] as const)('ends: %j', (outcome, lines) => {
    expect(traceText(trace(outcome), 't', options)).toBe(`${['t', ...lines].join('\n')}\n`);
  });

  test('stays within the width, also with wide characters and long paths', () => {
    const hops = [
      hop('service', 'ok', 'a text that goes on and on until it cannot fit on one line of this terminal any more', 3),
      hop('pods', 'warn', '日本語 日本語 日本語 日本語 日本語 日本語 日本語 日本語 日本語', 4),
    ];
    const text = traceText(trace({ kind: 'refused', reason: 'word '.repeat(40).trim() }, { hops }), 'web', options);
    for (const line of text.split('\n')) expect(cellsOf(line)).toBeLessThanOrEqual(80);
    const columns = text
      .split('\n')
      .flatMap((line) => (line.includes('shop.yaml') ? cellsOf(line.slice(0, line.indexOf('shop.yaml'))) : []));
    expect(new Set(columns).size).toBe(1);
  });

  test('has only ASCII of its own, aligned all the same', () => {
    const hops = [
      hop('port', 'ok', 'port 80 → 8080', 3),
      hop('pods', 'unknown', 'somewhere', 4),
      hop('pods', 'fail', 'x'),
    ];
    const text = traceText(trace({ ...delivered, endpoints: pods(2) }, { hops }), 'web', { ...options, ascii: true });
    expect(text).toBe(
      [
        'web',
        ' 1 + port  port 80 -> 8080  shop.yaml:3',
        ' 2 ? pods  somewhere        shop.yaml:4',
        ' 3 x pods  x',
        '      web-?  :8080  100 % of connections (2 x 50 %)',
        'reaches shop/web:80: 2 endpoints',
        '',
      ].join('\n'),
    );
  });

  test('lets no control character through', () => {
    const evil = 'a\u001b[31mb\nc\u202e';
    const hops = [{ ...hop('pods', 'ok', evil), because: [at(evil, 1, evil)] }];
    const outcome = {
      kind: 'delivered',
      backend: evil,
      upstream: { path: '/', host: '' },
      endpoints: [{ name: evil, ip: evil, port: 1, share: 1 }],
    } as const;
    const texts = [trace(outcome, { hops, nearMisses: [at(evil, 1)], controller: evil })];
    for (const each of ['refused', 'not-serving'] as const) texts.push(trace({ kind: each, reason: evil }));
    texts.push(trace({ kind: 'unknown', needs: [evil], candidates: [evil] }));
    texts.push(trace({ kind: 'redirected', status: 301, location: evil }));
    texts.push(trace({ kind: 'answered', status: 404, by: evil, reason: evil }));
    for (const each of texts)
      expect(traceText(each, evil, options).replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  test('paints by meaning', () => {
    const marked = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const paint: Paint = {
      error: marked('error'),
      warning: marked('warning'),
      info: marked('info'),
      ok: marked('ok'),
      strong: marked('strong'),
      dim: marked('dim'),
      path: marked('path'),
      link: marked('link'),
    };
    const hops = [hop('pods', 'ok', 'a', 1), hop('pods', 'fail', 'b')];
    expect(traceText(trace({ kind: 'refused', reason: 'b' }, { hops }), 't', { ...options, paint })).toBe(
      [
        '<strong>t</strong>',
        ' 1 <ok>✔</ok> pods  a  <dim>shop.yaml:1</dim>',
        ' 2 <error>✖</error> pods  <strong>b</strong>',
        'client gets no connection: b',
        '<error>does not reach a pod: no endpoints</error>',
        '',
      ].join('\n'),
    );
  });
});
