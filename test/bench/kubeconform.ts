import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Finds kubeconform on the PATH or in `cache`, or installs it there with Go; undefined where neither is at hand. */
export function kubeconform(cache: string): string | undefined {
  if (runs('kubeconform', '-v')) return 'kubeconform';
  const own = join(cache, 'kubeconform');
  if (!existsSync(own) && runs('go', 'version')) {
    mkdirSync(cache, { recursive: true });
    spawnSync('go', ['install', 'github.com/yannh/kubeconform/cmd/kubeconform@latest'], {
      env: { ...process.env, GOBIN: cache },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return runs(own, '-v') ? own : undefined;
}

function runs(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
