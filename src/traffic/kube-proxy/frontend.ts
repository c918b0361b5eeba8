import { clusterIpsOf, type ReservedPort } from '../../api/core/service-spec.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { canonicalIp, type SocketAddress } from './socket-address.ts';

/** What a destination is to kube-proxy. */
export type Frontend =
  | {
      readonly kind: 'cluster-ip' | 'external-ip' | 'load-balancer' | 'node-port';
      readonly service: SettledService;
      readonly port: ReservedPort;
    }
  /** A cluster IP, but no port of its Service. */
  | { readonly kind: 'unlisted-port' }
  /** Of a Service whose load balancers probe the nodes; kube-proxy itself answers there. */
  | { readonly kind: 'health-check' };

/** The address of a load balancer that the nodes take packets for. */
interface BalancerAddress {
  readonly ip?: string;
  readonly ipMode?: string;
}

/** Leaves a Service to another proxy (kubernetes pkg/proxy/apis/well_known_labels.go, v1.37). */
const proxyNameLabel = 'service.kubernetes.io/service-proxy-name';

/** The Services for which kube-proxy writes rules: those with an address that nobody else looks after. */
export function proxiedServices(model: Model): readonly SettledService[] {
  const found: SettledService[] = [];
  const seen = new Set<string>();
  for (const typed of model.services.all) {
    const name = `${typed.namespace}/${typed.name}`;
    if (seen.has(name)) continue;
    seen.add(name);
    const service = model.settled(typed);
    if (service.headless || service.spec.type === 'ExternalName') continue;
    if (service.manifest.metadata?.labels?.[proxyNameLabel] === undefined) found.push(service);
  }
  return found;
}

/** The Service that takes packets for an address by its IP; undefined when none does. */
export function frontendOfIp(
  services: readonly SettledService[],
  { ip, port }: SocketAddress,
  protocol: string,
): Frontend | undefined {
  let unlisted: Frontend | undefined;
  for (const service of services) {
    const kind = kindOf(service, ip);
    if (kind === undefined) continue;
    const listed = service.spec.ports?.find((each) => each.port === port && each.protocol === protocol);
    if (listed) return { kind, service, port: listed };
    if (kind === 'cluster-ip') unlisted = { kind: 'unlisted-port' };
  }
  return unlisted;
}

/** The Service that has a node port. */
export function frontendOfNodePort(
  services: readonly SettledService[],
  { port, family }: SocketAddress,
  protocol: string,
): Frontend | undefined {
  for (const service of services) {
    if (!service.families.includes(family)) continue;
    const listed = service.spec.ports?.find((each) => each.nodePort === port && each.protocol === protocol);
    if (listed) return { kind: 'node-port', service, port: listed };
    if (service.spec.healthCheckNodePort === port && protocol === 'TCP') return { kind: 'health-check' };
  }
  return undefined;
}

/** Whether clients outside the cluster have an address for it (kubernetes pkg/proxy/serviceport.go ExternallyAccessible, v1.37). */
export function isProxiedFromOutside({ spec }: SettledService): boolean {
  return spec.type === 'NodePort' || spec.type === 'LoadBalancer' || (spec.externalIPs?.length ?? 0) > 0;
}

function kindOf(service: SettledService, ip: string): 'cluster-ip' | 'external-ip' | 'load-balancer' | undefined {
  const is = (written: string | undefined): boolean => written !== undefined && canonicalIp(written) === ip;
  if (clusterIpsOf(service.spec).some(is)) return 'cluster-ip';
  if (service.spec.externalIPs?.some(is)) return 'external-ip';
  // With `ipMode: Proxy` packets arrive at a node or a pod; nothing is to be caught on the way.
  const captured = balancerAddresses(service).filter(({ ipMode }) => ipMode !== 'Proxy');
  return captured.some((each) => is(each.ip)) ? 'load-balancer' : undefined;
}

function balancerAddresses({ object }: SettledService): readonly BalancerAddress[] {
  const { status } = object.decoded.value as {
    readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly BalancerAddress[] } };
  };
  return status?.loadBalancer?.ingress ?? [];
}
