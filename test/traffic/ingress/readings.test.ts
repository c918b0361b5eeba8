import { expect, test } from '@jest/globals';
import { ownersOf } from '../../../src/traffic/ingress/owner-of-host.ts';
import { hostReadings, pathReadings } from '../../../src/traffic/ingress/path-readings.ts';

test.each([
  ['/a/b', ['/a/b']],
  ['/%66oo', ['/%66oo', '/foo']],
  ['/a%', ['/a%']],
  ['//a', ['//a', '/a']],
  ['/a/../b', ['/a/../b', '/b']],
  ['/a/./', ['/a/./', '/a/']],
  ['/a/..', ['/a/..', '/']],
  ['/...', ['/...']],
  ['/a//../b', ['/a//../b', '/a/../b', '/a/b', '/b']],
])('the path %s', (path, expected) => {
  expect(pathReadings(path)).toEqual(expected);
});

test.each([
  ['a.io', ['a.io']],
  ['a.io:80', ['a.io']],
  ['a.io:81', ['a.io:81', 'a.io']],
  ['a.io.', ['a.io.', 'a.io']],
])('the host %s on port 80', (host, expected) => {
  expect(hostReadings(host, 80)).toEqual(expected);
});

test.each([
  ['a.x.io', ['exact']],
  ['A.x.io:8080', ['exact']],
  ['b.x.io', ['wild']],
  ['other.io', ['any', 'rest']],
])('who is asked for %s', (host, expected) => {
  const owners = [
    { name: 'exact', hosts: ['a.x.io'], takesRest: false },
    { name: 'wild', hosts: ['*.x.io'], takesRest: false },
    { name: 'any', hosts: [''], takesRest: false },
    { name: 'rest', hosts: [], takesRest: true },
  ];
  expect(ownersOf(owners, host).map(({ name }) => name)).toEqual(expected);
});

test('where nobody takes a host, everybody may be asked', () => {
  const owners = [
    { hosts: ['a.io'], takesRest: false },
    { hosts: ['b.io'], takesRest: false },
  ];
  expect(ownersOf(owners, 'c.io')).toEqual(owners);
});
