import type { LoadedObject } from '../../model/cluster.ts';
import { findPort, namedPort, runningContainers } from '../../model/endpoints/find-port.ts';
import { canBeEndpoint, isReady } from '../../model/endpoints/pod-endpoint.ts';
import { anyValue, type Labels } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import type { Pod } from '../../model/pod.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Meta, StringMap } from '../../objects/kinds/meta.ts';
import { nearest } from '../../text/nearest.ts';
import { nameOf } from '../evidence.ts';
import { declaredPorts } from '../failures/declared-ports.ts';
import { labelsOf } from '../failures/near-selectors.ts';
import { portText } from '../service-port.ts';
import { type Placed, place } from '../trace-result.ts';

/** A pair of a selector beside what a workload has. */
export interface LabelComparison {
  readonly key: string;
  readonly wanted: string;
  /** Null when the label is missing. */
  readonly found: string | null;
  readonly matches: boolean;
}

/** What a port of a Service is in one pod. */
export interface PortResolution {
  readonly port: string;
  /** Null when the pod has no such port. */
  readonly number: number | null;
  readonly text: string;
}

/** A pod, or several that nothing tells apart. */
export interface ExplainedPod {
  readonly name: string;
  readonly count: number;
  readonly ready: boolean;
  /** Why it is no endpoint; null when it is one. */
  readonly problem: string | null;
  readonly ports: readonly PortResolution[];
}

/** A workload that a Service selects, or nearly. */
export interface ExplainedWorkload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly selected: boolean;
  readonly labels: readonly LabelComparison[];
  /** What else a reader should know, such as another namespace. */
  readonly note: string | null;
  readonly pods: readonly ExplainedPod[];
  readonly at: Placed;
}

const shownMisses = 5;

/** The workloads that a Service selects, then those that it nearly does: the fewest differing labels first. */
export function explainSelection(model: Model, service: SettledService): readonly ExplainedWorkload[] {
  const selector: StringMap = service.spec.selector ?? {};
  if (Object.keys(selector).length === 0 || service.spec.type === 'ExternalName') return [];
  const counted = new Set(model.selectedPods(service).map(({ producer }) => producer));
  const selected: ExplainedWorkload[] = [];
  const near: { object: LoadedObject; labels: readonly LabelComparison[]; wrong: number }[] = [];
  for (const object of model.cluster.objects) {
    const found = labelsOf(model, object);
    if (!found) continue;
    const labels = compare(selector, found.labels);
    const wrong = labels.filter(({ matches }) => !matches).length;
    const isHere = model.namespaceOf(object) === service.namespace;
    if (isHere && wrong === 0) selected.push(workload(model, service, object, labels, counted.has(object)));
    else if (isHere ? isNear(labels) || wears(object, selector) : wrong === 0) near.push({ object, labels, wrong });
  }
  near.sort((a, b) => a.wrong - b.wrong);
  const misses = near.slice(0, shownMisses);
  return [...selected, ...misses.map(({ object, labels }) => workload(model, service, object, labels, false))];
}

/** Some labels are there, or the values are nearly the wanted ones; a key in common is nothing in common. */
function isNear(labels: readonly LabelComparison[]): boolean {
  return labels.some(({ matches, found, wanted }) => {
    return matches || (found !== null && nearest(found, [wanted]) !== undefined);
  });
}

function compare(selector: StringMap, labels: Labels): LabelComparison[] {
  return Object.entries(selector).map(([key, wanted]) => {
    const found = labels.get(key);
    const text = found === anyValue ? 'any value' : (found ?? null);
    return { key, wanted, found: text, matches: found === wanted || found === anyValue };
  });
}

function workload(
  model: Model,
  service: SettledService,
  object: LoadedObject,
  labels: readonly LabelComparison[],
  counted: boolean,
): ExplainedWorkload {
  const namespace = model.namespaceOf(object);
  const pods = model.podsFrom(object);
  const selected = counted || (namespace === service.namespace && labels.every(({ matches }) => matches));
  return {
    kind: object.kind,
    namespace,
    name: object.name,
    selected,
    labels,
    note: noteOf(service, object, namespace, labels, pods, counted),
    pods: selected ? groups(service, pods) : [],
    at: place(nameOf(object)),
  };
}

function noteOf(
  service: SettledService,
  object: LoadedObject,
  namespace: string,
  labels: readonly LabelComparison[],
  pods: readonly Pod[],
  counted: boolean,
): string | null {
  if (namespace !== service.namespace) {
    return `a Service selects pods of its own namespace ${service.namespace} only`;
  }
  if (labels.every(({ matches }) => matches)) {
    if (pods.length === 0) return '0 replicas: no pods';
    return counted ? null : `another definition of ${object.kind} ${object.name} counts`;
  }
  return wears(object, service.spec.selector ?? {})
    ? 'it has these labels itself, but its pod template does not'
    : null;
}

/** Whether a workload has the labels where they have no effect. */
function wears(object: LoadedObject, selector: StringMap): boolean {
  if (object.kind === 'Pod') return false;
  const own = (object.decoded.value.metadata as Meta | undefined)?.labels ?? {};
  return Object.entries(selector).every(([key, value]) => own[key] === value);
}

/** Pods of one template that have no names yet are told once. */
function groups(service: SettledService, pods: readonly Pod[]): ExplainedPod[] {
  const found = new Map<string, ExplainedPod>();
  for (const pod of pods) {
    const known = found.get(pod.name);
    found.set(pod.name, known ? { ...known, count: known.count + 1 } : explained(service, pod));
  }
  return [...found.values()];
}

function explained(service: SettledService, pod: Pod): ExplainedPod {
  const unreadyToo = service.spec.publishNotReadyAddresses === true;
  const ready = unreadyToo || (isReady(pod) && pod.status?.terminating !== true);
  return {
    name: pod.name,
    count: 1,
    ready,
    problem: problemOf(pod, ready),
    ports: (service.spec.ports ?? []).map((port) => {
      const number = findPort(pod.spec, port) ?? null;
      return { port: portText(port), number, text: resolution(pod, port, number) };
    }),
  };
}

function problemOf(pod: Pod, ready: boolean): string | null {
  const { status } = pod;
  if (pod.job) return 'it runs a job, not a server';
  if (!status) return null;
  if (!canBeEndpoint(pod, true)) return status.ips.length === 0 ? 'it has no address' : `its phase is ${status.phase}`;
  if (status.terminating) return 'it is being deleted';
  return ready ? null : 'it is not ready';
}

type SettledPort = NonNullable<SettledService['spec']['ports']>[number];

function resolution(pod: Pod, { targetPort, protocol, port: own }: SettledPort, number: number | null): string {
  const declared = declaredPorts(pod);
  const list = declared.length > 0 ? `declared: ${declared.map(({ text }) => text).join(', ')}` : 'none is declared';
  if (typeof targetPort === 'string' && targetPort !== '') {
    const port = namedPort(pod.spec, targetPort, protocol);
    if (!port) return `no ${protocol} container port is named ${targetPort}; ${list}`;
    const container = runningContainers(pod.spec).find(({ ports = [] }) => ports.includes(port));
    return `port ${targetPort} of container ${container?.name ?? '?'}`;
  }
  const isDeclared = declared.some((each) => each.number === number);
  const note = isDeclared || declared.length === 0 ? '' : `; no container declares it (${list})`;
  return targetPort === own ? `the Service's own number${note}` : `as the targetPort says${note}`;
}
