import type { ReservedPort } from '../../api/core/service-spec.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import { balancerAddresses } from '../service/address.ts';
import { traceService } from '../service/trace-service.ts';
import type { PortRef } from '../target.ts';
import { place } from '../trace-result.ts';
import type { Route } from './route.ts';
import { ruleOfWay } from './rule-of.ts';
import { serviceFacts } from './service-facts.ts';
import { verdictOfWay } from './verdict.ts';

/** The ports that Services open themselves, on nodes and on load balancers. */
export function externalRoutes(model: Model): Route[] {
  const routes: Route[] = [];
  for (const typed of model.services.all) {
    // Definitions of one name are alternatives: one of them is applied.
    if (model.services.get(typed.namespace, typed.name)?.object !== typed.object) continue;
    const service = model.settled(typed);
    const { type, ports = [] } = service.spec;
    if (type !== 'NodePort' && type !== 'LoadBalancer') continue;
    for (const [index, port] of ports.entries()) {
      if (type === 'LoadBalancer') routes.push(...balancerRoutes(model, service, port, index));
      // A node port of a load balancer that nobody has chosen is its own business.
      if (type === 'NodePort' || typeof port.nodePort === 'number')
        routes.push(nodePortRoute(model, service, port, index));
    }
  }
  return routes;
}

function nodePortRoute(model: Model, service: SettledService, port: ReservedPort, index: number): Route {
  const number = typeof port.nodePort === 'number' ? port.nodePort : '?';
  return externalRoute(model, service, port, index, { kind: 'node-port', host: `*:${number}`, match: 'NodePort' });
}

function balancerRoutes(model: Model, service: SettledService, port: ReservedPort, index: number): Route[] {
  const addresses = balancerAddresses(service).flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
  return (addresses.length > 0 ? addresses : ['?']).map((address) => {
    const host = `${address.includes(':') ? `[${address}]` : address}:${port.port}`;
    return externalRoute(model, service, port, index, { kind: 'load-balancer', host, match: 'LoadBalancer' });
  });
}

function externalRoute(
  model: Model,
  service: SettledService,
  port: ReservedPort,
  index: number,
  way: Pick<Route, 'kind' | 'host' | 'match'>,
): Route {
  const { namespace, name, spec, object } = service;
  const ref: PortRef = port.name ? { kind: 'name', name: port.name } : { kind: 'number', number: port.port };
  const through = traceService(model, { namespace, name, port: ref, near: object });
  const verdict = verdictOfWay(through);
  const facts = serviceFacts(model, { namespace, name, port: ref }, service, verdict);
  const local = spec.externalTrafficPolicy === 'Local';
  const { status, problem, because, nearMisses } = verdict;
  return {
    ...way,
    match: port.protocol === 'TCP' ? way.match : `${way.match} ${port.protocol}`,
    controller: null,
    loadBalancer: null,
    path: '',
    order: null,
    tls: false,
    service: { ...facts.service, port: port.port },
    pods: facts.pods,
    class: null,
    ingress: null,
    rewrite: null,
    redirect: null,
    annotations: 0,
    notes: [
      ...(local ? ['externalTrafficPolicy Local: only nodes that run a pod of it answer'] : []),
      ...verdict.notes,
    ],
    status,
    problem,
    rule: ruleOfWay(through),
    rejected: object.judgement().verdict === 'rejected',
    because,
    nearMisses,
    at: place(evidence('', object, ['spec', 'ports', index])).at,
  };
}
