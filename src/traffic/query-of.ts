import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { clientOf, namespaceOf, zoneOf } from './asked.ts';
import { backendAt } from './http/explain-backend.ts';
import { portRef } from './ingress/backend.ts';
import { hostWithoutPort } from './request.ts';
import { servicesWithNodePort, settledServices } from './service/node-port.ts';
import { serviceOfName } from './service/service-name.ts';
import type { ServiceQuery } from './service/service-query.ts';
import { type PortRef, parsePort } from './target.ts';
import type { TraceOptions, TraceTarget } from './trace.ts';
import type { RawTrace } from './trace-result.ts';

/** The connection to a Service that a trace came to, or would have. */
export function queryOf(
  cluster: Cluster,
  target: TraceTarget,
  raw: RawTrace,
  options: TraceOptions,
): ServiceQuery | undefined {
  const model = modelOf(cluster);
  if (raw.controller !== null) {
    const place = raw.hops.find(({ kind }) => kind === 'backend')?.because[0];
    const backend = place && backendAt(place);
    if (!place || !backend) return undefined;
    const { object } = place;
    const namespace = model.namespaceOf(object);
    return { namespace, name: backend.name ?? '', port: portRef(backend), near: object, proxied: true };
  }
  const asked = { model, options };
  const named = (name: string, port: PortRef | undefined): ServiceQuery | undefined => {
    const service = serviceOfName(model, name, namespaceOf(asked, clientOf(asked, options.from)), zoneOf(asked));
    return service && { ...service, port };
  };
  if (!('kind' in target) || target.kind === 'http') {
    const { host, scheme } = raw.request;
    if (typeof host !== 'string') return undefined;
    const name = hostWithoutPort(host);
    return named(
      name,
      parsePort(host.slice(name.length + 1)) ?? { kind: 'number', number: scheme === 'https' ? 443 : 80 },
    );
  }
  switch (target.kind) {
    case 'node-port': {
      const [found] = servicesWithNodePort(model, target.port);
      const number = found?.service.spec.ports?.[found.index]?.port ?? 0;
      return (
        found && { namespace: found.service.namespace, name: found.service.name, port: { kind: 'number', number } }
      );
    }
    case 'address': {
      const owner = settledServices(model).find(({ spec }) => spec.clusterIPs?.includes(target.ip));
      const port: PortRef = { kind: 'number', number: target.port };
      return owner && { namespace: owner.namespace, name: owner.name, port };
    }
    default:
      return named(target.name, target.port);
  }
}
