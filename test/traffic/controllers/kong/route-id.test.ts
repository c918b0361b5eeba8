import { expect, test } from '@jest/globals';
import { routeId } from '../../../../src/traffic/controllers/kong/route-id.ts';
import { sha1 } from '../../../../src/traffic/controllers/kong/sha1.ts';

const hex = (text: string): string => Buffer.from(sha1(text)).toString('hex');

// FIPS 180-4 and RFC 3174; the lengths around a block are where padding goes wrong.
test.each([
  ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
  ['a'.repeat(55), 'c1c8bbdc22796e28c0e15163d20899b65621d65a'],
  ['a'.repeat(64), '0098ba824b5c16427bd7a1122a5a442a25ec644d'],
])('the digest of %j', (text, expected) => {
  expect(hex(text)).toBe(expected);
});

// Ids that the controller gave.
test.each([
  ['default.web.svc-e.a.example.com.80', 'e4908e86-25f6-5982-9d87-3231f049aa25'],
  ['default.web.svc-w._.example.com.80', '0d229ec3-2fb3-5bc1-8cf1-c55edb08ab71'],
])('the id of %s', (name, expected) => {
  expect(routeId(name)).toBe(expected);
});
