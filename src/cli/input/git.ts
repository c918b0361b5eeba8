import { spawnSync } from 'node:child_process';

/** What git answered. */
export type GitAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed' }
  /** git is not installed. */
  | { readonly kind: 'missing' };

/** Calls git in a directory. */
export function gitIn(cwd: string): (args: readonly string[]) => GitAnswer {
  return (args) => {
    const { error, status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
    if (error) return { kind: 'missing' };
    return status === 0 ? { kind: 'text', text: stdout } : { kind: 'failed' };
  };
}
