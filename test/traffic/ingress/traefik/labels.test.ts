import { expect, test } from '@jest/globals';
import { isGiven, readLabels, traefikPrefix } from '../../../../src/traffic/ingress/traefik/labels.ts';

const types = { tls: { options: 'text', domains: 'objects' }, priority: 'int', on: 'bool' } as const;

const read = (annotations: { [name: string]: string }): ReturnType<typeof readLabels> =>
  readLabels(
    Object.fromEntries(Object.entries(annotations).map(([name, value]) => [traefikPrefix + name, value])),
    'router',
    types,
  );

test('names have no case, and other roots are not read', () => {
  const labels = read({ 'router.Priority': '7', 'service.unknown': 'x' });
  expect(labels.kind === 'labels' && [...labels.values]).toEqual([['priority', '7']]);
});

test.each([
  [{ 'router.unknown': 'x' }],
  [{ 'router.priority': 'high' }],
  [{ 'router.on': 'yes' }],
  [{ 'router.tls.unknown': 'x' }],
  [{ 'router.constructor': 'x' }],
])('%j is refused', (annotations) => {
  expect(read(annotations).kind).toBe('refused');
});

test.each([
  [{ 'router.tls': 'true' }, true],
  [{ 'router.tls': '' }, true],
  [{ 'router.tls': 'false' }, false],
  [{ 'router.tls.options': 'x' }, true],
  [{ 'router.tls.domains.0.main': 'example.com' }, true],
  [{}, false],
])('%j switches TLS on: %s', (annotations, expected) => {
  const labels = read(annotations as { [name: string]: string });
  expect(labels.kind === 'labels' && isGiven(labels.values, 'tls')).toBe(expected);
});
