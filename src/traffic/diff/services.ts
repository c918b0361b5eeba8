import type { ReservedPort } from '../../api/core/service-spec.ts';
import type { Model } from '../../model/model.ts';
import type { Outcome } from '../outcome.ts';
import { directOutcome } from '../outcome-of.ts';
import { traceService } from '../service/trace-service.ts';
import type { PortRef } from '../target.ts';
import { place } from '../trace-result.ts';
import { endpointsKey } from './answer.ts';
import type { Difference, Grade, SideResult, Undecidable, Witness } from './difference.ts';
import { portThatKeeps } from './kept-node-port.ts';
import { changeOfService } from './service-change.ts';

/** Connections to Services that end elsewhere in another set: by name and port, and by the ports that they open outside. */
export function serviceDifferences(
  old: Model,
  now: Model,
): { readonly differences: readonly Difference[]; readonly unknown: readonly Undecidable[]; readonly asked: number } {
  const differences: Difference[] = [];
  const unknown: Undecidable[] = [];
  let asked = 0;
  for (const { namespace, name } of servicesOf(old, now)) {
    for (const key of portsOf(old, now, namespace, name)) {
      asked++;
      const [before, after] = [
        resultOf(old, namespace, name, key),
        resultOf(now, namespace, name, keptKey(old, now, namespace, name, key)),
      ];
      const change = changeOfService(old, now, namespace, name, key.number);
      const results = {
        before: { ...before, because: change.before.map(place) },
        after: { ...after, because: change.after.map(place) },
      };
      const witness = witnessOf(namespace, name, key);
      if (before.outcome.kind === 'unknown' || after.outcome.kind === 'unknown') {
        const needs = [before, after].flatMap(({ outcome }) => (outcome.kind === 'unknown' ? outcome.needs : []));
        unknown.push({ needs: [...new Set(needs)], witness, ...results, more: [] });
      } else if (keyOf(before) !== keyOf(after)) {
        const cause = { kind: 'set-changed', text: change.text } as const;
        differences.push({
          grade: gradeOf(before.outcome, after.outcome),
          cause,
          keep: change.keep,
          witness,
          ...results,
          more: [],
        });
      }
    }
  }
  return { differences, unknown, asked };
}

/** A port of a Service: as clients in the cluster name it, or as it is open on nodes and load balancers. */
interface PortKey {
  readonly kind: 'cluster' | 'node-port' | 'load-balancer';
  readonly number: number;
  readonly protocol: string;
}

function servicesOf(old: Model, now: Model): { namespace: string; name: string }[] {
  const found = new Map<string, { namespace: string; name: string }>();
  for (const { namespace, name } of [...old.services.all, ...now.services.all]) {
    found.set(`${namespace}/${name}`, { namespace, name });
  }
  return [...found.values()];
}

function portsOf(old: Model, now: Model, namespace: string, name: string): PortKey[] {
  const found = new Map<string, PortKey>();
  for (const model of [old, now]) {
    const typed = model.services.get(namespace, name);
    for (const port of typed ? (model.settled(typed).spec.ports ?? []) : []) {
      for (const key of keysOf(port, typed?.value.spec?.type))
        found.set(`${key.kind} ${key.number} ${key.protocol}`, key);
    }
  }
  return [...found.values()];
}

function keysOf({ port, nodePort, protocol = 'TCP' }: ReservedPort, type: string | undefined): PortKey[] {
  const keys: PortKey[] = [{ kind: 'cluster', number: port, protocol }];
  if (type === 'LoadBalancer') keys.push({ kind: 'load-balancer', number: port, protocol });
  if ((type === 'LoadBalancer' || type === 'NodePort') && typeof nodePort === 'number') {
    keys.push({ kind: 'node-port', number: nodePort, protocol });
  }
  return keys;
}

/** A node port that the new set does not write any more stays with its port, and is reached as that port is. */
function keptKey(old: Model, now: Model, namespace: string, name: string, key: PortKey): PortKey {
  if (key.kind !== 'node-port') return key;
  const [was, is] = [old.services.get(namespace, name)?.value.spec, now.services.get(namespace, name)?.value.spec];
  const at = was && is ? portThatKeeps(was, is, key.number) : undefined;
  const port = at === undefined ? undefined : is?.ports?.[at]?.port;
  return port === undefined ? key : { kind: 'cluster', number: port, protocol: key.protocol };
}

function resultOf(model: Model, namespace: string, name: string, key: PortKey): SideResult {
  return { controller: null, outcome: outcomeOf(model, namespace, name, key), because: [] };
}

function outcomeOf(model: Model, namespace: string, name: string, { kind, number, protocol }: PortKey): Outcome {
  const typed = model.services.get(namespace, name);
  if (!typed) return { kind: 'refused', reason: `there is no Service ${namespace}/${name}` };
  const { spec } = model.settled(typed);
  const port = (spec.ports ?? []).find((each) => {
    if ((each.protocol ?? 'TCP') !== protocol) return false;
    if (kind === 'node-port')
      return each.nodePort === number && (spec.type === 'NodePort' || spec.type === 'LoadBalancer');
    return each.port === number && (kind === 'cluster' || spec.type === 'LoadBalancer');
  });
  if (!port && spec.type !== 'ExternalName')
    return { kind: 'refused', reason: `Service ${namespace}/${name} has no such port` };
  const ref: PortRef = port?.name
    ? { kind: 'name', name: port.name }
    : { kind: 'number', number: port?.port ?? number };
  const { end } = traceService(model, { namespace, name, port: ref, near: typed.object });
  if (end.kind === 'external')
    return { kind: 'answered', status: 200, by: end.host, reason: `the name leads to ${end.host}` };
  return directOutcome(end, { path: '', host: '' });
}

function keyOf({ outcome }: SideResult): string {
  switch (outcome.kind) {
    case 'delivered':
      return `${endpointsKey(outcome)} ${outcome.failing ?? 0}`;
    case 'answered':
      return outcome.by;
    default:
      return outcome.kind;
  }
}

function gradeOf(before: Outcome, after: Outcome): Grade {
  const [served, serves] = [before, after].map(({ kind }) => kind === 'delivered' || kind === 'answered');
  if (served && !serves) return 'lost';
  if (!served) return 'gained';
  return before.kind === 'delivered' && after.kind === 'delivered' ? 'pods' : 'moved';
}

function witnessOf(namespace: string, name: string, { kind, number, protocol }: PortKey): Witness {
  const suffix = protocol === 'TCP' ? '' : `/${protocol}`;
  const where = { cluster: '', 'node-port': ' (node port)', 'load-balancer': ' (load balancer)' }[kind];
  return {
    boundary: 'service',
    text: `${namespace}/${name}:${number}${suffix}${where}`,
    request: { kind: kind === 'cluster' ? 'service' : kind, namespace, name, port: number, protocol },
  };
}
