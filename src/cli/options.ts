// The one description of the command line: the parser, `--help` and the errors are made from it.

export type CommandName = 'lint' | 'validate' | 'rules' | 'explain';

export type OptionName =
  | 'output'
  | 'file'
  | 'fail-on'
  | 'namespace'
  | 'kubernetes-version'
  | 'single-stack'
  | 'quiet'
  | 'color';

export interface OptionSpec {
  /** One letter: `-o`. */
  readonly short?: string;
  /** A second long name. */
  readonly alias?: string;
  /** What the value is called in help; an option without it is a flag. */
  readonly value?: string;
  /** Every occurrence counts, not only the last. */
  readonly repeatable?: true;
  /** `--no-<name>` exists too. */
  readonly negatable?: true;
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface CommandSpec {
  readonly summary: string;
  /** A word that has to come before the operands. */
  readonly subject?: { readonly name: string; readonly help: string };
  readonly operand?: { readonly name: string; readonly repeatable: boolean; readonly help: string };
  readonly options: readonly OptionName[];
  /** The formats of `-o`, the default first. */
  readonly formats: readonly string[];
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly exits: readonly (readonly [code: number, meaning: string])[];
}

/** Every option, whichever commands take it. */
export const optionSpecs: Readonly<Record<OptionName, OptionSpec>> = {
  output: {
    short: 'o',
    alias: 'format',
    value: 'output',
    repeatable: true,
    help: 'a format, a file whose extension names one, or format=file; may be given more than once',
  },
  file: { short: 'f', value: 'path', repeatable: true, help: 'the same as a path, for kubectl habits' },
  'fail-on': {
    value: 'severity',
    choices: ['error', 'warning', 'info', 'never'],
    help: 'lowest severity that makes the exit code 1 (default: error)',
  },
  namespace: { short: 'n', value: 'namespace', help: 'namespace of objects that name none (default: default)' },
  'kubernetes-version': { value: 'version', help: 'the cluster the manifests are for, as in 1.34 (default: 1.37)' },
  'single-stack': { help: 'the cluster has an IPv4 Service range only (default: IPv4 and IPv6)' },
  quiet: { short: 'q', help: 'only what makes the exit code 1: no summary, no notes' },
  color: { negatable: true, help: 'colours, --no-color: none (default: on a terminal, unless NO_COLOR is set)' },
};

const paths = {
  name: 'paths',
  repeatable: true,
  help: 'files, directories (.yaml .yml .json, recursively), globs, or - for stdin; default: a pipe, else this directory',
};
const cluster: readonly OptionName[] = ['namespace', 'kubernetes-version', 'single-stack'];
const misuse: readonly (readonly [number, string])[] = [
  [2, 'wrong usage, or an input cannot be read'],
  [70, 'a bug of ksvc'],
];

/** Every command, in the order of `ksvc --help`. */
export const commandSpecs: Readonly<Record<CommandName, CommandSpec>> = {
  lint: {
    summary: 'what is wrong with these manifests',
    operand: paths,
    options: ['output', 'file', 'fail-on', ...cluster, 'quiet', 'color'],
    formats: ['pretty', 'compact', 'json', 'sarif'],
    examples: [
      ['ksvc lint', 'everything below this directory'],
      ['ksvc lint k8s/ ingress.yaml', 'a directory and a file, as one set'],
      ['helm template . | ksvc lint -', 'what a chart renders to'],
      ['ksvc lint k8s -o compact -o sarif=ksvc.sarif', 'lines for people, a file for code scanning'],
    ],
    exits: [[0, 'no finding at or above --fail-on'], [1, 'findings, also: a document cannot be parsed'], ...misuse],
  },
  validate: {
    summary: 'would the API server take these manifests, and if not, in which words does it refuse',
    operand: paths,
    options: ['output', 'file', ...cluster, 'quiet', 'color'],
    formats: ['text', 'json'],
    examples: [
      ['ksvc validate service.yaml', 'as kubectl create --dry-run=server, without a cluster'],
      ['ksvc validate -f k8s/ -n shop --kubernetes-version 1.34', 'as another cluster would answer'],
      ['ksvc validate -o json k8s/', 'with causes, positions and the stored object'],
    ],
    exits: [[0, 'nothing is rejected'], [1, 'some document is rejected'], ...misuse],
  },
  rules: {
    summary: 'the rules of lint',
    options: ['output', 'color'],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['ksvc rules', 'id, severity and title of each'],
      ['ksvc rules -o json', 'everything about each'],
    ],
    exits: [[0, 'printed'], ...misuse],
  },
  explain: {
    summary: 'why a rule exists and what to do about its findings',
    operand: { name: 'rule', repeatable: false, help: 'id of a rule; without it all rules are listed' },
    options: ['output', 'color'],
    formats: ['text', 'json', 'markdown'],
    examples: [['ksvc explain service-port-name-required', 'one rule, with examples']],
    exits: [[0, 'printed'], ...misuse],
  },
};
