import type { Paint } from './reporter.ts';

const same = (text: string): string => text;

/** Leaves every text as it is. */
export const plain: Paint = {
  error: same,
  warning: same,
  info: same,
  ok: same,
  strong: same,
  dim: same,
  path: same,
  link: same,
};
