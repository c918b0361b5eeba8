import { expect, test } from '@jest/globals';
import { qualifiedClient } from '../../src/cli/client-argument.ts';

test.each([
  ['pod/web-1', 'shop/web-1'],
  ['po/web-1', 'shop/web-1'],
  ['deploy/web', 'shop/deploy/web'],
  ['StatefulSet/db', 'shop/StatefulSet/db'],
  ['outside', 'outside'],
  ['ns/front', 'ns/front'],
  ['node/n1', 'node/n1'],
  ['front/web-1', 'front/web-1'],
  ['front/deploy/web', 'front/deploy/web'],
  [undefined, undefined],
])('%s is %s in namespace shop', (text, qualified) => {
  expect(qualifiedClient(text, 'shop')).toBe(qualified);
});
