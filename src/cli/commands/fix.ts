import { resolve } from 'node:path';
import { type FixResult, fix, type Source } from '../../index.ts';
import { fixedText, fixSummary, heldText } from '../../report/fix-text.ts';
import { unifiedDiff } from '../../report/unified-diff.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { failureCode } from '../failure.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import type { Io } from '../io.ts';
import { lintSettings } from '../lint/settings.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import type { Destination } from '../output/destinations.ts';
import { prepare } from '../prepare.ts';
import { reaches } from '../reaches.ts';

/**
 * `ksvc fix`: writes what can be fixed into the files, or for standard input to standard output. Exit code 1 when errors
 * remain; with --dry-run when something would change.
 */
export const fixCommand: Command = async (args, io) => {
  const settings = lintSettings(args, io);
  if (typeof settings === 'string') return refuse(io, args, settings);
  const prepared = await prepare(args, io, 'text');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const isDry = args.flags['dry-run'] ?? false;
  const result = fix(inputs.sources, { ...options, ...settings.options, unsafe: args.flags.unsafe ?? false });
  const changes = changesOf(inputs.sources, result.sources);
  const stdin = inputs.sources.some(({ path }) => path === stdinPath);

  for (const { path, why } of result.skipped) {
    if (!args.flags.quiet) io.err.write(`note: ${path}: ${reasons[why]}\n`);
  }
  for (const held of result.held) {
    if (!args.flags.quiet) io.err.write(`note: ${heldText(held)}\n`);
  }
  const failed = isDry ? [] : changes.filter((change) => change.after.path !== stdinPath && !write(change, io));
  const written = await deliver(targets, io, (target) => report(result, changes, target, args, io));
  if (!args.flags.quiet || stdin) {
    const counts = {
      fixed: result.fixed.length,
      files: changes.length,
      unsafe: result.unsafe,
      left: result.findings.length,
    };
    io.err.write(`${fixSummary(counts, isDry)}\n`);
  }
  if (failed.length > 0 || !written) return 2;
  const failOn = lastValue(args, 'fail-on') ?? 'error';
  const failing = isDry ? changes.length > 0 : result.findings.some(({ severity }) => reaches(severity, failOn));
  return exitCodeOf(failing ? 1 : 0, inputs, true);
};

const stdinPath = '<stdin>';

const reasons = {
  broken: 'left alone: it cannot be read as YAML (ksvc lint says where)',
  template: 'left alone: it has unrendered templates ({{ … }})',
};

interface FileChange {
  readonly before: Source;
  readonly after: Source;
}

function changesOf(before: readonly Source[], after: readonly Source[]): FileChange[] {
  return before.flatMap((source, at) => {
    const now = after[at];
    return now && now.text !== source.text ? [{ before: source, after: now }] : [];
  });
}

function write({ after }: FileChange, io: Io): boolean {
  try {
    io.fs.writeText(resolve(io.cwd, after.path), after.text);
    return true;
  } catch (error) {
    const code = failureCode(error);
    if (code === '') throw error;
    io.err.write(`error: ${after.path}: cannot be written: ${code === 'EACCES' ? 'permission denied' : code}\n`);
    return false;
  }
}

async function report(
  result: FixResult,
  changes: readonly FileChange[],
  target: Destination,
  args: Arguments,
  io: Io,
): Promise<string> {
  const { fixed, findings, unsafe, held, skipped } = result;
  if (target.format === 'json') {
    const files = changes.map(({ after }) => after.path);
    return `${JSON.stringify({ version: 1, files, fixed, findings, unsafe, held, skipped }, null, 2)}\n`;
  }
  const { paint } = await lookOf(target, args, io);
  if (args.flags['dry-run']) {
    return changes.map(({ before, after }) => unifiedDiff(before.path, before.text, after.text, paint)).join('');
  }
  const piped = result.sources.find(({ path }) => path === stdinPath);
  return piped ? piped.text : fixedText(fixed, paint);
}
