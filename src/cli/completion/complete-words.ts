import { profiles } from '../../config/read-config.ts';
import { knownMinors } from '../../index.ts';
import { ruleIds } from '../../rules/ids.ts';
import { controllers } from '../../traffic/controllers/index.ts';
import type { Io } from '../io.ts';
import { type CommandName, commandSpecs, type OptionName, optionSpecs } from '../options.ts';
import { type Names, namesOf } from './names.ts';
import { shells } from './shell-scripts.ts';

/** A word that may come next, and what it means. */
type Candidate = readonly [word: string, meaning: string];

/**
 * What may stand in place of the last word, one candidate a line, a tab and its meaning behind it. Nothing where a path is
 * expected: shells know files.
 */
export async function completeWords(words: readonly string[], io: Io): Promise<string> {
  const current = words.at(-1) ?? '';
  const candidates = await candidatesFor(words.slice(0, -1), current, io);
  return candidates
    .filter(([word]) => word.startsWith(current))
    .map(([word, meaning]) => `${word}\t${meaning}\n`)
    .join('');
}

async function candidatesFor(before: readonly string[], current: string, io: Io): Promise<readonly Candidate[]> {
  const [name = '', ...rest] = before;
  if (before.length === 0) {
    return [
      ...Object.entries(commandSpecs).map(([command, { summary }]): Candidate => [command, summary]),
      ['help', 'help for a command'],
    ];
  }
  if (name === 'help') return Object.entries(commandSpecs).map(([command, { summary }]) => [command, summary]);
  if (!Object.hasOwn(commandSpecs, name)) return [];
  const command = name as CommandName;
  const { operands, open } = scan(command, rest);
  const names = (): Promise<Names> => namesOf(pathsAmong(command, operands, rest), io);
  if (open) return await valuesOf(open, command, current, names);
  const equals = /^--([\w-]+)=/.exec(current);
  if (equals) {
    const option = optionNamed(command, equals[1] ?? '');
    if (!option) return [];
    const values = await valuesOf(option, command, current.slice(equals[0].length), names);
    return values.map(([word, meaning]) => [`${equals[0]}${word}`, meaning]);
  }
  if (current.startsWith('-')) return optionsOf(command, rest);
  return await operandsOf(command, operands.length, names);
}

/** The operands so far, and the option that the next word is the value of. */
function scan(command: CommandName, words: readonly string[]): { operands: string[]; open: OptionName | undefined } {
  const operands: string[] = [];
  let open: OptionName | undefined;
  for (const word of words) {
    if (open) open = undefined;
    else if (word.startsWith('-') && word !== '-') {
      const option = word.startsWith('--') ? optionNamed(command, word.slice(2)) : shortOption(command, word);
      if (option && optionSpecs[option].value) open = option;
    } else operands.push(word);
  }
  return { operands, open };
}

function optionNamed(command: CommandName, long: string): OptionName | undefined {
  return commandSpecs[command].options.find((name) => name === long || optionSpecs[name].alias === long);
}

/** `-n`, also as the last of several letters. */
function shortOption(command: CommandName, word: string): OptionName | undefined {
  const letter = word.at(-1);
  return commandSpecs[command].options.find((name) => optionSpecs[name].short === letter);
}

function optionsOf(command: CommandName, given: readonly string[]): Candidate[] {
  return commandSpecs[command].options.flatMap((name): Candidate[] => {
    const { alias, negatable, repeatable, help } = optionSpecs[name];
    if (!repeatable && given.includes(`--${name}`)) return [];
    const meaning = help.replace(/\s*\n\s*/g, ' ');
    return [
      [`--${name}`, meaning],
      ...(alias ? [[`--${alias}`, meaning] as const] : []),
      ...(negatable ? [[`--no-${name}`, meaning] as const] : []),
    ];
  });
}

async function valuesOf(
  option: OptionName,
  command: CommandName,
  current: string,
  names: () => Promise<Names>,
): Promise<readonly Candidate[]> {
  const { choices } = optionSpecs[option];
  if (choices) return choices.map((choice) => [choice, '']);
  switch (option) {
    case 'output':
      return commandSpecs[command].formats.map((format) => [format, 'format']);
    case 'rule':
      return ruleIds.map((id) => [id, 'rule']);
    case 'profile':
      return profiles.map((profile) => [profile, 'profile']);
    case 'controller': {
      // The last of a list: a,b
      const list = current.slice(0, current.lastIndexOf(',') + 1);
      return controllers.map(({ id, title }) => [`${list}${id}`, title]);
    }
    case 'kubernetes-version': {
      const [oldest, newest] = knownMinors;
      return Array.from({ length: newest - oldest + 1 }, (_, index) => [`1.${newest - index}`, 'Kubernetes']);
    }
    case 'namespace':
      return (await names()).namespaces.map((namespace) => [namespace, 'namespace']);
    case 'host':
      return (await names()).hosts.map((host) => [host, 'host']);
    case 'service':
    case 'explain':
      return (await names()).services.map((service) => [service, 'Service']);
    default:
      return [];
  }
}

async function operandsOf(
  command: CommandName,
  before: number,
  names: () => Promise<Names>,
): Promise<readonly Candidate[]> {
  if (before > 0) return [];
  switch (command) {
    case 'explain':
      return ruleIds.map((id) => [id, 'rule']);
    case 'completion':
      return shells.map((shell) => [shell, 'shell']);
    case 'trace': {
      const { hosts, serviceTargets, ingresses } = await names();
      return [
        ...hosts.flatMap((host): Candidate[] => [
          [`https://${host}/`, 'host of an Ingress'],
          [`${host}/`, 'host of an Ingress, plain HTTP'],
        ]),
        ...serviceTargets.map((service): Candidate => [service, 'Service']),
        ...ingresses.map((ingress): Candidate => [`ingress/${ingress}`, 'Ingress']),
      ];
    }
    case 'dns':
      return (await names()).dnsNames.map((name) => [name, 'Service']);
    default:
      return [];
  }
}

/** The paths that the words so far name; without one, the working directory. */
function pathsAmong(command: CommandName, operands: readonly string[], words: readonly string[]): readonly string[] {
  const named = operands.slice(commandSpecs[command].subject ? 1 : 0);
  for (const [index, word] of words.entries()) {
    const path = words[index + 1];
    if ((word === '-f' || word === '--file') && path !== undefined) named.push(path);
  }
  return named.length > 0 ? named : ['.'];
}
