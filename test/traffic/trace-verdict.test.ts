import { describe, expect, test } from '@jest/globals';
import { clientView } from '../../src/traffic/client-view.ts';
import type { Hop } from '../../src/traffic/hop.ts';
import type { Outcome } from '../../src/traffic/outcome.ts';
import { type TraceVerdict, traceVerdict } from '../../src/traffic/trace-verdict.ts';

const delivered = { kind: 'delivered', backend: 'a/b:80', upstream: { path: '/', host: '' }, endpoints: [] } as const;
const refused = { kind: 'refused', reason: 'r' } as const;

function failing(...kinds: Hop['kind'][]): Pick<Hop, 'kind' | 'status'>[] {
  return [{ kind: 'service', status: 'ok' }, ...kinds.map((kind) => ({ kind, status: 'fail' as const }))];
}

const cases: [Outcome, Pick<Hop, 'kind' | 'status'>[], TraceVerdict][] = [
  [delivered, [], 'reaches'],
  [{ ...delivered, failing: 0.5 }, [], 'partly'],
  [{ kind: 'redirected', status: 308, location: '/' }, [], 'redirected'],
  [{ kind: 'unknown', needs: [] }, [], 'unknown'],
  [{ kind: 'not-serving', reason: 'r' }, [], 'no-route'],
  [refused, failing('endpoints', 'proxy'), 'no-endpoints'],
  [refused, failing('pods'), 'no-endpoints'],
  [refused, failing('policy'), 'blocked'],
  [refused, failing('proxy'), 'blocked'],
  [refused, failing('port'), 'no-route'],
  [refused, failing('name'), 'no-route'],
  [{ kind: 'answered', status: 404, by: 'spec', reason: 'r' }, failing('host'), 'no-route'],
  [{ kind: 'answered', status: 503, by: 'spec', reason: 'r' }, failing('endpoints'), 'no-endpoints'],
  [{ kind: 'answered', status: 403, by: 'spec', reason: 'r' }, [], 'blocked'],
  [{ kind: 'answered', status: 200, by: 'spec', reason: 'r' }, [], 'answered'],
];

describe('verdicts', () => {
  test.each(cases)('%j after %j: %s', (outcome, hops, verdict) => {
    expect(traceVerdict(outcome, hops)).toBe(verdict);
  });
});

describe('what the client sees', () => {
  test('has a status where there is one', () => {
    expect(clientView({ kind: 'answered', status: 503, by: 'ingress-nginx', reason: 'r' }, undefined)).toEqual({
      status: 503,
      text: '503 from ingress-nginx',
    });
    expect(clientView({ kind: 'redirected', status: 308, location: '/a' }, undefined)).toEqual({
      status: 308,
      text: 'a redirect to /a',
    });
  });

  test('begins with a warning where the certificate is for another host', () => {
    const certificate = { secret: 'shop/tls', covers: false };
    const answered = { kind: 'answered', status: 404, by: 'spec', reason: 'r' } as const;
    expect(clientView(answered, undefined, certificate)).toMatchObject({ certificateWarning: true });
    expect(clientView(answered, undefined, { secret: null, covers: null })).not.toHaveProperty('certificateWarning');
  });

  test('is the effect of a connection that comes to nothing', () => {
    expect(clientView(refused, 'NXDOMAIN')).toEqual({ text: 'NXDOMAIN' });
    expect(clientView({ kind: 'unknown', needs: [] }, undefined)).toBe(null);
  });
});
