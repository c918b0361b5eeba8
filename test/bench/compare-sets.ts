import { spawnSync } from 'node:child_process';

/** What one comparison costs in a process of its own that loads the set and compares. */
export interface ComparisonCost {
  /** Of CPU. */
  readonly seconds: number;
  /** Peak resident memory. */
  readonly megabytes: number;
  /** Regions that were compared. */
  readonly requests: number;
}

/** Compares two controllers on one file of manifests. */
export function comparisonCost(library: string, manifests: string, pair: readonly [string, string]): ComparisonCost {
  const script = `
    import { readFileSync } from 'node:fs';
    const { diff, load } = await import(${JSON.stringify(library)});
    const set = load([{ path: 'all.yaml', text: readFileSync(${JSON.stringify(manifests)}, 'utf8') }]);
    const { summary } = diff(set, set, { controllers: ${JSON.stringify(pair)} });
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const seconds = (userCPUTime + systemCPUTime) / 1e6;
    console.log(JSON.stringify({ seconds, megabytes: maxRSS / 1024, requests: summary.requests }));`;
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ComparisonCost;
}
