import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { parseClient } from '../../src/traffic/client.ts';
import { traceCluster } from '../../src/traffic/trace.ts';

describe('clients', () => {
  test.each([
    ['outside', { kind: 'outside' }],
    ['shop', { kind: 'pod', namespace: 'shop' }],
    ['ns/shop', { kind: 'pod', namespace: 'shop' }],
    ['shop/web-1', { kind: 'pod', namespace: 'shop', pod: 'web-1' }],
    ['shop/deploy/web', { kind: 'pod', namespace: 'shop', workload: 'deploy/web' }],
    ['node/n1', { kind: 'node', name: 'n1' }],
    ['', undefined],
    ['shop/', undefined],
    ['/web', undefined],
    ['a/b/c/d', undefined],
  ])('%j', (text, expected) => {
    expect(parseClient(text)).toEqual(expected);
  });
});

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { internalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: shop, labels: { app: web } }
spec: { nodeName: n1, containers: [{ name: web, image: example/web:1 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: tool, namespace: shop }
spec: { nodeName: n2, containers: [{ name: tool, image: example/tool:1 }] }
`;

describe('a Local policy', () => {
  const hopsFrom = (from: string | undefined): readonly string[] => {
    const cluster = load([{ path: 'a.yaml', text: manifests }]);
    const { hops, outcome, nearMisses } = traceCluster(
      cluster,
      { kind: 'service', name: 'web.shop', port: undefined },
      { from },
    );
    const policy = hops.find(({ kind }) => kind === 'policy');
    return [outcome.kind, policy?.status ?? '', ...nearMisses.map(({ text, at }) => `${text} @${at.line}`)];
  };

  test.each([
    ['node/n1', ['delivered', 'ok']],
    ['shop/web-1', ['delivered', 'ok']],
    ['node/n2', ['refused', 'fail', 'web-1 is on node n1 @9']],
    ['shop/tool', ['refused', 'fail', 'web-1 is on node n1 @9']],
    ['shop', ['delivered', 'warn']],
    [undefined, ['delivered', 'warn']],
  ])('from %s', (from, expected) => {
    expect(hopsFrom(from)).toEqual(expected);
  });
});
