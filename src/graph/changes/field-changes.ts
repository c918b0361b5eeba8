import type { Model } from '../../model/model.ts';
import { isMapping } from '../../objects/json.ts';
import type { Json } from '../../objects/kube-object.ts';
import { sameValue } from '../../objects/same-value.ts';
import type { GraphNode } from '../graph.ts';

/** What is written otherwise in the object of a node. */
export interface WrittenChanges {
  /** As `spec.type: ClusterIP → NodePort`. */
  readonly fields: readonly string[];
  /** Lists, as `spec.rules changed`: mostly rows and lines tell what of them. */
  readonly lists: readonly string[];
}

/** Finds what is written otherwise in the object of a node. */
export type FieldChanges = (node: GraphNode) => WrittenChanges;

/** Compares objects whose fields all decide about traffic; of others, such as Deployments, most decide about nothing. */
export function fieldChanges(before: Model, after: Model): FieldChanges {
  const [old, now] = [objectsOf(before), objectsOf(after)];
  return ({ object, namespace }) => {
    if (!object) return nothing;
    const key = keyOf(object.kind, namespace, object.name);
    const [was, is] = [old.get(key), now.get(key)];
    if (!was || !is) return nothing;
    const found = { fields: [], lists: [] };
    for (const path of fields) collect(path.join('.'), valueAt(was, path), valueAt(is, path), found);
    return found;
  };
}

const nothing: WrittenChanges = { fields: [], lists: [] };

const kinds: ReadonlySet<string> = new Set(['Ingress', 'Service', 'Endpoints', 'EndpointSlice', 'NetworkPolicy']);
const fields = [['metadata', 'annotations'], ['spec'], ['subsets'], ['endpoints'], ['ports']] as const;

function objectsOf(model: Model): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const object of model.cluster.objects) {
    if (!kinds.has(object.kind)) continue;
    const key = keyOf(object.kind, model.namespaceOf(object), object.name);
    if (!found.has(key)) found.set(key, object.decoded.value);
  }
  return found;
}

function keyOf(kind: string, namespace: string | null, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inside, key) => (isMapping(inside) ? inside[key] : undefined), value);
}

function collect(
  path: string,
  was: Json | undefined,
  is: Json | undefined,
  found: { readonly fields: string[]; readonly lists: string[] },
): void {
  if (sameValue(was, is)) return;
  if (isMapping(was) || isMapping(is)) {
    const [old, now] = [isMapping(was) ? was : {}, isMapping(is) ? is : {}];
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (key === lastApplied) continue;
      collect(/^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${key}]`, old[key], now[key], found);
    }
  } else if (Array.isArray(was) || Array.isArray(is)) found.lists.push(`${path} changed`);
  else found.fields.push(`${path}: ${words(was)} → ${words(is)}`);
}

/** A copy of the whole object, as kubectl leaves it. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

function words(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : written(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function written(value: Json | undefined): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item)) ?? '';
}
