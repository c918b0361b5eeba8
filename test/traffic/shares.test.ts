import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { load } from '../../src/model/load.ts';
import { percent } from '../../src/traffic/share.ts';
import { traceCluster } from '../../src/traffic/trace.ts';

const pod = fc.record({
  ready: fc.constantFrom('True', 'False', undefined),
  terminating: fc.boolean(),
  phase: fc.constantFrom('Running', 'Succeeded', 'Pending'),
  address: fc.boolean(),
  job: fc.boolean(),
});
const workload = fc.record({
  kind: fc.constantFrom('Deployment', 'Job', 'StatefulSet'),
  replicas: fc.integer({ min: 0, max: 7 }),
});
const spec = { containers: [{ name: 'main', image: 'a', ports: [{ name: 'http', containerPort: 8080 }] }] };

describe('shares of connections', () => {
  test('make one whole, or nobody is reached', () => {
    fc.assert(
      fc.property(fc.array(pod, { maxLength: 6 }), fc.array(workload, { maxLength: 4 }), (pods, workloads) => {
        const { outcome } = traceCluster(clusterOf(pods, workloads), {
          kind: 'service',
          name: 'web.shop',
          port: undefined,
        });
        if (outcome.kind !== 'delivered') {
          expect(['refused', 'unknown']).toContain(outcome.kind);
          return;
        }
        const sum = outcome.endpoints.reduce((all, { share }) => all + share, 0);
        expect(sum).toBeCloseTo(1, 9);
        expect(outcome.failing ?? 0.5).toBeGreaterThan(0);
        expect(outcome.failing ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('are printed with one decimal at most', () => {
    expect([1, 0.5, 1 / 3, 2 / 3, 0.001, 0].map(percent)).toEqual([
      '100 %',
      '50 %',
      '33.3 %',
      '66.7 %',
      '0.1 %',
      '0 %',
    ]);
  });
});

type Pod = typeof pod extends fc.Arbitrary<infer T> ? T : never;
type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never;

function clusterOf(pods: readonly Pod[], workloads: readonly Workload[]): ReturnType<typeof load> {
  const items = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    },
    ...pods.map(({ ready, terminating, phase, address, job }, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `web-${index}`,
        namespace: 'shop',
        labels: { app: 'web' },
        ...(terminating && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
        ...(job && { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'j', uid: 'u' }] }),
      },
      spec,
      status: {
        phase,
        ...(address && { podIP: `10.244.0.${index}`, podIPs: [{ ip: `10.244.0.${index}` }] }),
        ...(ready && { conditions: [{ type: 'Ready', status: ready }] }),
      },
    })),
    ...workloads.map(({ kind, replicas }, index) => ({
      apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
      kind,
      metadata: { name: `w-${index}`, namespace: 'shop' },
      spec: {
        ...(kind === 'Job' ? { parallelism: replicas } : { replicas, selector: { matchLabels: { app: 'web' } } }),
        template: { metadata: { labels: { app: 'web' } }, spec },
      },
    })),
  ];
  return load([{ path: 'list.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) }]);
}
