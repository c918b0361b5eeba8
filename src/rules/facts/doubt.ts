import type { LoadedObject } from '../../model/cluster.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { isUnclear } from './unclear.ts';

/**
 * Whether the API server holds anything against this part of an object, or it cannot be told what is meant: then only
 * that is said, and nothing that follows from it.
 */
export function isInDoubt(object: LoadedObject, path: FieldPath): boolean {
  const { problems } = object.judgement();
  if (problems.length === 0) return false;
  if (problems.some((problem) => isWithin(problem.path, path))) return true;
  const [first, field] = path;
  return path.length === 2 && first === 'spec' && typeof field === 'string' && isUnclear(object, [field]);
}

/** Whether a path leads to a part of what another path leads to. */
export function isWithin(path: FieldPath, whole: FieldPath): boolean {
  return path.length >= whole.length && whole.every((step, at) => path[at] === step);
}
