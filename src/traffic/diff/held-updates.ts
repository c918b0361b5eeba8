import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import type { IngressClass } from '../../objects/kinds/ingress-class.ts';
import type { Service } from '../../objects/kinds/service.ts';
import type { Workload } from '../../objects/kinds/workload.ts';
import { objectName } from '../../objects/object-name.ts';
import { type FieldPath, formatPath } from '../../yaml/field-path.ts';
import { evidence, nameOf } from '../evidence.ts';
import { place } from '../trace-result.ts';
import type { HeldUpdate } from './difference.ts';
import { type HeldField, setOnce } from './held-field.ts';
import { heldServiceFields } from './held-service-fields.ts';

/**
 * What of a new set the API server does not take while the objects of the old one exist: fields that cannot change. What
 * the cluster itself has chosen is in no file: only what is certain without it is said.
 */
export function heldUpdates(old: Model, now: Model): readonly HeldUpdate[] {
  const before = onlyDefinitions(old);
  const updates: HeldUpdate[] = [];
  for (const [key, is] of onlyDefinitions(now)) {
    const was = before.get(key);
    if (!was) continue;
    for (const held of fieldsOf(was, is)) updates.push(updateOf(held, was, is, now));
  }
  return updates;
}

/** The kinds that have such fields, each with the versions of its API that are read here. */
const kinds: Readonly<Record<string, string>> = {
  Service: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
};

/** The objects that are defined once: of several definitions nobody knows which one is applied. */
function onlyDefinitions(model: Model): ReadonlyMap<string, LoadedObject> {
  const found = new Map<string, LoadedObject>();
  const repeated = new Set<string>();
  for (const object of model.cluster.objects) {
    if (kinds[object.kind] !== object.apiVersion || object.name === '') continue;
    const key = `${object.kind} ${model.namespaceOf(object)}/${object.name}`;
    if (found.has(key)) repeated.add(key);
    else found.set(key, object);
  }
  for (const key of repeated) found.delete(key);
  return found;
}

function fieldsOf(was: LoadedObject, is: LoadedObject): readonly HeldField[] {
  const [old, now] = [was.decoded.value, is.decoded.value];
  switch (is.kind) {
    case 'Service':
      return heldServiceFields((old as Service).spec ?? {}, (now as Service).spec ?? {});
    case 'EndpointSlice':
      return setOnce(['addressType'], (old as EndpointSlice).addressType, (now as EndpointSlice).addressType);
    case 'IngressClass':
      return setOnce(
        ['spec', 'controller'],
        (old as IngressClass).spec?.controller,
        (now as IngressClass).spec?.controller,
      );
    case 'StatefulSet': {
      const [before, after] = [(old as Workload).spec, (now as Workload).spec];
      return [
        ...setOnce(['spec', 'selector'], before?.selector, after?.selector),
        ...setOnce(['spec', 'serviceName'], before?.serviceName, after?.serviceName),
      ];
    }
    default:
      return setOnce(['spec', 'selector'], (old as Workload).spec?.selector, (now as Workload).spec?.selector);
  }
}

function updateOf(held: HeldField, was: LoadedObject, is: LoadedObject, now: Model): HeldUpdate {
  const { kind, path, wasAt = path, was: before, is: after, why, keep } = held;
  const field = formatPath(path);
  const object = { kind: is.kind, namespace: now.namespaceOf(is), name: is.name };
  return {
    kind,
    object,
    field,
    why,
    keep: keep ?? `write ${field} as it was, or delete ${objectName(object)} and create it anew`,
    before: sideOf(before, was, wasAt),
    after: sideOf(after, is, path),
  };
}

function sideOf(value: string | undefined, object: LoadedObject, path: FieldPath): HeldUpdate['before'] {
  const part = typeof path.at(-1) === 'number' ? 'value' : 'key';
  const at = value === undefined ? nameOf(object) : evidence(value, object, path, part);
  return { value: value ?? null, because: [place(at)] };
}
