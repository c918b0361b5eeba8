import { type Arguments, parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { CommandName } from './options.ts';
import { processIo } from './process-io.ts';
import { version } from './version.ts';

/**
 * Runs as the process: reads its arguments, writes to its streams, leaves its exit code. What started it may prepare
 * for work (start.cjs).
 */
export function run(expectWork: () => void): void {
  main(process.argv.slice(2), processIo(expectWork)).then((code) => {
    process.exitCode = code;
  });
}

/** The whole program. Never rejects: an error that nobody expected is exit code 70. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      io.out.write(`${version}\n`);
      return 0;
    }
    const args = parseArguments(argv) ?? (await explainArguments(argv, io));
    return typeof args === 'number' ? args : await execute(args, io);
  } catch (error) {
    const { describeCrash } = await import('./crash.ts');
    io.err.write(describeCrash(error, argv));
    return 70;
  }
}

const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  lint: async () => (await import('./commands/lint.ts')).lintCommand,
  validate: async () => (await import('./commands/validate.ts')).validateCommand,
  endpoints: async () => (await import('./commands/endpoints.ts')).endpointsCommand,
  routes: async () => (await import('./commands/routes.ts')).routesCommand,
  trace: async () => (await import('./commands/trace.ts')).traceCommand,
  dns: async () => (await import('./commands/dns.ts')).dnsCommand,
  graph: async () => (await import('./commands/graph.ts')).graphCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  test: async () => (await import('./commands/test.ts')).testCommand,
  rules: async () => (await import('./commands/rules.ts')).rulesCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
};

async function execute(args: Arguments, io: Io): Promise<ExitCode> {
  const command = await commands[args.command]();
  return command(args, io);
}

async function explainArguments(argv: readonly string[], io: Io): Promise<Arguments | ExitCode> {
  const { parseOrExplain } = await import('./help.ts');
  return parseOrExplain(argv, io);
}
