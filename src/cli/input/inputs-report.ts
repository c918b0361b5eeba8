import { visible } from '../../report/visible.ts';
import type { Arguments } from '../arguments.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import type { Inputs } from './read-inputs.ts';
import { childPath } from './walk.ts';

/** Tells on stderr what was not read, and why. */
export function reportInputs(inputs: Inputs, args: Arguments, io: Io): void {
  for (const problem of [...inputs.missing, ...inputs.unreadable]) io.err.write(`error: ${visible(problem)}\n`);
  const [chart, ...others] = inputs.charts;
  if (chart === undefined || (args.flags.quiet && inputs.sources.length > 0)) return;
  const more = others.length > 0 ? ` (and those of ${others.length} more chart${others.length > 1 ? 's' : ''})` : '';
  io.err.write(
    `note: ${visible(childPath(chart, 'templates'))} left out${more}: helm templates have to be rendered first, ` +
      `helm template ${visible(chart)} | ksvc ${args.command} -\n`,
  );
}

/**
 * The exit code of an answer from inputs of which some could not be read: a no stays a no, but nobody can say yes
 * without having read everything. A path that does not exist is wrong usage, whatever the answer; so is a chart of
 * which nothing is left without its templates.
 */
export function exitCodeOf(answer: 0 | 1, inputs: Inputs, foundObjects: boolean): ExitCode {
  if (inputs.missing.length > 0) return 2;
  if (answer === 1) return 1;
  return inputs.unreadable.length > 0 || (inputs.charts.length > 0 && !foundObjects) ? 2 : 0;
}
