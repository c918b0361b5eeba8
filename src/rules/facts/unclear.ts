import type { LoadedObject } from '../../model/cluster.ts';
import { nearest } from '../../text/nearest.ts';

/**
 * Whether one of these fields of spec cannot be read, or is written under another name or in another place: nothing
 * that depends on it is sure then.
 */
export function isUnclear(object: LoadedObject, fields: readonly string[]): boolean {
  return object.judgement().problems.some((problem) => {
    const { check, path } = problem;
    if (check === 'unknown-field') {
      const name = String(path.at(-1));
      if ('belongs' in problem && problem.belongs?.[0] === 'spec' && fields.includes(String(problem.belongs[1])))
        return true;
      if (path.length !== 2 || path[0] !== 'spec') return false;
      return fields.includes(name) || nearest(name, fields) !== undefined;
    }
    return undecided.has(check) && path[0] === 'spec' && fields.includes(String(path[1]));
  });
}

const undecided: ReadonlySet<string> = new Set(['wrong-type', 'implicit-type', 'enum', 'ip']);
