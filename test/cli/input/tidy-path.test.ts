import { expect, test } from '@jest/globals';
import { tidyPath } from '../../../src/cli/input/tidy-path.ts';

test.each([
  ['./k8s//web/', '/', 'k8s/web'],
  ['.', '/', '.'],
  ['../x', '/', '../x'],
  ['a\\b', '/', 'a\\b'],
  ['.\\k8s\\web\\', '\\', 'k8s/web'],
  ['C:\\work\\k8s', '\\', 'C:/work/k8s'],
])('%s with %s', (path, separator, shown) => {
  expect(tidyPath(path, separator)).toBe(shown);
});
