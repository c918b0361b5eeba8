import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { backendName, knowsEndpoints, serviceOf } from '../backend.ts';
import { resourceOf } from './custom-resource.ts';
import { serversOf } from './endpoints.ts';
import { type LabelType, listOf, parseBool, readLabels } from './labels.ts';
import type { Chain } from './middleware.ts';
import { middlewaresOf } from './resource-middlewares.ts';
import { isUnresolvable, type Upstream } from './upstream.ts';

/** A Service of the Kubernetes Ingress provider with the middlewares that its annotations put before it. */
export interface LoadBalancer {
  readonly upstream: Upstream;
  readonly chain: Chain;
}

const none: Chain = { kind: 'chain', middlewares: [] };

/** Annotations of a Service (traefik pkg/provider/kubernetes/ingress/annotations.go ServiceIng, v3.7). */
const serviceLabels: LabelType = {
  serversscheme: 'text',
  serverstransport: 'text',
  passhostheader: 'bool',
  middlewares: 'list',
  sticky: {
    cookie: {
      name: 'text',
      secure: 'bool',
      httponly: 'bool',
      samesite: 'text',
      maxage: 'int',
      path: 'text',
      domain: 'text',
      expires: 'ignored',
    },
  },
  nativelb: 'bool',
  nodeportlb: 'bool',
};

/**
 * Makes a load balancer of a backend: the first port with its number or name counts, a targetPort does not (traefik
 * pkg/provider/kubernetes/ingress/kubernetes.go loadService, v3.7; unless options say otherwise allowExternalNameServices is
 * on and allowEmptyServices off).
 */
export function loadBalancerOf(model: Model, target: ServiceTarget): LoadBalancer {
  const found = serviceOf(model, target);
  if (found.kind === 'unknown') return { upstream: { kind: 'unknown' }, chain: none };
  if (found.kind === 'missing') {
    return absent(`Service ${target.namespace}/${target.backend.name ?? ''} does not exist`);
  }
  const { service } = found;
  const { port: wanted } = target.backend;
  const port = service.spec.ports?.find(
    (each) => each.port === wanted?.number || (each.name && each.name === wanted?.name),
  );
  if (!port) return absent(`${backendName(target)} does not exist`);
  const labels = readLabels(service.manifest.metadata?.annotations, 'service', serviceLabels);
  if (labels.kind === 'refused') {
    return absent(`the annotation ${labels.annotation} of Service ${service.name} is refused: ${labels.reason}`);
  }
  const { values } = labels;
  const number = port.port ?? 0;
  const scheme = values.get('serversscheme') || (number === 443 || port.name?.startsWith('https') ? 'https' : 'http');
  const trust = scheme === 'https' ? trustOf(model, values.get('serverstransport') ?? '') : 'plain';
  const chain = middlewaresOf(model, listOf(values.get('middlewares')));
  const upstream = (): Upstream => {
    if (trust === 'missing') return { kind: 'absent', reason: 'its ServersTransport does not exist' };
    if (trust === 'unknown') return { kind: 'undecided', needs: 'whether the ServersTransport trusts the servers' };
    const ownHost = parseBool(values.get('passhostheader') ?? 'true') === false;
    const reached = { kind: 'reached', unverifiable: trust === 'unverifiable', ownHost } as const;
    if (service.spec.type === 'NodePort' && parseBool(values.get('nodeportlb') ?? 'false')) {
      if (model.nodes.all.length === 0 && model.cluster.complete)
        return { kind: 'absent', reason: 'there are no Nodes' };
      return { ...reached, reach: { kind: 'cluster-ip', port: number } };
    }
    if (service.spec.type === 'ExternalName') {
      if (model.cluster.controllerOptions?.traefik?.allowExternalNameServices === false) {
        const name = `Service ${service.namespace}/${service.name}`;
        return { kind: 'absent', reason: `${name} is an ExternalName, and allowExternalNameServices is off` };
      }
      const host = service.spec.externalName ?? '';
      if (isUnresolvable(host)) return { kind: 'answers', status: 502, reason: `${host} does not resolve` };
      // A name outside may well have a certificate that can be checked.
      return {
        ...reached,
        unverifiable: false,
        reach: { kind: 'external-name', host, port: number, targetPort: number },
      };
    }
    if (parseBool(values.get('nativelb') ?? 'false')) {
      if (service.headless) return { kind: 'absent', reason: `Service ${service.name} has no cluster IP (nativelb)` };
      return { ...reached, reach: { kind: 'cluster-ip', port: number } };
    }
    return endpointsUpstream(model, service, port.name ?? '', number, reached);
  };
  return { upstream: upstream(), chain };
}

function endpointsUpstream(
  model: Model,
  service: SettledService,
  portName: string,
  port: number,
  reached: { readonly kind: 'reached'; readonly unverifiable: boolean; readonly ownHost: boolean },
): Upstream {
  const { open, any } = serversOf(model, service, portName);
  if (open.length > 0) return { ...reached, reach: { kind: 'endpoints', port, endpoints: open } };
  const name = `Service ${service.namespace}/${service.name}`;
  if (any) return { kind: 'answers', status: 503, reason: `all endpoints of ${name} terminate` };
  if (!knowsEndpoints(model, service)) return { kind: 'unknown' };
  const reason = `${name} has no endpoint for port ${port}`;
  const mayBeEmpty = model.cluster.controllerOptions?.traefik?.allowEmptyServices;
  return mayBeEmpty ? { kind: 'answers', status: 503, reason } : { kind: 'absent', reason };
}

/** Whether the certificates of servers can be checked. */
function trustOf(model: Model, transport: string): 'unverifiable' | 'trusting' | 'missing' | 'unknown' {
  if (transport === '') return 'unverifiable';
  const resource = resourceOf(model, 'ServersTransport', transport);
  if (resource.kind !== 'found') return resource.kind;
  const { insecureSkipVerify, rootCAs, rootCAsSecrets } = resource.spec;
  if (insecureSkipVerify === true) return 'trusting';
  return rootCAs || rootCAsSecrets ? 'unknown' : 'unverifiable';
}

function absent(reason: string): LoadBalancer {
  return { upstream: { kind: 'absent', reason }, chain: none };
}
