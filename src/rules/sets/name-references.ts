import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import type { Container } from '../../objects/kinds/pod.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { type HostInText, hostsInText, mayNameHost } from '../facts/host-in-text.ts';
import type { TemplateFacts } from '../facts/pod-template.ts';
import { valueAt } from '../facts/value-at.ts';
import { kustomizationsOf } from './kustomize.ts';
import { rememberDocument } from './remember.ts';
import { templatesOf } from './templates.ts';

/** A name of the cluster's DNS that a workload, or a ConfigMap, is given in a text. */
export interface NameReference extends HostInText {
  readonly object: LoadedObject;
  /** Of a workload. */
  readonly template: TemplateFacts | undefined;
  readonly path: FieldPath;
  /** What the text is for: the name of the variable, the flag, the key of the ConfigMap. */
  readonly key: string;
  readonly service: string;
  /** What stands before the name of the Service, as the name of a pod does; '' for nothing. */
  readonly pod: string;
  /** The namespace that the name has, else that of the object. */
  readonly namespace: string;
  /** `api`, `api.shop` or `api.shop.svc`, which nobody means but in a cluster. */
  readonly form: 'short' | 'namespaced' | 'full';
}

const cache = new WeakMap<Cluster, readonly NameReference[]>();

/** The names of Services, or what looks like one, in the texts of a cluster's workloads and ConfigMaps; read once. */
export function nameReferencesOf(cluster: Cluster): readonly NameReference[] {
  let found = cache.get(cluster);
  if (!found) {
    found = find(cluster);
    cache.set(cluster, found);
  }
  return found;
}

function find(cluster: Cluster): readonly NameReference[] {
  const found: NameReference[] = [];
  const kustomizations = kustomizationsOf(cluster);
  const { namespaceOf } = modelOf(cluster);
  let namespaces: ReadonlySet<string> | undefined;
  const isNamespace = (name: string): boolean => {
    namespaces ??= new Set(
      cluster.objects.map((object) =>
        object.kind === 'Namespace' && object.apiVersion === 'v1' ? object.name : object.namespace,
      ),
    );
    return namespaces.has(name);
  };
  const add: Add = (at, text) => {
    if (notLookedUp.test(at.key)) return;
    for (const host of hostsInText(text)) {
      const name = nameOf(host, namespaceOf(at.object), isNamespace);
      if (name) found.push({ ...host, ...at, ...name });
    }
  };
  for (const object of cluster.objects) if (object.kind === 'ConfigMap') addConfigMap(object, add);
  for (const { object, template } of templatesOf(cluster)) addWorkload(object, template, add);
  return found.filter(({ object }) => !kustomizations.isPatch(object.document.source.path));
}

type Place = Pick<NameReference, 'object' | 'template' | 'path' | 'key'>;
type Add = (at: Place, text: string) => void;

function addWorkload(object: LoadedObject, template: TemplateFacts, add: Add): void {
  for (const field of ['containers', 'initContainers'] as const) {
    const containers: unknown = template.spec[field];
    if (!Array.isArray(containers)) continue;
    for (let index = 0; index < containers.length; index++) {
      const container = containers[index] as Container | null | undefined;
      if (typeof container !== 'object' || container === null) continue;
      addContainer(object, template, container, field, index, add);
    }
  }
}

function addContainer(
  object: LoadedObject,
  template: TemplateFacts,
  { command, args, env }: Container,
  containers: 'containers' | 'initContainers',
  index: number,
  add: Add,
): void {
  const pathTo = (...steps: FieldPath): FieldPath => [...template.path, 'spec', containers, index, ...steps];
  const addList = (field: 'command' | 'args', list: readonly string[] | undefined): void => {
    if (!Array.isArray(list)) return;
    for (let at = 0; at < list.length; at++) {
      const text: unknown = list[at];
      if (typeof text !== 'string' || !mayNameHost(text)) continue;
      // `--url=http://api` and `--url http://api`.
      const key = /^-+[\w.-]+=/.test(text) ? text.slice(0, text.indexOf('=')) : list[at - 1];
      add({ object, template, path: pathTo(field, at), key: String(key ?? '') }, text);
    }
  };
  addList('command', command);
  addList('args', args);
  if (!Array.isArray(env)) return;
  for (let at = 0; at < env.length; at++) {
    const { name, value } = (env as readonly ({ name?: string; value?: string } | null)[])[at] ?? {};
    if (typeof value === 'string' && mayNameHost(value)) {
      add({ object, template, path: pathTo('env', at, 'value'), key: String(name ?? '') }, value);
    }
  }
}

const mayHoldNames = rememberDocument((text) => text.includes('.svc'));

/** ConfigMaps hold all sorts of texts: only names with `.svc`, outside of comments, are taken for names of the cluster. */
function addConfigMap(object: LoadedObject, add: Add): void {
  if (!mayHoldNames(object.document)) return;
  const data = valueAt(object.decoded.value, ['data']);
  if (typeof data !== 'object' || data === null) return;
  for (const [key, text] of Object.entries(data)) {
    if (typeof text !== 'string' || !text.includes('.svc')) continue;
    const lines = text.split('\n').filter((line) => line.includes('.svc') && !/^\s*(?:#|\/\/|;)/.test(line));
    add({ object, template: undefined, path: ['data', key], key }, lines.join('\n'));
  }
}

/** Variables and flags for names that are compared, or told to others, not looked up. */
const notLookedUp = /image|\bsans?\b|dns-?names?|no_?proxy|server-?name|common-?name|audience|issuer|allowed|origin/i;

/** What the labels of a host say, in a cluster of the usual zone. */
function nameOf(
  { host, scheme, port }: HostInText,
  own: string,
  isNamespace: (name: string) => boolean,
): Pick<NameReference, 'service' | 'pod' | 'namespace' | 'form'> | undefined {
  const labels = host.split('.');
  const at = labels.indexOf('svc', 2);
  if (at !== -1) {
    const zone = labels.slice(at + 1).join('.');
    const [service = '', namespace = ''] = labels.slice(at - 2, at);
    if ((zone !== '' && zone !== 'cluster.local') || at > 4) return undefined;
    return { service, pod: at === 3 ? (labels[0] ?? '') : '', namespace, form: 'full' };
  }
  const [service = '', namespace = ''] = labels;
  if (labels.length === 1) {
    const isTag = scheme === '' && (port ?? 0) < 80 && !lowPorts.has(port ?? 0);
    return isTag || service === 'localhost' ? undefined : { service, pod: '', namespace: own, form: 'short' };
  }
  return labels.length === 2 && isNamespace(namespace)
    ? { service, pod: '', namespace, form: 'namespaced' }
    : undefined;
}

/** Ports below 80 that Services have; other small numbers after a colon are tags of images and counts. */
const lowPorts: ReadonlySet<number> = new Set([21, 22, 25, 53]);
