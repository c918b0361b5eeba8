import type { Decoded } from '../../api/decode.ts';
import type { Judgement } from '../../api/judgement.ts';
import { isMapping } from '../../objects/json.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';
import type { Json } from '../../objects/kube-object.ts';
import type { LoadedObject } from '../cluster.ts';
import type { AddedLabels, Kustomization } from './kustomization.ts';

/** What objects of one build are called before and after it. */
export type Renaming = ReadonlyMap<string, string>;

/** The name of an object after a build. */
export function nameAfter({ kind, name }: LoadedObject, chain: readonly Kustomization[]): string {
  if (name === '' || unnamed.has(kind)) return name;
  return chain.reduce((inner, { prefix, suffix }) => `${prefix}${inner}${suffix}`, name);
}

/** Kinds whose names kustomize leaves alone (kustomize api/internal/builtins/PrefixTransformer.go). */
const unnamed: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'APIService', 'Namespace', 'Kustomization']);

/**
 * An object as a build leaves it: namespace, name, references to names, labels and annotations (the field lists of
 * kustomize api/internal/konfig/builtinpluginconsts, as far as traffic depends on them). Its position in the file
 * stays.
 */
export function applied(
  object: LoadedObject,
  chain: readonly Kustomization[],
  renamed: Renaming,
  judge: (after: LoadedObject, decoded: Decoded) => Judgement,
): LoadedObject {
  const name = nameAfter(object, chain);
  const set = isClusterScoped(object) ? '' : (chain.findLast((each) => each.namespace !== '')?.namespace ?? '');
  const namespace = set === '' ? object.namespace : set;
  // Custom resources are no more than their names here.
  if (!object.decoded.known) return { ...object, name, namespace };
  let value = object.decoded.value;
  value = update(value, ['metadata', 'name'], (found) => (found === undefined ? undefined : name));
  if (set !== '') value = update(value, ['metadata', 'namespace'], () => namespace);
  if (renamed.size > 0) value = withReferences(value, object.kind, renamed);
  for (const { labels, annotations } of chain) {
    for (const added of labels) value = withLabels(value, object.kind, added);
    value = withPairs(value, ['metadata', 'annotations'], annotations);
  }
  const decoded = { ...object.decoded, value };
  let judgement: Judgement | undefined;
  const after = {
    ...object,
    name,
    namespace,
    decoded,
    judgement: () => {
      judgement ??= judge(after, decoded);
      return judgement;
    },
  };
  return after;
}

type Value = { readonly [key: string]: Json };

function isClusterScoped({ kind }: LoadedObject): boolean {
  return clusterScoped.has(kind) || kind.startsWith('Cluster') || kind.endsWith('WebhookConfiguration');
}

const clusterScoped: ReadonlySet<string> = new Set([
  'IngressClass',
  'Node',
  'Namespace',
  'CustomResourceDefinition',
  'APIService',
  'PersistentVolume',
  'StorageClass',
  'PriorityClass',
  'GatewayClass',
  'Kustomization',
]);

const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const selectors: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  ReplicationController: ['spec', 'selector'],
  Deployment: ['spec', 'selector', 'matchLabels'],
  ReplicaSet: ['spec', 'selector', 'matchLabels'],
  StatefulSet: ['spec', 'selector', 'matchLabels'],
  DaemonSet: ['spec', 'selector', 'matchLabels'],
};

function withLabels(
  value: Value,
  kind: string,
  { pairs, selectors: inSelectors, templates: inTemplates }: AddedLabels,
): Value {
  let changed = withPairs(value, ['metadata', 'labels'], pairs);
  const template = templates[kind];
  if (inTemplates && template) changed = withPairs(changed, [...template, 'metadata', 'labels'], pairs);
  const selector = selectors[kind];
  if (inSelectors && selector) changed = withPairs(changed, selector, pairs);
  return changed;
}

function withPairs(value: Value, path: readonly string[], pairs: StringMap): Value {
  return Object.keys(pairs).length === 0 ? value : update(value, path, (found) => ({ ...mapOf(found), ...pairs }));
}

/** Names of Services, Secrets and IngressClasses of the same build follow their objects. */
function withReferences(value: Value, kind: string, renamed: Renaming): Value {
  const follow =
    (of: string) =>
    (found: Json | undefined): Json | undefined =>
      typeof found === 'string' ? (renamed.get(`${of}/${found}`) ?? found) : found;
  if (kind === 'StatefulSet') return update(value, ['spec', 'serviceName'], follow('Service'));
  if (kind !== 'Ingress') return value;
  let changed = update(value, ['spec', 'ingressClassName'], follow('IngressClass'));
  changed = update(changed, ['spec', 'defaultBackend', 'service', 'name'], follow('Service'));
  changed = update(changed, ['spec', 'tls'], (list) =>
    each(list, (entry) => update(entry, ['secretName'], follow('Secret'))),
  );
  return update(changed, ['spec', 'rules'], (rules) =>
    each(rules, (rule) =>
      update(rule, ['http', 'paths'], (paths) =>
        each(paths, (path) => update(path, ['backend', 'service', 'name'], follow('Service'))),
      ),
    ),
  );
}

function each(list: Json | undefined, change: (entry: Value) => Value): Json | undefined {
  return Array.isArray(list)
    ? (list as readonly Json[]).map((entry) => (isMapping(entry) ? change(entry) : entry))
    : list;
}

/** The value with another one at a path; parents are made where they are missing, unless there is nothing to write. */
function update(value: Value, path: readonly string[], change: (found: Json | undefined) => Json | undefined): Value {
  const [step = '', ...rest] = path;
  const found = Object.hasOwn(value, step) ? value[step] : undefined;
  const next =
    rest.length === 0
      ? change(found)
      : found === undefined || isMapping(found)
        ? update(mapOf(found), rest, change)
        : found;
  if (
    next === found ||
    next === undefined ||
    (found === undefined && isMapping(next) && Object.keys(next).length === 0)
  ) {
    return value;
  }
  return { ...value, [step]: next };
}

function mapOf(value: Json | undefined): Value {
  return isMapping(value) ? value : {};
}
