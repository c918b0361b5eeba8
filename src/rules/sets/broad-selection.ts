import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { isHeadless } from '../facts/service.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { rememberLast } from './remember.ts';
import { type SelectedWorkload, selectionOf } from './selection.ts';
import { differenceOf } from './workload-difference.ts';

/** A selector that takes in more than one application. */
export interface BroadSelection {
  /** Its labels are all of a kind that groups of applications share. */
  readonly groups: boolean;
  readonly workloads: readonly SelectedWorkload[];
  /** How many workloads the namespace has. */
  readonly all: number;
}

/** What a Service selects when its selector is too broad; undefined when it is not, or nobody can tell. */
export const broadSelection: (cluster: Cluster, service: LoadedObject) => BroadSelection | undefined =
  rememberLast(judge);

function judge(cluster: Cluster, service: LoadedObject): BroadSelection | undefined {
  const selection = selectionOf(cluster, service);
  if (selection.kind !== 'workloads' && selection.kind !== 'open') return undefined;
  const groups = isGroup(selection.selector);
  if (selection.kind === 'open') {
    return groups && isWide(selection.selector) ? { groups, workloads: [], all: 0 } : undefined;
  }
  const workloads = selection.workloads.filter(({ job, object }) => !job && object.kind !== 'Pod');
  const [first, ...others] = workloads;
  if (!first || (!groups && others.length < 2)) return undefined;
  const all = countIn(cluster, service);
  if (groups) return others.length > 0 || isWide(selection.selector) ? { groups, workloads, all } : undefined;
  if (all < 4 || workloads.length * 2 <= all || isHeadless(service)) return undefined;
  return differenceOf(first, others)?.certain ? { groups, workloads, all } : undefined;
}

function countIn(cluster: Cluster, service: LoadedObject): number {
  const model = modelOf(cluster);
  const { together } = neighbourhoodOf(cluster);
  const names = new Set<string>();
  for (const object of model.producersIn(model.namespaceOf(service))) {
    if (object.kind === 'Pod' || object.kind === 'Job' || object.kind === 'CronJob') continue;
    if (together(service, object)) names.add(`${object.kind}/${object.name}`);
  }
  return names.size;
}

function isGroup(selector: { readonly [key: string]: string }): boolean {
  for (const key in selector) if (!wide.has(key) && !narrow.has(key)) return false;
  return true;
}

function isWide(selector: { readonly [key: string]: string }): boolean {
  for (const key in selector) if (!wide.has(key)) return false;
  return true;
}

/** Labels that applications have in common. */
const wide: ReadonlySet<string> = new Set([
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/managed-by',
  'environment',
  'env',
  'team',
  'owner',
  'heritage',
]);

/** Labels of a release or a layer, which may be those of one application. */
const narrow: ReadonlySet<string> = new Set(['app.kubernetes.io/instance', 'tier', 'release']);
