import type { Paint } from '../../report/reporter.ts';
import type { Io } from '../io.ts';

/** Whether to colour: flags beat variables, NO_COLOR beats FORCE_COLOR, which beats what the terminal is. */
export function wantsColor(flag: boolean | undefined, env: Io['env'], isTTY: () => boolean): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return env.TERM !== 'dumb' && isTTY();
}

/** Colours of the terminal's own palette. chalk is loaded only here, so that plain output does not pay for it. */
export async function colorPaint(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    error: chalk.red.bold,
    warning: chalk.yellow.bold,
    info: chalk.cyan,
    ok: chalk.green,
    strong: chalk.bold,
    dim: chalk.dim,
    path: chalk.bold,
    link: chalk.underline,
  };
}

/** Whether the locale, or the Linux console, cannot be trusted to show more than ASCII. */
export function needsAscii(env: Io['env']): boolean {
  if (env.TERM === 'linux' || env.TERM === 'dumb') return true;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale !== undefined && locale !== '' && !/utf-?8/i.test(locale);
}
