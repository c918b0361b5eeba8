import type { ByteSet } from './byte-set.ts';
import type { Assertion, RegexNode, RegexProblem, RegexTree } from './syntax.ts';

/** One step of a compiled expression. */
export type Instruction =
  | { readonly op: 'bytes'; readonly set: ByteSet }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'save'; readonly slot: number }
  /** Tries `first`, then `second`. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'match' };

/** A compiled expression: Thompson's construction, so that it can be run in linear time. */
export interface Program {
  readonly kind: 'program';
  readonly instructions: readonly Instruction[];
  readonly groups: number;
}

const maxInstructions = 20_000;

/** Compiles a tree; counted repetitions are written out, which has a limit. */
export function compileRegex({ root, groups }: RegexTree): Program | RegexProblem {
  const instructions: Instruction[] = [];
  if (!emit(instructions, root)) return { kind: 'unsupported', message: 'repetitions that multiply' };
  instructions.push({ op: 'match' });
  return { kind: 'program', instructions, groups };
}

/** Writes the steps of a node; false when there would be too many. */
function emit(out: Instruction[], node: RegexNode): boolean {
  if (out.length > maxInstructions) return false;
  switch (node.kind) {
    case 'bytes':
      out.push({ op: 'bytes', set: node.set });
      return true;
    case 'assert':
      out.push({ op: 'assert', assertion: node.assertion });
      return true;
    case 'sequence':
      return node.items.every((item) => emit(out, item));
    case 'choice':
      return emitChoice(out, node.items);
    case 'group': {
      const { index } = node;
      if (index === undefined) return emit(out, node.item);
      out.push({ op: 'save', slot: 2 * index });
      if (!emit(out, node.item)) return false;
      out.push({ op: 'save', slot: 2 * index + 1 });
      return true;
    }
    case 'repeat':
      return emitRepeat(out, node);
  }
}

function emitChoice(out: Instruction[], items: readonly RegexNode[]): boolean {
  const exits: number[] = [];
  for (const [index, item] of items.entries()) {
    const last = index === items.length - 1;
    const split = last ? -1 : out.push({ op: 'match' }) - 1;
    if (!emit(out, item)) return false;
    if (last) break;
    exits.push(out.push({ op: 'match' }) - 1);
    out[split] = { op: 'split', first: split + 1, second: out.length };
  }
  for (const exit of exits) out[exit] = { op: 'jump', to: out.length };
  return true;
}

function emitRepeat(out: Instruction[], node: RegexNode & { kind: 'repeat' }): boolean {
  const { item, min, max, lazy } = node;
  for (let count = 0; count < min; count++) if (!emit(out, item)) return false;
  const fork = (at: number, again: number, leave: number): void => {
    out[at] = { op: 'split', first: lazy ? leave : again, second: lazy ? again : leave };
  };
  if (max === Number.POSITIVE_INFINITY) {
    const split = out.push({ op: 'match' }) - 1;
    if (!emit(out, item)) return false;
    out.push({ op: 'jump', to: split });
    fork(split, split + 1, out.length);
    return true;
  }
  const splits: number[] = [];
  for (let count = min; count < max; count++) {
    splits.push(out.push({ op: 'match' }) - 1);
    if (!emit(out, item)) return false;
  }
  for (const split of splits) fork(split, split + 1, out.length);
  return true;
}
