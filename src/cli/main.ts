import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { withConfig } from './config/with-config.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { CommandName } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { processIo } from './process-io.ts';
import { version } from './version.ts';

/** Commands that are there; the others are loaded when they are called. */
type Present = Readonly<Partial<Record<CommandName, Command>>>;

/**
 * Runs as the process: reads its arguments, writes to its streams, leaves its exit code. What started it may prepare
 * for work (bin/ksvc.js), and have commands already (src/dev/build.mjs).
 */
export function run(expectWork: (isOnce: boolean) => void, present?: Present): void {
  // All is written by then: to leave now saves Node a look for more to do, and V8 taking the heap down piece by piece.
  main(process.argv.slice(2), processIo(expectWork), present).then((code) => process.exit(code));
}

/** The whole program. Never rejects: an error that nobody expected is exit code 70. */
export async function main(argv: readonly string[], io: Io, present: Present = {}): Promise<ExitCode> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      io.out.write(`${version}\n`);
      return 0;
    }
    if (argv[0] === '__complete') return await complete(argv.slice(1), io);
    const args = parseArguments(argv) ?? (await explainArguments(argv, io));
    return typeof args === 'number' ? args : await execute(args, io, present);
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
  report: async () => (await import('./commands/report.ts')).reportCommand,
  fix: async () => (await import('./commands/fix.ts')).fixCommand,
  rules: async () => (await import('./commands/rules.ts')).rulesCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  init: async () => (await import('./commands/init.ts')).initCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
};

async function execute(args: Arguments, io: Io, present: Present): Promise<ExitCode> {
  const configured = await withConfig(args, io);
  if (typeof configured === 'number') return configured;
  const command = present[args.command] ?? (await commands[args.command]());
  return command(configured, io);
}

/** What the shells' completion scripts call. */
async function complete(words: readonly string[], io: Io): Promise<ExitCode> {
  const { completeWords } = await import('./completion/complete-words.ts');
  io.out.write(await completeWords(words, io));
  return 0;
}

async function explainArguments(argv: readonly string[], io: Io): Promise<Arguments | ExitCode> {
  const { parseOrExplain } = await import('./help.ts');
  return parseOrExplain(argv, io);
}
