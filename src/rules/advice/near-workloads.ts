import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { type LabelMismatch, type Labels, mismatches } from '../../model/labels.ts';
import { modelOf } from '../../model/model.ts';
import type { Meta, StringMap } from '../../objects/kinds/meta.ts';
import { editDistance, nearest } from '../../text/nearest.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { templateFacts } from '../facts/pod-template.ts';
import { neighbourhoodOf } from '../sets/neighbourhood.ts';
import { labelsInWords } from '../wording/labels.ts';
import { nameOf } from '../wording/name.ts';

/** A workload whose pods a selector nearly matches. */
export interface NearWorkload {
  readonly object: LoadedObject;
  readonly name: string;
  readonly labels: Labels;
  /** Where the labels of its pods are written. */
  readonly path: FieldPath;
  /** In which way it differs. */
  readonly text: string;
  readonly help: string;
}

/** The workloads that a selector was most likely meant for: the fewest differing pairs, then the smallest differences. */
export function nearWorkloads(cluster: Cluster, service: LoadedObject, selector: StringMap): NearWorkload[] {
  const model = modelOf(cluster);
  const { together, side } = neighbourhoodOf(cluster);
  const namespace = model.namespaceOf(service);
  const all = model.producersIn(namespace);
  // Among very many only those are compared that are beside the Service and look as if they could be meant.
  const candidates = all.length > many ? promising(all, service, selector).filter((each) => side(service, each)) : all;
  const size = Object.keys(selector).length;
  const found: { near: NearWorkload; wrong: number; edits: number }[] = [];
  for (const object of candidates) {
    const template = templateFacts(object);
    if (!template || !together(service, object)) continue;
    const labels: Labels = new Map(Object.entries(template.labels));
    const wrong = mismatches(selector, labels);
    const own = (object.decoded.value.metadata as Meta | undefined)?.labels ?? {};
    const onItself = template.path.length > 0 && Object.entries(selector).every(([key, value]) => own[key] === value);
    const alike = wrong.filter(({ wanted, found: value }) => isAlike(wanted, value)).length;
    if (!onItself && wrong.length - alike === size && service.name !== object.name) continue;
    const name = nameOf(object);
    const text = onItself
      ? `${name} has these labels itself, but its pods have ${labelsInWords(template.labels)}`
      : `${name} has ${wrong.map(difference).join(' and ')}`;
    const path = [...template.path, 'metadata', 'labels'];
    const [only, ...others] = wrong;
    const help = onItself
      ? `Add ${labelsInWords(missing(wrong))} to the labels of the pod template of ${name}, or leave them out of the selector.`
      : only?.found !== undefined && others.length === 0
        ? `Write ${only.key}: ${only.found} in the selector, or ${only.key}: ${only.wanted} in the pod template of ${name}.`
        : `Write labels that the pods of ${name} have: ${labelsInWords(template.labels)}.`;
    const edits = wrong.reduce((sum, { wanted, found: value }) => sum + editDistance(wanted, value ?? ''), 0);
    found.push({ near: { object, name, labels, path, text, help }, wrong: onItself ? 0 : wrong.length, edits });
  }
  found.sort((a, b) => a.wrong - b.wrong || a.edits - b.edits);
  const [first] = found;
  if (!first) return [];
  return found
    .filter(({ wrong, edits }) => wrong === first.wrong && edits <= Math.max(2, first.edits))
    .map(({ near }) => near);
}

const many = 200;
const enough = 50;

const beginnings = new WeakMap<readonly LoadedObject[], ReadonlyMap<string, readonly LoadedObject[]>>();

/** Some of the workloads whose name, or a label of whose pods, is that of the Service or begins alike. */
function promising(all: readonly LoadedObject[], service: LoadedObject, selector: StringMap): LoadedObject[] {
  let index = beginnings.get(all);
  if (!index) {
    index = byBeginning(all);
    beginnings.set(all, index);
  }
  const found = new Set<LoadedObject>();
  for (const key of [service.name, ...Object.values(selector)]) {
    for (const object of index.get(key) ?? []) found.add(object);
    for (const object of index.get(key.slice(0, beginning)) ?? []) found.add(object);
  }
  return [...found];
}

const beginning = 3;

function byBeginning(all: readonly LoadedObject[]): ReadonlyMap<string, readonly LoadedObject[]> {
  const index = new Map<string, LoadedObject[]>();
  for (const object of all) {
    for (const value of [object.name, ...Object.values(templateFacts(object)?.labels ?? {})]) {
      for (const key of [value, value.slice(0, beginning)]) {
        const list = index.get(key);
        if (!list) index.set(key, [object]);
        else if (list.length < enough) list.push(object);
      }
    }
  }
  return index;
}

/** Whether a value may be the other one, misspelled or with a part more or less. */
function isAlike(wanted: string, found: string | undefined): boolean {
  if (found === undefined) return false;
  return nearest(wanted, [found]) !== undefined || wanted.includes(found) || found.includes(wanted);
}

function difference({ key, wanted, found }: LabelMismatch): string {
  return found === undefined ? `no label ${key}` : `${key}: ${found} instead of ${wanted}`;
}

function missing(wrong: readonly LabelMismatch[]): StringMap {
  return Object.fromEntries(wrong.map(({ key, wanted }) => [key, wanted]));
}
