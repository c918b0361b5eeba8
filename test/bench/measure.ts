import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command to time, with the arguments as one list: nothing is given to a shell. */
export interface Command {
  readonly name: string;
  readonly argv: readonly [program: string, ...rest: string[]];
}

/** CPU time of whole processes (user + system, of the process and its children) in milliseconds. */
export interface Figures {
  readonly name: string;
  readonly min: number;
  readonly median: number;
}

// These two variables make Node start several times slower: without them the start-up is measured, not certificates.
const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...env } = process.env;

/**
 * Times commands in turn (A B C, A B C, …), so that a drift of the machine's speed meets them all. Short ones are run
 * several times at each turn, all of them as often, and the figure is that of one run.
 */
export function compare(commands: readonly Command[], rounds: number): Figures[] {
  const least = Math.min(...commands.map((command) => cpu(command, 1))); // warms the file cache as well
  const runs = Math.max(1, Math.ceil(enough / least));
  const times = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    commands.forEach((command, at) => {
      times[at]?.push(cpu(command, runs) / runs);
    });
  }
  return commands.map(({ name }, at) => {
    const sorted = (times[at] ?? []).sort((a, b) => a - b);
    return { name, min: sorted[0] ?? 0, median: sorted[sorted.length >> 1] ?? 0 };
  });
}

/**
 * Milliseconds that a turn takes at least. bash's `time` leaves out fractions of a millisecond, of user and of system
 * time each: of one run of bare Node that is up to a tenth, which ratios to it would show as ours.
 */
const enough = 100;

function cpu({ argv }: Command, runs: number): number {
  // What the operating system charged the finished commands. What fails is quick: 1 is a finding, more is none.
  const script = `TIMEFORMAT="%3U %3S"; runs=$1; shift
time for ((run = 0; run < runs; run++)); do "$@" >/dev/null 2>/dev/null || [ $? -eq 1 ] || exit 2; done`;
  const { stderr, error, status } = spawnSync('bash', ['-c', script, 'bash', String(runs), ...argv], {
    env,
    encoding: 'utf8',
  });
  if (error) throw error;
  const spent = /(\d+\.\d+) (\d+\.\d+)\s*$/.exec(stderr);
  if (status !== 0 || !spent) throw new Error(`no timing for ${argv.join(' ')}: ${stderr}`);
  return (Number(spent[1]) + Number(spent[2])) * 1000;
}

/** Peak resident memory of a Node program in MB, as the program's own process reports it at its end. */
export function peakMemory(script: readonly string[]): number {
  const preload = join(tmpdir(), `ksvc-bench-${process.pid}.cjs`);
  const result = `${preload}.txt`;
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(result)}, String(process.resourceUsage().maxRSS)));`,
  );
  try {
    spawnSync(process.execPath, ['--require', preload, ...script], { env, stdio: 'ignore' });
    return Number(readFileSync(result, 'utf8')) / 1024;
  } finally {
    rmSync(preload, { force: true });
    rmSync(result, { force: true });
  }
}
