import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import { backendName, knowsEndpoints, serviceOf } from '../../ingress/backend.ts';
import { serversOf } from '../../ingress/traefik/endpoints.ts';
import type { Backend } from '../../ingress/traefik/router.ts';
import { isUnresolvable, type Upstream } from '../../ingress/traefik/upstream.ts';
import type { ServiceTarget } from '../define-controller.ts';
import type { Config } from './config.ts';

/**
 * What stands behind a backend. Where there is nothing the router stays and answers 503 (traefik
 * pkg/provider/kubernetes/ingress-nginx/build.go getBackendEndpoints, v3.7).
 */
export function backendOf(model: Model, target: ServiceTarget, config: Config): Backend {
  const found = serviceOf(model, target);
  if (found.kind === 'unknown') return { target, upstream: { kind: 'unknown' } };
  if (found.kind === 'missing') return { target, upstream: empty(`Service ${nameOf(target)} does not exist`) };
  const own = upstreamOf(model, found.service, target, config);
  const other = config.text('default-backend') ?? '';
  if (own.kind !== 'answers' || !own.endpointless || other === '' || other === target.backend.name) {
    return { target, upstream: own.upstream };
  }
  const fallback: ServiceTarget = { ...target, backend: { name: other }, path: defaultBackendPath };
  const second = serviceOf(model, fallback);
  if (second.kind === 'missing') return { target, upstream: own.upstream };
  if (second.kind === 'unknown') return { target: fallback, upstream: { kind: 'unknown' } };
  const [port] = second.service.spec.ports ?? [];
  if (!port) return { target, upstream: own.upstream };
  const { upstream } = endpointsUpstream(model, second.service, port.name ?? '', port.port ?? 0, config);
  return upstream.kind === 'answers' ? { target, upstream: own.upstream } : { target: fallback, upstream };
}

const defaultBackendPath = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/default-backend'];

/** An upstream, and whether it lacks what the annotation default-backend stands in for. */
interface Found {
  readonly kind: Upstream['kind'];
  readonly upstream: Upstream;
  readonly endpointless: boolean;
}

function upstreamOf(model: Model, service: SettledService, target: ServiceTarget, config: Config): Found {
  const { port: wanted } = target.backend;
  const isExternal = service.spec.type === 'ExternalName';
  const port = service.spec.ports?.find(
    (each) =>
      (!wanted?.name && !wanted?.number) || each.port === wanted.number || (each.name && each.name === wanted.name),
  );
  if (isExternal) {
    const host = service.spec.externalName ?? '';
    if (isUnresolvable(host)) return found({ kind: 'answers', status: 502, reason: `${host} does not resolve` });
    const number = port ? Number(port.targetPort) || 0 : (wanted?.number ?? 0);
    const reach = { kind: 'external-name', host, port: port?.port ?? number, targetPort: number } as const;
    return found({ ...reachedBy(config), unverifiable: false, reach });
  }
  if (!port) return found(empty(`${backendName(target)} does not exist`));
  const number = port.port ?? 0;
  if (config.flag('service-upstream')) {
    if (!service.headless) return found({ ...reachedBy(config), reach: { kind: 'cluster-ip', port: number } });
    return found({ kind: 'answers', status: 502, reason: `Service ${service.name} has no cluster IP` });
  }
  return endpointsUpstream(model, service, port.name ?? '', number, config);
}

function endpointsUpstream(
  model: Model,
  service: SettledService,
  portName: string,
  port: number,
  config: Config,
): Found {
  const { open, any } = serversOf(model, service, portName);
  if (open.length > 0) return found({ ...reachedBy(config), reach: { kind: 'endpoints', port, endpoints: open } });
  const name = `Service ${service.namespace}/${service.name}`;
  if (any) return found(empty(`all endpoints of ${name} terminate`));
  if (!knowsEndpoints(model, service)) return found({ kind: 'unknown' });
  return { ...found(empty(`${name} has no endpoint for port ${port}`)), endpointless: true };
}

/** backend-protocol decides about TLS; certificates are checked only when proxy-ssl-verify asks for it. */
function reachedBy(config: Config): { kind: 'reached'; unverifiable: boolean; ownHost: false } {
  const isTls = /^(?:https|grpcs)$/i.test(config.text('backend-protocol') ?? '');
  const checked = isTls && config.text('proxy-ssl-verify')?.toLowerCase() === 'on';
  return { kind: 'reached', unverifiable: checked, ownHost: false };
}

function found(upstream: Upstream): Found {
  return { kind: upstream.kind, upstream, endpointless: false };
}

function empty(reason: string): Upstream & { kind: 'answers' } {
  return { kind: 'answers', status: 503, reason };
}

function nameOf({ namespace, backend }: ServiceTarget): string {
  return `${namespace}/${backend.name ?? ''}`;
}
