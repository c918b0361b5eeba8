import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { editDistance } from '../../text/nearest.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence, Hop } from '../hop.ts';
import { after, type Way } from '../way.ts';
import { traceHealthCheck } from './health-check.ts';
import { traceHostPort } from './host-port.ts';
import type { ServiceQuery } from './service-query.ts';
import { traceService } from './trace-service.ts';

/** Where a node port is dialled. */
export interface Dialled {
  readonly text: string;
  readonly because: readonly Evidence[];
}

/** What of a connection depends on its client. */
export type ClientPart = Pick<ServiceQuery, 'policy' | 'node' | 'family'>;

/** Follows a connection to a port of a node: every node forwards it, whichever runs the pods. */
export function traceNodePort(model: Model, port: number, dialled: Dialled, query: ClientPart): Way {
  const [found] = servicesWithNodePort(model, port);
  const start: Hop = { kind: 'name', status: 'ok', text: dialled.text, because: dialled.because };
  if (!found)
    return after(
      [start],
      traceHealthCheck(model, port, query.node) ?? traceHostPort(model, port, query.node) ?? noNodePort(model, port),
    );
  const { service, index } = found;
  const at = evidence(`nodePort: ${port}`, service.object, ['spec', 'ports', index, 'nodePort']);
  const hop: Hop = {
    kind: 'node-port',
    status: 'ok',
    text: `node port ${port} of Service ${service.namespace}/${service.name}`,
    because: [at],
  };
  const { namespace, name } = service;
  const number = service.spec.ports?.[index]?.port ?? 0;
  return after(
    [start, hop],
    traceService(model, { ...query, namespace, name, port: { kind: 'number', number }, near: service.object }),
  );
}

/** The same by the name of a node, or of any. */
export function traceNodePortOf(model: Model, port: number, node: string | undefined, query: ClientPart): Way {
  if (node === undefined) return traceNodePort(model, port, { text: 'any node', because: [] }, query);
  const known = model.nodes.all.find(({ name }) => name === node);
  if (known || !model.nodes.closed) {
    return traceNodePort(model, port, { text: `node ${node}`, because: known ? [nameOf(known.object)] : [] }, query);
  }
  const text = `there is no Node ${node} among the files`;
  const far = (name: string): number => editDistance(node, name);
  const near = [...model.nodes.all].sort((a, b) => far(a.name) - far(b.name)).slice(0, 3);
  return {
    hops: [{ kind: 'name', status: 'fail', text, because: [] }],
    end: { kind: 'nowhere', reason: text, effect: 'no address' },
    nearMisses: near.map(({ name, object }) => nameOf(object, `there is Node ${name}`)),
  };
}

/** The Services with a node port, and the place of the port in their lists. */
export function servicesWithNodePort(model: Model, port: number): { service: SettledService; index: number }[] {
  return settledServices(model).flatMap((service) => {
    const { type } = service.spec;
    if (type !== 'NodePort' && type !== 'LoadBalancer') return [];
    const index = (service.spec.ports ?? []).findIndex(({ nodePort }) => nodePort === port);
    return index < 0 ? [] : [{ service, index }];
  });
}

/** Every definition counts: one of them is applied. */
export function settledServices(model: Model): SettledService[] {
  return model.services.all.map((service) => model.settled(service));
}

function noNodePort(model: Model, port: number): Way {
  const all = settledServices(model).filter(({ spec }) => spec.type === 'NodePort' || spec.type === 'LoadBalancer');
  const ports = all.flatMap((service) =>
    (service.spec.ports ?? []).map(({ nodePort }, index) => ({ service, nodePort, index })),
  );
  const text = `no Service has the node port ${port}`;
  const nearMisses = ports
    .filter(({ nodePort }) => typeof nodePort === 'number')
    .map(({ service, nodePort, index }) =>
      evidence(`Service ${service.namespace}/${service.name} has node port ${nodePort}`, service.object, [
        'spec',
        'ports',
        index,
        'nodePort',
      ]),
    )
    .slice(0, 3);
  const [first, last] = model.cluster.server.nodePortRange;
  const isInRange = port >= first && port <= last;
  const random = ports.find(({ nodePort }) => isInRange && nodePort !== undefined && typeof nodePort !== 'number');
  const open = !model.cluster.complete && all.length === 0;
  if (random || open) {
    const because = random ? [nameOf(random.service.object)] : [];
    const needs = random
      ? [`the node port that the cluster gave Service ${random.service.namespace}/${random.service.name}`]
      : [`the Service with node port ${port}`];
    const hop: Hop = { kind: 'node-port', status: 'unknown', text: `${text} in these files`, because };
    return { hops: [hop], end: { kind: 'unknown', needs }, nearMisses };
  }
  const hop: Hop = { kind: 'node-port', status: 'fail', text, because: [] };
  return { hops: [hop], end: { kind: 'nowhere', reason: text, effect: 'connection refused' }, nearMisses };
}
