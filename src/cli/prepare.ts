import type { Options } from '../index.ts';
import { count } from '../report/plural.ts';
import { type Arguments, lastValue } from './arguments.ts';
import { clusterOptions } from './cluster-options.ts';
import { refuse } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import { reportInputs } from './input/inputs-report.ts';
import { type Inputs, readInputs } from './input/read-inputs.ts';
import type { Io } from './io.ts';
import type { CommandName } from './options.ts';
import { type Destination, destinations } from './output/destinations.ts';
import { showStatus } from './output/status-line.ts';

/** What a command that reads manifests starts from. */
export interface Prepared {
  readonly targets: readonly Destination[];
  readonly options: Options;
  readonly inputs: Inputs;
}

/** Checks the command line first, then reads; an exit code when there is nothing to go on with, all told. */
export async function prepare(args: Arguments, io: Io, defaultFormat: string): Promise<Prepared | ExitCode> {
  const targets = destinations(args.values.output ?? [], args.formats, defaultFormat);
  if (typeof targets === 'string') return refuse(io, args, targets);
  const options = clusterOptions(args);
  if (typeof options === 'string') return refuse(io, args, options);
  const inputs = await readArguments(args, io);
  reportInputs(inputs, args, io);
  const size = sizeOf(inputs.sources);
  if (size > muchText) io.expectWork?.(size < hugeText && onceOver.has(args.command));
  if (size > veryMuchText && !args.flags.quiet && args.flags.progress !== false)
    showStatus(io, `${count(inputs.sources.length, 'file')}: ${args.command}…`);
  if (inputs.sources.length > 0) return { targets, options, inputs };
  if (inputs.missing.length + inputs.unreadable.length === 0) {
    if (args.flags['allow-empty']) return { targets, options, inputs };
    io.err.write('error: no manifest found: no file there names an apiVersion or kind\n');
  }
  return 2;
}

/** Reads what the command line names, or what the configuration says when it names nothing. */
async function readArguments(args: Arguments, io: Io): Promise<Inputs> {
  const named = [...args.operands, ...(args.values.file ?? [])];
  const name = lastValue(args, 'stdin-filename');
  const search = args.flags['allow-empty'] ? { mayBeEmpty: true } : {};
  if (!args.config && name === undefined) return await readInputs(named, io, search);
  const { readConfigured } = await import('./config/read-configured.ts');
  return await readConfigured(named, name, args.config, io, search);
}

/** From here on V8 would begin to optimise: some 30 documents. */
const muchText = 30_000;
/** Some 2,500 documents: more of them are worth optimising for. */
const hugeText = 2_500_000;
/** Commands that do the same with each object, and are done. */
const onceOver: ReadonlySet<CommandName> = new Set<CommandName>(['lint', 'validate', 'graph', 'endpoints']);
/** From here on a person notices that it takes time. */
const veryMuchText = 1_500_000;

function sizeOf(sources: Inputs['sources']): number {
  let characters = 0;
  for (const { text } of sources) characters += text.length;
  return characters;
}
