import type { Model } from '../../model/model.ts';
import { knowsServices } from '../../traffic/completeness.ts';
import type { RouteTarget, ServiceTarget } from '../../traffic/controllers/define-controller.ts';
import { portRef } from '../../traffic/ingress/backend.ts';
import { findServicePort } from '../../traffic/service-port.ts';
import type { EdgeState } from '../graph.ts';
import type { Assembly, OpenNode } from './assembly.ts';
import { portRow, serviceId } from './ids.ts';
import { placeOf } from './origin.ts';
import type { Services } from './services.ts';

/** A drawn route: how it is before its Service, and where it goes on. */
export interface DrawnRoute {
  readonly state: EdgeState;
  /** Null where it does not get to a Service. */
  readonly service: string | null;
  readonly row: string | null;
}

/** Draws what a path of an Ingress leads to. */
export function drawTarget(
  model: Model,
  assembly: Assembly,
  services: Services,
  node: OpenNode,
  row: string,
  label: string,
  target: RouteTarget,
): DrawnRoute {
  const from = { from: node.id, fromRow: row, label };
  if (target.kind === 'none') {
    const to = assembly.node(`resource:${node.id}/${row}`, () => ({
      kind: 'resource',
      name: 'no Service',
      details: target.reason,
      namespace: node.namespace,
      presence: 'unknown',
    }));
    assembly.edge({ ...from, to: to.id, state: 'unknown', reason: target.reason });
    return { state: 'unknown', service: null, row: null };
  }
  const { namespace, backend, ingress } = target;
  const name = backend.name ?? '';
  const found = model.services.get(namespace, name, ingress);
  if (!found) return drawMissingService(model, assembly, from, target);
  const settled = model.settled(found);
  const service = services.draw(settled);
  if (settled.spec.type === 'ExternalName') {
    assembly.edge({ from: node.id, fromRow: row, label, to: service.id });
    return { state: 'works', service: service.id, row: null };
  }
  const ref = portRef(backend);
  const port = ref && findServicePort(settled, ref);
  if (port) {
    const toRow = portRow(port.index);
    assembly.edge({ from: node.id, fromRow: row, label, to: service.id, toRow });
    return { state: 'works', service: service.id, row: toRow };
  }
  const wanted = backend.port?.name || backend.port?.number;
  const missing = assembly.row(service, {
    id: `missing:${wanted ?? ''}`,
    text: `${wanted ?? 'no port'}`,
    note: 'no such port',
    kind: 'missing',
  });
  const isTarget = (settled.spec.ports ?? []).some(({ targetPort }) => targetPort === wanted);
  assembly.edge({
    ...from,
    to: service.id,
    toRow: missing.id,
    state: 'broken',
    reason: `Service ${namespace}/${name} has no port ${wanted ?? '(none is named)'}`,
    rule: isTarget ? 'ingress-backend-port-is-target-port' : 'ingress-backend-port-not-found',
    at: placeOf({ text: '', object: ingress, path: [...target.path, 'port'], part: 'value' }),
  });
  return { state: 'broken', service: null, row: null };
}

function drawMissingService(
  model: Model,
  assembly: Assembly,
  from: { readonly from: string; readonly fromRow: string; readonly label: string },
  { namespace, backend, ingress, path }: ServiceTarget,
): DrawnRoute {
  const name = backend.name ?? '';
  const isKnown = knowsServices(model, namespace, name);
  const state: EdgeState = isKnown ? 'broken' : 'unknown';
  const elsewhere = model.services.all.find((each) => each.name === name && each.namespace !== namespace);
  const to = assembly.node(serviceId(namespace, name), () => ({
    kind: 'service',
    name: name || 'no name',
    details: isKnown ? 'Service that does not exist' : 'Service that is not among the files',
    namespace,
    presence: isKnown ? 'missing' : 'unknown',
  }));
  const wanted = backend.port?.name || backend.port?.number;
  const row = assembly.row(to, {
    id: `missing:${wanted ?? ''}`,
    text: `${wanted ?? 'no port'}`,
    note: '',
    kind: 'plain',
  });
  assembly.edge({
    ...from,
    to: to.id,
    toRow: row.id,
    state,
    reason: `Service ${namespace}/${name} ${isKnown ? 'does not exist' : 'is not among the files'}${elsewhere ? `; there is one in namespace ${elsewhere.namespace}` : ''}`,
    rule: !isKnown ? null : elsewhere ? 'ingress-backend-wrong-namespace' : 'ingress-backend-service-not-found',
    at: placeOf({ text: '', object: ingress, path: [...path, 'name'], part: 'value' }),
  });
  return { state, service: null, row: null };
}
