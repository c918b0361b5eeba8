import type { Arguments } from './arguments.ts';
import { type CommandName, commandSpecs, type OptionName, type OptionSpec, optionSpecs } from './options.ts';

/**
 * Parses a well-formed command line. Undefined for anything else (help, unknown words, missing values), which is left
 * to the parser that can explain it: loading that one costs more than a small lint.
 */
export function parseArguments(argv: readonly string[]): Arguments | undefined {
  const [command, ...rest] = argv;
  if (command === undefined || !isCommand(command)) return undefined;
  const names = commandSpecs[command].options;
  const operands: string[] = [];
  const values: Partial<Record<OptionName, string[]>> = {};
  const flags: Partial<Record<OptionName, boolean>> = {};

  let at = 0;
  /** Takes a value for an option: the rest of its own word, or the next word. */
  const take = (name: OptionName, attached: string | undefined): boolean => {
    const value = attached ?? (optionSpecs[name].optional && !isValue(rest[at]) ? '' : rest[at++]);
    if (value === undefined || !isChoice(optionSpecs[name], value)) return false;
    let list = values[name];
    if (!list) {
      list = [];
      values[name] = list;
    }
    list.push(value);
    return true;
  };

  while (at < rest.length) {
    const word = rest[at++] ?? '';
    if (word === '--') {
      operands.push(...rest.slice(at));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const long = equals < 0 ? word.slice(2) : word.slice(2, equals);
      const name = names.find((candidate) => candidate === long || optionSpecs[candidate].alias === long);
      if (name && optionSpecs[name].value) {
        if (!take(name, equals < 0 ? undefined : word.slice(equals + 1))) return undefined;
      } else if (name && equals < 0) {
        flags[name] = true;
      } else {
        const negated = names.find((candidate) => optionSpecs[candidate].negatable && long === `no-${candidate}`);
        if (!negated || equals >= 0) return undefined;
        flags[negated] = false;
      }
    } else if (word.startsWith('-') && word !== '-') {
      for (let letter = 1; letter < word.length; letter++) {
        const name = names.find((candidate) => optionSpecs[candidate].short === word[letter]);
        if (!name) return undefined;
        if (optionSpecs[name].value) {
          const attached = word.slice(letter + 1);
          // `-o=json` is what kubectl users type.
          if (!take(name, attached === '' ? undefined : attached.replace(/^=/, ''))) return undefined;
          break;
        }
        flags[name] = true;
      }
    } else {
      operands.push(word);
    }
  }
  const { subject, operand, formats } = commandSpecs[command];
  const subjects = subject ? 1 : 0;
  if (operands.length < subjects) return undefined;
  if (operands.length > subjects + (operand ? (operand.repeatable ? Number.POSITIVE_INFINITY : 1) : 0))
    return undefined;
  return { command, formats, operands, values, flags };
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commandSpecs, word);
}

/** Whether the word after an option that needs no value is one: commander takes what does not begin like an option. */
function isValue(word: string | undefined): boolean {
  return word !== undefined && (word.length < 2 || !word.startsWith('-'));
}

function isChoice(spec: OptionSpec, value: string): boolean {
  return !spec.choices || spec.choices.includes(value);
}
