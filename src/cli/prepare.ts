import type { Options } from '../index.ts';
import type { Arguments } from './arguments.ts';
import { clusterOptions } from './cluster-options.ts';
import { refuse } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import { reportInputs } from './input/inputs-report.ts';
import { type Inputs, readInputs } from './input/read-inputs.ts';
import type { Io } from './io.ts';
import { commandSpecs } from './options.ts';
import { type Destination, destinations } from './output/destinations.ts';

/** What a command that reads manifests starts from. */
export interface Prepared {
  readonly targets: readonly Destination[];
  readonly options: Options;
  readonly inputs: Inputs;
}

/** Checks the command line first, then reads; an exit code when there is nothing to go on with, all told. */
export async function prepare(args: Arguments, io: Io, defaultFormat: string): Promise<Prepared | ExitCode> {
  const targets = destinations(args.values.output ?? [], commandSpecs[args.command].formats, defaultFormat);
  if (typeof targets === 'string') return refuse(io, args, targets);
  const options = clusterOptions(args);
  if (typeof options === 'string') return refuse(io, args, options);
  const inputs = await readInputs([...args.operands, ...(args.values.file ?? [])], io);
  reportInputs(inputs, args, io);
  if (isMuch(inputs.sources)) io.expectWork?.();
  if (inputs.sources.length > 0) return { targets, options, inputs };
  if (inputs.missing.length + inputs.unreadable.length === 0) {
    io.err.write('error: no manifest found: no file there names an apiVersion or kind\n');
  }
  return 2;
}

/** Whether V8 would begin to optimise for texts: from some 30 documents on. */
function isMuch(sources: Inputs['sources']): boolean {
  let characters = 0;
  for (const { text } of sources) characters += text.length;
  return characters > 30_000;
}
