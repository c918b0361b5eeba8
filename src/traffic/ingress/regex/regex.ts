import { compileRegex, type Instruction, type Program } from './program.ts';
import { parseRegex, type RegexProblem } from './syntax.ts';

// Expressions come from users, and a backtracking engine could be made to run for ages by a pattern such as (a+)+$.
// Here each pair of step and place is visited once, so time grows with the product of their numbers and no faster.

/** An expression ready to be run on texts that hold one byte in each character. */
export interface Regex {
  readonly kind: 'regex';
  /** The first match from a place on, leftmost and by the order of alternatives as in PCRE; undefined when there is none. */
  search(text: string, from?: number): RegexMatch | undefined;
  /** Whether it matches at the very beginning. */
  matchesStart(text: string): boolean;
}

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** Group 0 is the whole; a group that took no part is undefined. */
  readonly groups: readonly (string | undefined)[];
}

/** Compiles an expression of the common part of PCRE and RE2. */
export function regexOf(source: string, { ignoreCase = false }: { ignoreCase?: boolean } = {}): Regex | RegexProblem {
  const tree = parseRegex(source, ignoreCase);
  if (tree.kind !== 'tree') return tree;
  const program = compileRegex(tree);
  if (program.kind !== 'program') return program;
  return {
    kind: 'regex',
    search: (text, from = 0) => search(program, text, from),
    matchesStart: (text) => runFrom(program, text, 0, new Uint8Array(size(program, text))) !== undefined,
  };
}

function search(program: Program, text: string, from: number): RegexMatch | undefined {
  const visited = new Uint8Array(size(program, text));
  for (let start = from; start <= text.length; start++) {
    const slots = runFrom(program, text, start, visited);
    if (!slots) continue;
    const groups = Array.from({ length: program.groups + 1 }, (_, index) => {
      const [from, to] = [slots[2 * index], slots[2 * index + 1]];
      return from === undefined || to === undefined ? undefined : text.slice(from, to);
    });
    return { start, end: slots[1] ?? start, groups };
  }
  return undefined;
}

function size({ instructions }: Program, text: string): number {
  return instructions.length * (text.length + 1);
}

/** A place to go on from, or a slot to restore on the way back. */
type Task =
  | { readonly pc: number; readonly at: number }
  | { readonly slot: number; readonly value: number | undefined };

/** What fails from a step and place fails from there for ever, so `visited` is kept between starts. */
function runFrom(
  { instructions }: Program,
  text: string,
  start: number,
  visited: Uint8Array,
): (number | undefined)[] | undefined {
  const slots: (number | undefined)[] = [start];
  const tasks: Task[] = [{ pc: 0, at: start }];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    if ('slot' in task) {
      slots[task.slot] = task.value;
      continue;
    }
    let { pc, at } = task;
    for (;;) {
      const key = pc * (text.length + 1) + at;
      const instruction: Instruction | undefined = instructions[pc];
      if (visited[key] === 1 || !instruction) break;
      visited[key] = 1;
      if (instruction.op === 'match') {
        slots[1] = at;
        return slots;
      }
      if (instruction.op === 'bytes') {
        if (at >= text.length || !instruction.set[text.charCodeAt(at)]) break;
        at++;
        pc++;
      } else if (instruction.op === 'assert') {
        if (!holds(instruction.assertion, text, at)) break;
        pc++;
      } else if (instruction.op === 'save') {
        tasks.push({ slot: instruction.slot, value: slots[instruction.slot] });
        slots[instruction.slot] = at;
        pc++;
      } else if (instruction.op === 'split') {
        tasks.push({ pc: instruction.second, at });
        pc = instruction.first;
      } else {
        pc = instruction.to;
      }
    }
  }
  return undefined;
}

function holds(assertion: (Instruction & { op: 'assert' })['assertion'], text: string, at: number): boolean {
  switch (assertion) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === text.length;
    case 'line-end':
      return at === text.length || (at === text.length - 1 && text[at] === '\n');
    default: {
      const boundary = isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at));
      return boundary === (assertion === 'word-boundary');
    }
  }
}

function isWord(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122);
}
