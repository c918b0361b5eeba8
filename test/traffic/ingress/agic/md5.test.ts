import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { md5 } from '../../../../src/traffic/ingress/agic/md5.ts';

// Lengths around the end of a block, where the padding changes.
const texts = [
  '',
  'a',
  ...[54, 55, 56, 57, 63, 64, 65, 119, 120, 200].map((length) => 'x'.repeat(length)),
  'é{"a":"*"}',
];

test.each(texts)('%s', (text) => {
  expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
});
