import type { Change } from '../../diagnostics/fix.ts';
import { toJson } from '../../objects/json.ts';
import type { Json, KubeObject } from '../../objects/kube-object.ts';
import { nodeAt } from '../../objects/where.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { listAt, valueAt } from '../facts/value-at.ts';

/**
 * What turns a v1beta1 Ingress into one of networking.k8s.io/v1 that means the same, its apiVersion left aside;
 * undefined when a backend is not understood (kubernetes.io/docs/reference/using-api/deprecation-guide#ingress-v122).
 */
export function changesToV1(object: KubeObject): readonly Change[] | undefined {
  const root = nodeAt(object, []);
  if (!root) return undefined;
  const value = toJson(root);
  const changes: (Change | undefined)[] = [];
  if (valueAt(value, ['spec', 'backend']) !== undefined) {
    changes.push(changeToV1(object, ['spec', 'backend']));
    changes.push({ kind: 'rename', object, path: ['spec', 'backend'], key: 'defaultBackend' });
  }
  for (const [rule, each] of listAt(value, ['spec', 'rules']).entries()) {
    for (const [index, entry] of listAt(each, ['http', 'paths']).entries()) {
      const path: FieldPath = ['spec', 'rules', rule, 'http', 'paths', index];
      if (valueAt(entry, ['pathType']) === undefined) {
        changes.push({ kind: 'add', object, path: [...path, 'pathType'], value: 'ImplementationSpecific' });
      }
      if (valueAt(entry, ['backend', 'service']) !== undefined) continue;
      changes.push(changeToV1(object, [...path, 'backend']));
    }
  }
  return changes.includes(undefined) ? undefined : (changes as readonly Change[]);
}

/** The change of one backend; undefined when it is not one of v1beta1. */
export function changeToV1(object: KubeObject, path: FieldPath): Change | undefined {
  const node = nodeAt(object, path);
  const backend = node && backendInV1(toJson(node));
  return backend === undefined ? undefined : { kind: 'replace', object, path, value: backend };
}

function backendInV1(backend: Json): Json | undefined {
  const name = valueAt(backend, ['serviceName']);
  const port = valueAt(backend, ['servicePort']);
  const known = new Set(['serviceName', 'servicePort']);
  const isKnown =
    typeof backend === 'object' && backend !== null && Object.keys(backend).every((key) => known.has(key));
  if (!isKnown || typeof name !== 'string' || (typeof port !== 'string' && typeof port !== 'number')) return undefined;
  return { service: { name, port: typeof port === 'number' ? { number: port } : { name: port } } };
}
