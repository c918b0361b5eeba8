import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { ObjectRef } from '../../objects/kube-object.ts';
import { spanOf } from '../../objects/where.ts';
import { type Position, positionOf } from '../../text/position.ts';
import type { Evidence } from '../../traffic/hop.ts';

/** What a node says about the object that it stands for. */
export interface Origin {
  readonly namespace: string | null;
  readonly object: ObjectRef;
  readonly at: Position;
}

/** The object of a node, in the namespace that it ends up in. */
export function originOf(model: Model, object: LoadedObject): Origin {
  const { apiVersion, kind, name } = object;
  const namespace = model.namespaceOf(object);
  const named = namespace === '' ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
  return { namespace: namespace === '' ? null : namespace, object: named, at: beginning(object) };
}

/** Where an object begins. A document of one object is not read again for it. */
function beginning(object: LoadedObject): Position {
  const { document, path } = object;
  const { source, start, end } = document;
  const isWhole = path.length === 0 && source.text.startsWith('apiVersion', start);
  return positionOf(isWhole ? { source, start, end } : spanOf(object, []), document.path);
}

/** Where something is written that decides a state. */
export function placeOf(evidence: Evidence | undefined): Position | null {
  if (!evidence) return null;
  const { object, path, part } = evidence;
  return positionOf(spanOf(object, path, part), object.document.path);
}
