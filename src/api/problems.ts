import { nearest } from '../text/nearest.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { Judgement } from './judgement.ts';
import type { Cause, StrictProblem, TypeProblem } from './problem.ts';

/** Everything that is wrong with an object, less what only follows from something else that is listed. */
export function independentProblems(
  types: readonly TypeProblem[],
  strict: readonly StrictProblem[],
  refused: readonly Cause[] = [],
  invalid: readonly Cause[] = [],
): Judgement['problems'] {
  const causes = withoutRepeated(refused, invalid);
  if (causes.length === 0) return types.length + strict.length === 0 ? none : [...types, ...strict];
  const unread = [...types.map(unreadPath), ...strict.flatMap(meantPaths)];
  const typeIsUnclear = isUnclear(['spec', 'type'], unread, causes);
  const kept = causes.filter((cause) => {
    if (cause.follows || (cause.check === 'type-conflict' && typeIsUnclear)) return false;
    return !unread.some((path) => isRelated(path, cause.path));
  });
  return [...types, ...strict, ...kept];
}

/** What allocation has refused need not be found invalid once more. */
function withoutRepeated(refused: readonly Cause[], invalid: readonly Cause[]): readonly Cause[] {
  if (refused.length === 0) return invalid;
  const isNew = (cause: Cause): boolean =>
    !refused.some(
      ({ check, path }) => check === cause.check && path.length === cause.path.length && isRelated(path, cause.path),
    );
  return [...refused, ...invalid.filter(isNew)];
}

const none: Judgement['problems'] = [];

/** What could not be read: with an item of a list, the places of all that follow it. */
function unreadPath({ path }: TypeProblem): FieldPath {
  return typeof path[path.length - 1] === 'number' ? path.slice(0, -1) : path;
}

/** Where the value of an unknown field was meant to be. */
function meantPaths({ check, path, known, belongs }: StrictProblem): readonly FieldPath[] {
  if (check !== 'unknown-field') return [];
  const meant = nearest(String(path[path.length - 1] ?? ''), known ?? []);
  const paths: FieldPath[] = belongs ? [belongs] : [];
  if (meant !== undefined) paths.push([...path.slice(0, -1), meant]);
  return paths;
}

/** The type of a Service decides what other fields may be: nothing follows from one that is wrong itself. */
function isUnclear(type: FieldPath, unread: readonly FieldPath[], causes: readonly Cause[]): boolean {
  return (
    unread.some((path) => isRelated(path, type)) ||
    causes.some((cause) => cause.check === 'enum' && cause.path.length === 2 && isRelated(cause.path, type))
  );
}

/** Whether one path leads to or through the other. */
function isRelated(a: FieldPath, b: FieldPath): boolean {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return false;
  return true;
}
