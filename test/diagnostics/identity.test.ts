import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintsOf, identityOf } from '../../src/diagnostics/identity.ts';
import { hashOf } from '../../src/text/hash.ts';
import { at, finding } from '../report/finding-samples.ts';

const text = 'kind: Service\nspec:\n  ports: []\n';
const place = at('a.yaml', text, 'ports');
const path = (file: string): string => `k8s/${file}`;

test('an identity holds neither lines nor places in lists', () => {
  const object = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };
  const one = finding(place, { object, field: 'spec.ports[0].port', message: 'spec.ports[0].port is 0' });
  const other = finding(
    { ...place, line: 9 },
    { object, field: 'spec.ports[12].port', message: 'spec.ports[12].port is 0' },
  );
  expect(identityOf(one, path)).toEqual({
    rule: 'service-port-name-required',
    of: 'Service shop/web',
    field: 'spec.ports[].port',
    message: 'spec.ports[].port is 0',
  });
  expect(identityOf(other, path)).toEqual(identityOf(one, path));
});

test('of a finding about no object the file is a part', () => {
  expect(identityOf(finding(place), path).of).toBe('k8s/a.yaml');
});

test('no two fingerprints are alike, and those of the first do not depend on the others', () => {
  const same = [finding(place), finding({ ...place, line: 9 }), finding({ ...place, file: 'b.yaml' })];
  const prints = fingerprintsOf(same, path);
  expect(new Set(prints).size).toBe(3);
  expect(fingerprintsOf(same.slice(0, 1), path)).toEqual(prints.slice(0, 1));
});

test('hashes of different texts differ', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(hashOf(a)).toMatch(/^[0-9a-f]{16}$/);
      expect(hashOf(a) === hashOf(b)).toBe(a === b);
    }),
  );
  const many = Array.from({ length: 50_000 }, (_, index) => hashOf(`rule ${index} at a.yaml`));
  expect(new Set(many).size).toBe(many.length);
});
