import type { LoadedObject } from '../model/cluster.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { Part } from '../yaml/locate.ts';
import type { Evidence } from './hop.ts';

/** A place that decides something, with what it says. */
export function evidence(text: string, object: LoadedObject, path: FieldPath, part: Part = 'value'): Evidence {
  return { text, object, path, part };
}

/** The name of an object: where it is introduced. */
export function nameOf(object: LoadedObject, text: string = `${object.kind} ${object.name}`): Evidence {
  return evidence(text, object, ['metadata', 'name']);
}
