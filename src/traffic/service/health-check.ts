import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import { endpointsOfPort, type PortEndpoint } from '../service-endpoints.ts';
import type { Way } from '../way.ts';
import { endpointsOn } from './traffic-policy.ts';

/**
 * A connection to a port at which kube-proxy itself tells load balancers whether the node runs ready pods of a Service:
 * 200, else 503 (kubernetes pkg/proxy/healthcheck/service_health.go, v1.37). Undefined when the port is none of these.
 */
export function traceHealthCheck(model: Model, port: number, node: string | undefined): Way | undefined {
  const typed = model.services.all.find((each) => isCheckedAt(model.settled(each), port));
  if (!typed) return undefined;
  const service = model.settled(typed);
  const name = `Service ${service.namespace}/${service.name}`;
  const because = [evidence('healthCheckNodePort', service.object, ['spec', 'healthCheckNodePort'])];
  const hop: Hop = {
    kind: 'node-port',
    status: 'ok',
    text: `health check port of ${name}: kube-proxy answers`,
    because,
  };
  const local = endpointsOn(readyEndpoints(model, service), node);
  if (!local) {
    return { hops: [hop], end: { kind: 'unknown', needs: [`which nodes run ready pods of ${name}`] }, nearMisses: [] };
  }
  const number = local.length === 1 ? '1 ready pod' : `${local.length} ready pods`;
  const pods = local.length === 0 ? 'no ready pod' : number;
  const reason = `node ${node} runs ${pods} of ${name} (X-Load-Balancing-Endpoint-Weight: ${local.length})`;
  const status = local.length === 0 ? 503 : 200;
  return { hops: [hop], end: { kind: 'answered', status, by: 'kube-proxy', reason }, nearMisses: [] };
}

function isCheckedAt({ spec }: SettledService, port: number): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local' && spec.healthCheckNodePort === port;
}

function readyEndpoints(model: Model, service: SettledService): readonly PortEndpoint[] {
  const { slices } = endpointsOf(model, service);
  const [port] = service.spec.ports ?? [];
  const family = service.families[0] ?? 'IPv4';
  return port ? endpointsOfPort(model, service.namespace, slices, family, port).filter(({ ready }) => ready) : [];
}
