import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Evidence, Hop } from '../hop.ts';
import { findServicePort } from '../service-port.ts';

/** How a load balancer goes on into the cluster: to a node port, unless the Service allocates none. */
export function balancerNodePort(service: SettledService, port: number | undefined): readonly Hop[] {
  const found = port === undefined ? undefined : findServicePort(service, { kind: 'number', number: port });
  if (!found) return [];
  const { spec, object } = service;
  const { nodePort } = found.port;
  const written = service.manifest.spec?.ports?.[found.index]?.nodePort !== undefined;
  const path = ['spec', 'ports', found.index, ...(written ? ['nodePort'] : [])];
  const health = healthCheck(service);
  if (nodePort === undefined) {
    const text = `no node port, because allocateLoadBalancerNodePorts is false: the load balancer has to reach the pods or the nodes in another way${health?.text ?? ''}`;
    const because = evidence('allocateLoadBalancerNodePorts', object, ['spec', 'allocateLoadBalancerNodePorts']);
    return [{ kind: 'node-port', status: 'ok', text, because: [because] }];
  }
  const number = typeof nodePort === 'number' ? String(nodePort) : 'allocated by the cluster';
  const because: Evidence[] = [evidence(`port ${spec.ports?.[found.index]?.port}`, object, path)];
  if (health) because.push(health.because);
  return [{ kind: 'node-port', status: 'ok', text: `any node, node port ${number}${health?.text ?? ''}`, because }];
}

/** With `externalTrafficPolicy: Local` load balancers ask the nodes which of them have pods (kubernetes pkg/proxy/healthcheck/service_health.go, v1.37). */
function healthCheck({
  spec,
  object,
}: SettledService): { readonly text: string; readonly because: Evidence } | undefined {
  if (spec.externalTrafficPolicy !== 'Local') return undefined;
  const { healthCheckNodePort: port } = spec;
  const which =
    typeof port === 'number' && port > 0 ? `port ${port}` : 'a health check port, allocated by the cluster,';
  return {
    text: `; the load balancer asks ${which} of each node whether it has pods`,
    because: evidence('externalTrafficPolicy: Local', object, ['spec', 'externalTrafficPolicy']),
  };
}
