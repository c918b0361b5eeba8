import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { namesExternal } from '../../model/external.ts';
import { matchesAll } from '../../model/labels.ts';
import { type Model, modelOf } from '../../model/model.ts';
import { podKinds } from '../../model/unread.ts';
import type { Meta, StringMap } from '../../objects/kinds/meta.ts';
import type { Workload } from '../../objects/kinds/workload.ts';
import { addedLabels } from '../facts/added-labels.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { type TemplateFacts, templateFacts } from '../facts/pod-template.ts';
import { isService, selectorOf } from '../facts/service.ts';
import { foreignPods } from './foreign-pods.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { rememberLast } from './remember.ts';

/** A workload that a Service selects. */
export interface SelectedWorkload extends TemplateFacts {
  /** Of several definitions the one nearest to the Service. */
  readonly object: LoadedObject;
  /** Every definition of it, this one among them: one of them is applied. */
  readonly alternatives: readonly TemplateFacts[];
  /** Its pods run to an end. */
  readonly job: boolean;
}

/** What a Service's selector leads to. */
export type Selection =
  /** It has none, or what it says cannot be told. */
  | { readonly kind: 'none' }
  /** Nothing among the files matches, and pods may be elsewhere. */
  | { readonly kind: 'open'; readonly selector: StringMap }
  /** Nothing matches, and there are no other pods. */
  | { readonly kind: 'nothing'; readonly selector: StringMap }
  | { readonly kind: 'workloads'; readonly selector: StringMap; readonly workloads: readonly SelectedWorkload[] };

const none: Selection = { kind: 'none' };

/** What a Service's selector leads to. */
export const selectionOf: (cluster: Cluster, service: LoadedObject) => Selection = rememberLast(select);

function select(cluster: Cluster, service: LoadedObject): Selection {
  if (!isService(service) || kustomizationsOf(cluster).isPatch(service.document.source.path)) return none;
  const selector = selectorOf(service);
  if (!selector || isInDoubt(service, ['spec', 'selector'])) return none;
  const model = modelOf(cluster);
  const namespace = model.namespaceOf(service);
  const { together, side, knows } = neighbourhoodOf(cluster);
  for (const key in selector) if (isPlaceholder(key) || isPlaceholder(selector[key])) return { kind: 'open', selector };
  const matching = matchingIn(model, namespace, selector);
  const near = matching.filter((object) => together(service, object));
  if (near.length > 0) {
    const sorted =
      near.length === 1 ? near : [...near].sort((a, b) => Number(side(service, b)) - Number(side(service, a)));
    return { kind: 'workloads', selector, workloads: workloadsOf(model, namespace, service, sorted) };
  }
  if (matching.length > 0 || !knows('pods', namespace, service) || foreignPods(cluster, service, namespace, selector)) {
    return { kind: 'open', selector };
  }
  if (namesExternal(cluster, podKinds)) return { kind: 'open', selector };
  return { kind: 'nothing', selector };
}

/** Objects whose pods a selector matches; the rarest of its pairs leads to them. */
export function matchingIn(model: Model, namespace: string, selector: StringMap): readonly LoadedObject[] {
  const byPair = pairsOf(model, namespace);
  let candidates: readonly LoadedObject[] | undefined;
  let plain = true;
  for (const key in selector) {
    if (addedLabels.has(key)) {
      plain = false;
      continue;
    }
    const found = byPair.get(`${key}=${selector[key]}`) ?? [];
    if (!candidates || found.length < candidates.length) candidates = found;
  }
  candidates ??= model.producersIn(namespace);
  return candidates.filter((object) =>
    plain || isHuge(object)
      ? hasPairs(object, selector)
      : model.podsFrom(object).some(({ labels }) => matchesAll(selector, labels)),
  );
}

/** A slip of the keyboard must not make millions of pods. */
function isHuge({ decoded }: LoadedObject): boolean {
  const { replicas } = (decoded.value as Workload).spec ?? {};
  return typeof replicas === 'number' && replicas > 10_000;
}

function hasPairs(object: LoadedObject, selector: StringMap): boolean {
  const labels = templateFacts(object)?.labels ?? {};
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

const pairs = new WeakMap<Model, Map<string, Map<string, LoadedObject[]>>>();

/** The objects of a namespace that are or make pods, by each of the labels of those. */
function pairsOf(model: Model, namespace: string): ReadonlyMap<string, readonly LoadedObject[]> {
  let ofModel = pairs.get(model);
  if (!ofModel) {
    ofModel = new Map();
    pairs.set(model, ofModel);
  }
  let found = ofModel.get(namespace);
  if (found) return found;
  found = new Map();
  ofModel.set(namespace, found);
  const kustomizations = kustomizationsOf(model.cluster);
  for (const object of model.producersIn(namespace)) {
    if (kustomizations.isPatch(object.document.source.path)) continue;
    const labels = templateFacts(object)?.labels ?? {};
    for (const key in labels) {
      const pair = `${key}=${labels[key]}`;
      const list = found.get(pair);
      if (list) list.push(object);
      else found.set(pair, [object]);
    }
  }
  return found;
}

function selected(
  object: LoadedObject,
  template: TemplateFacts,
  alternatives: readonly TemplateFacts[],
  owner: string,
): SelectedWorkload {
  const { labels, annotations, spec, path } = template;
  return { labels, annotations, spec, path, object, alternatives, job: isJob(owner) };
}

/** Definitions of one workload count once, and so do a workload and the pods and ReplicaSets that it owns. */
function workloadsOf(
  model: Model,
  namespace: string,
  service: LoadedObject,
  objects: readonly LoadedObject[],
): SelectedWorkload[] {
  const [only] = objects;
  if (only && objects.length === 1) {
    // As almost always: nothing to bring together.
    const template = templateFacts(only);
    return template ? [selected(only, template, [template], rootOwner(model, namespace, only))] : [];
  }
  const groups = new Map<
    string,
    { object: LoadedObject; template: TemplateFacts; all: TemplateFacts[]; owned: boolean }
  >();
  for (const object of objects) {
    const template = templateFacts(object);
    if (!template) continue;
    const owner = rootOwner(model, namespace, object);
    const owned = owner !== `${object.kind}/${object.name}`;
    const group = groups.get(owner);
    if (!group) groups.set(owner, { object, template, all: [template], owned });
    else if (group.owned && !owned) groups.set(owner, { object, template, all: [template], owned });
    else if (group.owned || !owned) group.all.push(template);
  }
  const sameFile = (object: LoadedObject): boolean => object.document.source === service.document.source;
  return [...groups]
    .map(([owner, { object, template, all }]) => selected(object, template, all, owner))
    .sort((a, b) => Number(sameFile(b.object)) - Number(sameFile(a.object)));
}

function isJob(owner: string): boolean {
  return owner.startsWith('Job/') || owner.startsWith('CronJob/');
}

/** `Deployment/web` for the pods of its ReplicaSets, as far as the files say so. */
function rootOwner(model: Model, namespace: string, object: LoadedObject): string {
  let at = object;
  for (let depth = 0; depth < 3; depth++) {
    const owner = ownerOf(at);
    if (!owner) break;
    const next = model.producersIn(namespace).find(({ kind, name }) => kind === owner.kind && name === owner.name);
    if (!next) return `${owner.kind}/${owner.name}`;
    at = next;
  }
  return `${at.kind}/${at.name}`;
}

function ownerOf(object: LoadedObject): { kind: string; name: string } | undefined {
  const owners = (object.decoded.value.metadata as Meta | undefined)?.ownerReferences;
  if (!Array.isArray(owners)) return undefined;
  const { kind, name } = (owners as NonNullable<Meta['ownerReferences']>).find(({ controller }) => controller) ?? {};
  return kind !== undefined && name !== undefined ? { kind, name } : undefined;
}
