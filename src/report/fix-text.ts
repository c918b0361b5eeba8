import type { Finding } from '../diagnostics/finding.ts';
import { count } from './plural.ts';
import type { Paint } from './reporter.ts';
import { visible } from './visible.ts';

/** What was found and what was written for it, a line each. */
export function fixedText(
  fixed: readonly { readonly finding: Finding; readonly title: string }[],
  paint: Paint,
): string {
  return fixed
    .map(({ finding: { rule, at }, title }) => {
      const place = paint.path(visible(`${at.file}:${at.line}:${at.column}`));
      return `${place}: ${visible(title)} ${paint.dim(`[${rule}]`)}\n`;
    })
    .join('');
}

/** Why a fix that is safe elsewhere is left to --unsafe here. */
export function heldText({ finding: { at }, title, uncovers, reroutes }: HeldText): string {
  const harm = uncovers
    ? `${uncovers.rule} would be found${uncovers.field === undefined ? '' : ` at ${uncovers.field}`}`
    : `${reroutes ?? 'a request'} would be answered differently`;
  return visible(`${at.file}:${at.line}:${at.column}: held back, as ${harm}: ${title}`);
}

interface HeldText {
  readonly finding: Finding;
  readonly title: string;
  readonly uncovers?: Finding;
  readonly reroutes?: string;
}

/** What is still to do: `fixed 7 in 2 files; 3 need --unsafe, 5 are to be fixed by hand`. */
export function fixSummary(
  { fixed, files, unsafe, left }: { fixed: number; files: number; unsafe: number; left: number },
  isDry: boolean,
): string {
  const done = fixed === 0 ? 'nothing to fix' : `${isDry ? 'would fix' : 'fixed'} ${fixed} in ${count(files, 'file')}`;
  const hand = left - unsafe;
  const rest = [
    ...(unsafe > 0 ? [`${unsafe} ${unsafe === 1 ? 'needs' : 'need'} --unsafe`] : []),
    ...(hand > 0 ? [`${hand} by hand`] : []),
  ];
  return rest.length === 0 ? done : `${done}; ${rest.join(', ')} (ksvc lint shows ${left === 1 ? 'it' : 'them'})`;
}
