import { type Cluster, load } from '../../index.ts';
import { diffMarkdown } from '../../report/diff-markdown.ts';
import { diffPage } from '../../report/diff-page.ts';
import { type DiffNames, diffText } from '../../report/diff-text.ts';
import { toJson } from '../../report/json.ts';
import { visible } from '../../report/visible.ts';
import { nearest } from '../../text/nearest.ts';
import { diffClusters } from '../../traffic/diff/diff.ts';
import { type Comparison, type Grade, grades } from '../../traffic/diff/difference.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import type { ExitCode } from '../exit-code.ts';
import { reportInputs } from '../input/inputs-report.ts';
import { type Inputs, readInputs } from '../input/read-inputs.ts';
import { readRevision } from '../input/revision.ts';
import { revisionProblem } from '../input/revision-problem.ts';
import type { Io } from '../io.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';

/** `ksvc diff`: exit code 0 when both sides answer alike, 1 when they do not, 3 when only some requests cannot be told. */
export const diffCommand: Command = async (args, io) => {
  const question = questionOf(args);
  if (typeof question === 'string') return refuse(io, args, question);
  const { ids, revision, failOn, operands } = question;
  const prepared = await prepare(
    { ...args, operands: operands.after, values: { ...args.values, file: operands.files } },
    io,
    'text',
  );
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const other = await otherInputs(question, io);
  if (typeof other === 'string') {
    io.err.write(`error: ${other}\n`);
    return 2;
  }
  if (other) {
    reportInputs(other, args, io);
    if (other.sources.length === 0 && revision === undefined) return 2;
  }
  const after = load(inputs.sources, options);
  const before = other ? load(other.sources, options) : after;
  const [first, second = first] = ids;
  const comparison = diffClusters(before, after, {
    controllers: first === undefined || second === undefined ? undefined : [first, second],
  });
  const names = namesOf(question, comparison);
  const written = await deliver(targets, io, async (destination) => {
    switch (destination.format) {
      case 'json':
        return toJson({ version: 1, names, ...comparison });
      case 'markdown':
        return diffMarkdown(comparison, names);
      case 'html':
        return diffPage(comparison, names);
      default:
        return diffText(comparison, names, await lookOf(destination, args, io));
    }
  });
  return written ? exitCodeOf(comparison, failOn, [inputs, ...(other ? [other] : [])], [before, after]) : 2;
};

interface Question {
  readonly ids: readonly string[];
  readonly revision: string | undefined;
  /** Grades that make the exit code 1. */
  readonly failOn: readonly Grade[];
  readonly operands: {
    /** Undefined: the same files, or those of a revision. */
    readonly before: string | undefined;
    readonly after: readonly string[];
    readonly files: readonly string[];
  };
}

/** What is compared; a text says what is wrong with it. */
function questionOf(args: Arguments): Question | string {
  const ids = controllerIds(args);
  if (typeof ids === 'string') return ids;
  if (ids.length > 2) return 'option --controller: diff compares two of them: --controller ingress-nginx,traefik';
  const failOn = failOnOf(lastValue(args, 'fail-on-grade'));
  if (typeof failOn === 'string') return failOn;
  const revision = lastValue(args, 'git');
  const files = args.values.file ?? [];
  if (revision !== undefined) {
    const wrong = revisionProblem(revision);
    if (wrong !== undefined) return wrong;
    return { ids, revision, failOn, operands: { before: undefined, after: args.operands, files } };
  }
  const [before, after, ...more] = args.operands;
  if (more.length > 0) return 'diff takes two sets: a file or directory before, and one after';
  if (before !== undefined && after !== undefined) {
    return { ids, revision, failOn, operands: { before, after: [after], files } };
  }
  if (ids.length < 2) {
    return 'nothing to compare: name two sets, two controllers with --controller a,b, or a revision with --git';
  }
  return { ids, revision, failOn, operands: { before: undefined, after: args.operands, files } };
}

function failOnOf(given: string | undefined): readonly Grade[] | string {
  if (given === undefined) return grades;
  if (given === 'never') return [];
  const wanted = given.split(',').map((each) => each.trim());
  const wrong = wanted.find((each) => !(grades as readonly string[]).includes(each));
  if (wrong === undefined) return grades.filter((grade) => wanted.includes(grade));
  const near = nearest(wrong, [...grades, 'never']);
  return `option --fail-on: '${visible(wrong)}' is not known; ${near ? `did you mean ${near}?` : `known: ${[...grades, 'never'].join(', ')}`}`;
}

/** The files of before; undefined where they are those of after, a text when they cannot be had. */
async function otherInputs({ revision, operands }: Question, io: Io): Promise<Inputs | undefined | string> {
  if (revision !== undefined) return await readRevision(revision, [...operands.after, ...operands.files], io);
  return operands.before === undefined ? undefined : await readInputs([operands.before], io);
}

function namesOf({ ids, revision, operands }: Question, { before, after }: Comparison): DiffNames {
  const [first, second] = ids;
  if (first !== undefined && second !== undefined && operands.before === undefined && revision === undefined) {
    return { before: first, after: second };
  }
  const via = (own: readonly string[], others: readonly string[]): string =>
    own.join() === others.join() ? '' : ` (${own.join(', ') || 'no controller'})`;
  const here = operands.after.join(' ') || (revision === undefined ? 'after' : 'working tree');
  return {
    before: `${revision ?? operands.before ?? 'before'}${via(before.controllers, after.controllers)}`,
    after: `${here}${via(after.controllers, before.controllers)}`,
  };
}

function exitCodeOf(
  { differences, unknown }: Comparison,
  failOn: readonly Grade[],
  inputs: readonly Inputs[],
  clusters: readonly Cluster[],
): ExitCode {
  if (inputs.some(({ missing }) => missing.length > 0)) return 2;
  if (differences.some(({ grade }) => failOn.includes(grade))) return 1;
  if (inputs.some(({ unreadable }) => unreadable.length > 0)) return 2;
  if (clusters.every(({ objects }) => objects.length === 0)) return 2;
  return unknown.length > 0 && differences.length === 0 && failOn.length > 0 ? 3 : 0;
}
