import { builtInService } from '../../model/built-in-service.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Evidence, Hop } from '../hop.ts';
import { findServicePort } from '../service-port.ts';
import { after, type Way } from '../way.ts';
import { balancerAddresses } from './address.ts';
import { balancerNodePort } from './balancer-node-port.ts';
import type { ServiceQuery } from './service-query.ts';
import { throughSourceRanges } from './source-ranges.ts';
import { traceService } from './trace-service.ts';

/** A connection to a Service by a client outside the cluster: by its load balancer, else its external IPs, else a node port. */
export function traceFromOutside(model: Model, query: ServiceQuery, clientIp: string | undefined): Way {
  const typed = model.services.get(query.namespace, query.name, query.near);
  if (!typed) {
    const builtIn = builtInService(model, query.namespace, query.name);
    return builtIn ? noAddress(builtIn, []) : traceService(model, query);
  }
  const service = model.settled(typed);
  const { spec, object } = service;
  const through = (...hops: Hop[]): Way =>
    after(hops, traceService(model, { ...query, policy: 'externalTrafficPolicy' }));
  const name = `Service ${service.namespace}/${service.name}`;
  if (spec.type === 'LoadBalancer') {
    const addresses = balancerAddresses(service).flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
    const pending = addresses.length === 0;
    const text = pending
      ? `load balancer of ${name}, address pending: nothing in the files says that it got one, and without a cloud or the like (MetalLB) it never does`
      : `load balancer ${addresses.join(', ')} of ${name}`;
    const because = [evidence('type: LoadBalancer', object, pending ? ['spec', 'type'] : ['status', 'loadBalancer'])];
    const hop: Hop = { kind: 'load-balancer', status: pending ? 'warn' : 'ok', text, because };
    const port = query.port ? findServicePort(service, query.port)?.port.port : spec.ports?.[0]?.port;
    return throughSourceRanges(service, through(hop, ...balancerNodePort(service, port)), clientIp);
  }
  if (spec.externalIPs?.length) {
    const because = [evidence('externalIPs', object, ['spec', 'externalIPs'])];
    const text = `external IP ${spec.externalIPs.join(', ')}, if somebody routes it to a node`;
    return through({ kind: 'name', status: 'warn', text, because });
  }
  if (spec.type === 'NodePort') {
    const chosen = query.port
      ? findServicePort(service, query.port)
      : spec.ports?.[0] && { port: spec.ports[0], index: 0 };
    const number =
      typeof chosen?.port.nodePort === 'number' ? String(chosen.port.nodePort) : 'allocated by the cluster';
    const because = [evidence('type: NodePort', object, ['spec', 'type'])];
    return through({ kind: 'node-port', status: 'ok', text: `any node, node port ${number}`, because });
  }
  return noAddress(service, [evidence(`type ${spec.type ?? 'ClusterIP'}`, object, ['spec', 'type'])]);
}

function noAddress({ namespace, name, spec }: SettledService, because: readonly Evidence[]): Way {
  const text = `Service ${namespace}/${name} has no address outside the cluster: its type is ${spec.type ?? 'ClusterIP'}`;
  return {
    hops: [{ kind: 'service', status: 'fail', text, because }],
    end: { kind: 'nowhere', reason: text, effect: 'no address' },
    nearMisses: [],
  };
}
