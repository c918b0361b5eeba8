import { Command, CommanderError, Option } from 'commander';
import type { Arguments } from './arguments.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { type CommandName, type CommandSpec, commandSpecs, type OptionName, optionSpecs } from './options.ts';
import { version } from './version.ts';

/**
 * The parser for everything unusual: it prints help and says what is wrong with a command line, with suggestions.
 * Its answer for a well-formed command line is that of `parseArguments`.
 */
export function parseOrExplain(argv: readonly string[], io: Io): Arguments | ExitCode {
  let parsed: Arguments | undefined;
  const program = createProgram((args) => {
    parsed = args;
  }, io);
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander's code for any mistake is 1, which is an answer of ours.
    return error.exitCode === 0 ? 0 : 2;
  }
  return parsed ?? 2;
}

function createProgram(done: (args: Arguments) => void, io: Io): Command {
  const width = (columns: number | undefined): number => Math.max(60, Math.min(columns ?? 100, 120));
  const program = new Command('ksvc');
  program
    .description('Reads Kubernetes manifests and answers, offline, what otherwise only a cluster can.')
    .usage('<command> [options]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'help for a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out.write(text),
      writeErr: (text) => io.err.write(text),
      getOutHelpWidth: () => width(io.out.columns()),
      getErrHelpWidth: () => width(io.err.columns()),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace(' [options]', ''),
    })
    .showHelpAfterError('(ksvc --help lists the commands)')
    .addHelpText(
      'after',
      `\n${footer([
        ['ksvc lint', 'check everything below this directory'],
        ['kubectl get svc,ing,deploy -A -o yaml | ksvc lint -', 'check what a cluster holds'],
      ])}`,
    );
  for (const name of Object.keys(commandSpecs) as CommandName[]) addCommand(program, name, done);
  return program;
}

function addCommand(program: Command, name: CommandName, done: (args: Arguments) => void): void {
  const spec = commandSpecs[name];
  const values: Partial<Record<OptionName, string[]>> = {};
  const flags: Partial<Record<OptionName, boolean>> = {};
  const command = program.command(name).description(sentence(spec.summary)).summary(spec.summary);
  command
    .usage(['[options]', ...formsOf(spec)].join(' '))
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .showHelpAfterError(`(ksvc ${name} --help shows what is possible)`)
    .addHelpText('after', `\n${footer(spec.examples, spec.exits)}`);
  if (spec.subject) command.argument(`<${spec.subject.name}>`, spec.subject.help);
  if (spec.operand) command.argument(operandForm(spec.operand), spec.operand.help);
  for (const option of spec.options) addOption(command, option, spec, values, flags);
  command.action(() => done({ command: name, formats: spec.formats, operands: command.args, values, flags }));
}

function addOption(
  command: Command,
  name: OptionName,
  spec: CommandSpec,
  values: Partial<Record<OptionName, string[]>>,
  flags: Partial<Record<OptionName, boolean>>,
): void {
  const { short, alias, value, optional, choices, negatable, help } = optionSpecs[name];
  const text = name === 'output' ? `${help}\nformats: ${spec.formats.join(', ')}` : help;
  const placeholder = value ? (optional ? ` [${value}]` : ` <${value}>`) : '';
  const push = (given: string): void => {
    const list = values[name] ?? [];
    values[name] = list;
    list.push(given);
  };
  const main = new Option(`${short ? `-${short}, ` : ''}--${name}${placeholder}`, text);
  if (choices) main.choices(choices);
  command.addOption(main);
  const take = (given: string | null | undefined): void => {
    if (value) push(given ?? '');
    else flags[name] = true;
  };
  command.on(`option:${name}`, take);
  if (alias) {
    command.addOption(new Option(`--${alias}${placeholder}`, `the same as --${name}`));
    command.on(`option:${alias}`, take);
  }
  if (negatable) {
    command.addOption(new Option(`--no-${name}`).hideHelp());
    command.on(`option:no-${name}`, () => {
      flags[name] = false;
    });
  }
}

function formsOf({ subject, operand }: CommandSpec): string[] {
  return [...(subject ? [`<${subject.name}>`] : []), ...(operand ? [operandForm(operand)] : [])];
}

function operandForm(operand: { readonly name: string; readonly repeatable: boolean }): string {
  return `[${operand.name}${operand.repeatable ? '...' : ''}]`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function footer(
  examples: readonly (readonly [string, string])[],
  exits: readonly (readonly [number, string])[] = [
    [0, 'yes: nothing is wrong'],
    [1, 'no: something is'],
    [2, 'wrong usage, or an input cannot be read'],
    [3, 'cannot tell: the files do not hold it'],
    [70, 'a bug of ksvc'],
  ],
): string {
  const wide = Math.max(...examples.map(([command]) => command.length));
  return [
    'Examples:',
    ...examples.map(([command, what]) => `  ${command.padEnd(wide)}  ${what}`),
    '',
    'Exit codes:',
    ...exits.map(([code, meaning]) => `  ${String(code).padEnd(2)}  ${meaning}`),
    '',
    'Results go to standard output, everything else to standard error. ksvc never uses the network.',
  ].join('\n');
}
