import type { Config } from '../config/config.ts';
import type { Source } from '../text/source.ts';
import type { CommandName, OptionName } from './options.ts';

/** What was asked for, in the table's own names. */
export interface Arguments {
  readonly command: CommandName;
  /** What its `-o` may write, the default first. */
  readonly formats: readonly string[];
  readonly operands: readonly string[];
  /** Values of options that take one, in the order in which they were written. */
  readonly values: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  readonly flags: Readonly<Partial<Record<OptionName, boolean>>>;
  /** The configuration file that holds, if there is one. */
  readonly config?: ConfigFile;
}

/** A configuration file and what it says. */
export interface ConfigFile {
  /** As it is shown. */
  readonly path: string;
  /** Absolute path of the directory that its globs start from. */
  readonly directory: string;
  readonly config: Config;
  /** Manifests of what exists in the cluster. */
  readonly assumed: readonly Source[];
  /** The command line alone. */
  readonly commandLine: Arguments;
  /** The texts it was read from, with those that it extends. */
  readonly sources: readonly Source[];
}

/** The value of an option that counts once: the last one written. */
export function lastValue(args: Arguments, name: OptionName): string | undefined {
  return args.values[name]?.at(-1);
}
