import type { Arguments } from './arguments.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** Answers a parsed command line. */
export type Command = (args: Arguments, io: Io) => ExitCode | Promise<ExitCode>;

/** Says what is wrong with the command line. */
export function refuse(io: Io, args: Arguments, message: string): ExitCode {
  io.err.write(`error: ${message}\n(ksvc ${args.command} --help shows what is possible)\n`);
  return 2;
}
