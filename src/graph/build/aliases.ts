import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { knowsServices } from '../../traffic/completeness.ts';
import { serviceOfAbsoluteName } from '../../traffic/service/service-name.ts';
import type { EdgeState } from '../graph.ts';
import type { Assembly, OpenNode } from './assembly.ts';
import { serviceId } from './ids.ts';
import { placeOf } from './origin.ts';

/** An alias leads to a host outside, or to another Service, which is `pending` then. */
export function drawAlias(
  model: Model,
  assembly: Assembly,
  pending: SettledService[],
  service: SettledService,
  node: OpenNode,
): EdgeState {
  const host = (service.spec.externalName ?? '').replace(/\.$/, '');
  const at = (): ReturnType<typeof placeOf> =>
    placeOf({ text: host, object: service.object, path: ['spec', 'externalName'], part: 'value' });
  const inside = serviceOfAbsoluteName(host);
  const found = inside && model.services.get(inside.namespace, inside.name);
  if (inside && found && !leadsTo(assembly, serviceId(inside.namespace, inside.name), node.id)) {
    const other = model.settled(found);
    assembly.edge({ from: node.id, to: serviceId(inside.namespace, inside.name), label: 'alias' });
    pending.push(other);
    return 'works';
  }
  const to = `external-host:${host}`;
  const problem = aliasProblem(model, host, inside, found !== undefined);
  assembly.node(to, () => ({
    kind: 'external-host',
    name: host === '' ? 'no name' : host,
    details: inside ? (found ? 'leads back to itself' : 'Service of the cluster') : 'outside the cluster',
    presence: problem?.state === 'broken' ? 'missing' : inside ? 'unknown' : 'here',
  }));
  assembly.edge({ from: node.id, to, label: 'alias', ...(problem && { ...problem, at: at() }) });
  return problem?.state ?? 'works';
}

function aliasProblem(
  model: Model,
  host: string,
  inside: { readonly namespace: string; readonly name: string } | undefined,
  isLoop: boolean,
): { state: EdgeState; reason: string; rule: string | null } | undefined {
  if (host === '') return { state: 'broken', reason: 'the Service names no host', rule: 'external-name-invalid' };
  if (looksLikeIpv4.test(host)) {
    return { state: 'broken', reason: `DNS takes ${host} for a name: NXDOMAIN`, rule: 'external-name-ip' };
  }
  if (isLoop) return { state: 'broken', reason: `${host} leads back to the Service itself`, rule: null };
  if (!inside) return undefined;
  const name = `Service ${inside.namespace}/${inside.name}`;
  return knowsServices(model, inside.namespace)
    ? { state: 'broken', reason: `${name} does not exist`, rule: 'dns-name-unresolvable' }
    : { state: 'unknown', reason: `${name} is not among the files`, rule: null };
}

const looksLikeIpv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether aliases lead from one Service to another. */
function leadsTo(assembly: Assembly, from: string, to: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = from;
  while (at !== undefined && !seen.has(at)) {
    if (at === to) return true;
    seen.add(at);
    at = assembly.aliasOf(at);
  }
  return false;
}
