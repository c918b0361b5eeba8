import { describe, expect, test } from '@jest/globals';
import { addPath, noPaths } from '../../../src/rules/sets/path-overlap.ts';

function clash(...paths: readonly (readonly [text: string, isExact: boolean])[]): boolean {
  const host = noPaths();
  return paths.map(([text, isExact]) => addPath(host, text, isExact)).includes(true);
}

describe('paths of a host that may not get on', () => {
  test.each([
    [
      'a prefix with and without a slash',
      [
        ['/a', false],
        ['/a/', false],
      ],
    ],
    [
      'an Exact path twice',
      [
        ['/a', true],
        ['/a', true],
      ],
    ],
    [
      'the root twice',
      [
        ['/', true],
        ['/', true],
      ],
    ],
    [
      'an expression and a path that begins like it',
      [
        ['/a/[a-z]{3}', false],
        ['/a/new', false],
      ],
    ],
    [
      'the same the other way round',
      [
        ['/a/new', false],
        ['/a/[a-z]{3}', false],
      ],
    ],
  ] as const)('%s', (_name, paths) => expect(clash(...paths)).toBe(true));

  test.each([
    [
      'paths of their own',
      [
        ['/a', false],
        ['/b', false],
        ['/', false],
      ],
    ],
    [
      'one below the other',
      [
        ['/a', false],
        ['/a/b', false],
      ],
    ],
    [
      'an Exact path and the prefix',
      [
        ['/a', true],
        ['/a', false],
      ],
    ],
    [
      'two Exact paths that differ by a slash',
      [
        ['/a', true],
        ['/a/', true],
      ],
    ],
    [
      'an expression that begins otherwise',
      [
        ['/a/[a-z]{3}', false],
        ['/b/new', false],
      ],
    ],
  ] as const)('not %s', (_name, paths) => expect(clash(...paths)).toBe(false));
});
