import { visible } from '../../report/visible.ts';

/** What is wrong with the value of --git, before git is asked; undefined for nothing. */
export function revisionProblem(revision: string | undefined): string | undefined {
  if (revision === undefined || /^[^-\s:][^\s:]*$/.test(revision)) return undefined;
  return `option --git: '${visible(revision)}' is no revision, as in main or HEAD~1`;
}
