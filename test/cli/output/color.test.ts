import { expect, test } from '@jest/globals';
import { colorPaint, needsAscii, wantsColor } from '../../../src/cli/output/color.ts';

type Env = Record<string, string>;

test.each<[boolean | undefined, Env, boolean, boolean]>([
  [undefined, {}, true, true],
  [undefined, {}, false, false],
  [undefined, { NO_COLOR: '1' }, true, false],
  [undefined, { NO_COLOR: '' }, true, true],
  [undefined, { TERM: 'dumb' }, true, false],
  [undefined, { FORCE_COLOR: '1' }, false, true],
  [undefined, { FORCE_COLOR: '' }, false, true],
  [undefined, { FORCE_COLOR: '0' }, true, false],
  [undefined, { FORCE_COLOR: '1', TERM: 'dumb' }, false, true],
  [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  [true, { NO_COLOR: '1' }, false, true],
  [true, { TERM: 'dumb' }, false, true],
  [false, { FORCE_COLOR: '1' }, true, false],
])('--color %p, %j, terminal %p: %p', (flag, env, isTTY, expected) => {
  expect(wantsColor(flag, env, () => isTTY)).toBe(expected);
});

test.each<[Env, boolean]>([
  [{}, false],
  [{ LANG: 'de_DE.UTF-8' }, false],
  [{ LANG: 'C.utf8' }, false],
  [{ LANG: 'C' }, true],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX' }, true],
  [{ LANG: 'de_DE.ISO-8859-1', LC_CTYPE: 'de_DE.UTF-8' }, false],
  [{ LANG: 'C.UTF-8', TERM: 'linux' }, true],
])('%j needs ASCII: %p', (env, expected) => {
  expect(needsAscii(env)).toBe(expected);
});

test('colours are those of the terminal, whatever chalk thinks of this process', async () => {
  const paint = await colorPaint();
  expect(paint.error('x')).toBe('\u001b[31m\u001b[1mx\u001b[22m\u001b[39m');
});
