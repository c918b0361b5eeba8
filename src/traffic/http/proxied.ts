import type { Model } from '../../model/model.ts';
import type { ControllerAnswer, Reach } from '../controllers/define-controller.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import { portRef } from '../ingress/backend.ts';
import type { Outcome } from '../outcome.ts';
import { backendText, deliveredOutcome, type Upstream } from '../outcome-of.ts';
import { podHops } from '../service/pod-hops.ts';
import type { ServiceQuery } from '../service/service-query.ts';
import { traceService } from '../service/trace-service.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import type { End, Way } from '../way.ts';

/** A controller's answer that goes on to a Service. */
export type Forward = Extract<ControllerAnswer, { kind: 'forward' }>;

/** The way from a proxy to what stands behind a Service: proxies dial endpoints themselves, each in its own way. */
export function proxiedWay(model: Model, { target, reach, hops }: Forward): Way {
  const query: ServiceQuery = {
    namespace: target.namespace,
    name: target.backend.name ?? '',
    port: portRef(target.backend),
    near: target.ingress,
    proxied: true,
  };
  const way = reach ? reachedWay(model, query, reach) : traceService(model, query);
  // The controller has named the Service already.
  if (!hops.some(({ kind }) => kind === 'backend')) return way;
  return { ...way, hops: way.hops.filter(({ kind, status }) => kind !== 'service' || status !== 'ok') };
}

/** What a client sees of a way that a proxy went for it. */
export function outcomeBehindProxy(end: End, controller: string, upstream: Upstream): Outcome {
  switch (end.kind) {
    case 'endpoints':
      return deliveredOutcome(end, upstream);
    case 'external': {
      const { host, port = 80, service } = end;
      const endpoints = [{ name: host, ip: null, port, share: 1 }];
      return { kind: 'delivered', backend: backendText(service, port), upstream, endpoints };
    }
    case 'nowhere':
      return { kind: 'answered', status: 503, by: controller, reason: end.reason };
    case 'answered':
    case 'unknown':
      return end;
  }
}

function reachedWay(model: Model, query: ServiceQuery, reach: Reach): Way {
  const typed = model.services.get(query.namespace, query.name, query.near);
  if (!typed) return traceService(model, query);
  const service = model.settled(typed);
  const first: Hop = {
    kind: 'service',
    status: 'ok',
    text: `Service ${service.namespace}/${service.name}`,
    because: [nameOf(service.object)],
  };
  switch (reach.kind) {
    case 'cluster-ip': {
      const { near } = query;
      return traceService(model, { ...query, near, port: { kind: 'number', number: reach.port }, proxied: false });
    }
    case 'external-name': {
      const { host, port } = reach;
      const because = [evidence(`externalName: ${host}`, service.object, ['spec', 'externalName'])];
      const hop: Hop = { kind: 'external-name', status: 'ok', text: `${host}:${port}, outside the cluster`, because };
      return { hops: [first, hop], end: { kind: 'external', service, host, port }, nearMisses: [] };
    }
    case 'endpoints': {
      if (reach.endpoints.length === 0) return traceService(model, query);
      const index = (service.spec.ports ?? []).findIndex(({ port }) => port === reach.port);
      const port = service.spec.ports?.[index];
      const endpoints = reach.endpoints.map(asReady);
      const { hops, deliveries, failing } = podHops(service, endpoints, endpoints, port);
      const numbers = [...new Set(reach.endpoints.map((endpoint) => endpoint.port))].join(', ');
      const at = index < 0 ? ['spec', 'ports'] : ['spec', 'ports', index];
      const text =
        reach.port === undefined
          ? `endpoint port ${numbers}, which no port of the Service leads to`
          : `port ${reach.port} → ${numbers}`;
      const hop: Hop = {
        kind: 'port',
        status: reach.port === undefined ? 'warn' : 'ok',
        text,
        because: [evidence(text, service.object, at)],
      };
      return {
        hops: [first, hop, ...hops],
        end: { kind: 'endpoints', service, port, endpoints: deliveries, failing, reached: endpoints },
        nearMisses: [],
      };
    }
  }
}

function asReady({
  name,
  ip,
  port,
  pod,
}: {
  name: string;
  ip: string | null;
  port: number;
  pod: PortEndpoint['pod'];
}): PortEndpoint {
  return {
    name,
    ip,
    address: ip ?? `<${name}>`,
    port,
    pod,
    ready: true,
    serving: true,
    terminating: false,
    hostname: undefined,
    node: undefined,
    object: undefined,
  };
}
