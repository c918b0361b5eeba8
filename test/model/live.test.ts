// A dump of a cluster holds everything of the kinds that it holds.
import { expect, test } from '@jest/globals';
import { load, type Options } from '../../src/index.ts';
import { isClosed } from '../../src/model/is-closed.ts';
import { podKinds } from '../../src/model/unread.ts';

const object = (apiVersion: string, kind: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
const service = object('v1', 'Service');
const deployment = object('apps/v1', 'Deployment');
const pod = object('v1', 'Pod');

const closed = (texts: readonly string[], kinds: readonly string[], options: Options = { live: true }): boolean =>
  isClosed(load([{ path: 'a.yaml', text: texts.join('---\n') }], options), new Set(kinds), 'elsewhere');

test('of the kinds that it holds there is nothing else', () => {
  expect(closed([service], ['Service'])).toBe(true);
  expect(closed([service], ['Secret'])).toBe(false);
  expect(closed([service], ['Service'], {})).toBe(false);
});

test('pods may be made by a kind that was not asked for', () => {
  expect(closed([service, deployment], [...podKinds])).toBe(false);
  expect(closed([service, deployment, pod], [...podKinds])).toBe(true);
});

test('what is said besides counts too', () => {
  const options: Options = { live: true, complete: { kinds: ['Secret'] } };
  expect(closed([service], ['Secret'], options)).toBe(true);
  expect(closed([service], ['Service'], options)).toBe(true);
  expect(closed([service], ['Ingress'], options)).toBe(false);
});
