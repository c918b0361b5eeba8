import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import { runningContainers } from '../../model/endpoints/find-port.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { knowsPods } from '../completeness.ts';
import { evidence, nameOf } from '../evidence.ts';
import { missingPort } from '../failures/missing-port.ts';
import { noEndpoints } from '../failures/no-endpoints.ts';
import type { Hop } from '../hop.ts';
import { endpointsOfAnyPort, endpointsOfPort, type PortEndpoint } from '../service-endpoints.ts';
import { type FoundPort, findServicePort, portText } from '../service-port.ts';
import type { PortRef } from '../target.ts';
import type { Way } from '../way.ts';
import { delivered, podHops } from './pod-hops.ts';
import { selectorEvidence } from './selector.ts';

/** A client that dials pods itself, with a port of its own choice. */
export interface DirectQuery {
  readonly port: PortRef | undefined;
  readonly family?: string | undefined;
  readonly hostname?: string | undefined;
}

/**
 * A connection to pods by name: cluster DNS answers with their addresses, kube-proxy has no rules for them, and no port
 * is translated (kubernetes pkg/proxy/util/utils.go ShouldSkipService, v1.37).
 */
export function headless(model: Model, service: SettledService, query: DirectQuery): Way {
  const found = endpointsOf(model, service);
  const family = query.family ?? service.families[0] ?? 'IPv4';
  const ports = service.spec.ports ?? [];
  const named = query.port?.kind === 'name' ? findServicePort(service, query.port) : undefined;
  const numbered = query.port?.kind === 'number' ? findServicePort(service, query.port) : undefined;
  const listed: FoundPort | undefined = named ?? numbered ?? (ports[0] && { port: ports[0], index: 0 });
  if (query.port?.kind === 'name' && !named) return missingPort(model, service, query.port);
  const all = listed
    ? endpointsOfPort(model, service.namespace, found.slices, family, listed.port)
    : endpointsOfAnyPort(model, service.namespace, found.slices, family);
  const endpoints = query.hostname === undefined ? all : all.filter(({ hostname }) => hostname === query.hostname);
  if (query.hostname !== undefined && endpoints.length === 0) return noHost(model, service, query.hostname, all);
  // DNS answers with ready endpoints only: terminating ones that still serve are no substitute here.
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  if (ready.length === 0) return noEndpoints({ model, service, found, port: listed, endpoints });

  const dialled = query.port?.kind === 'number' ? query.port.number : undefined;
  if (!listed && dialled === undefined) return noPort(service);
  const target = listed?.port.targetPort ?? listed?.port.port;
  const listening = ready.filter((endpoint) => dialled === undefined || listensOn(endpoint, dialled));
  if (dialled !== undefined && listening.length === 0 && numbered) {
    const use = ready[0]?.port ?? target;
    const text = `headless: port ${dialled} is not translated to ${target}; clients have to use ${use}`;
    const because = [
      evidence(`port ${portText(numbered.port)}`, service.object, ['spec', 'ports', numbered.index, 'port']),
    ];
    const near = evidence(`the pods listen on ${use}`, service.object, ['spec', 'ports', numbered.index, 'targetPort']);
    return {
      hops: [{ kind: 'port', status: 'fail', text, because }],
      end: {
        kind: 'nowhere',
        reason: `Service ${service.namespace}/${service.name} is ${text}`,
        effect: 'connection refused',
      },
      nearMisses: [near],
    };
  }
  const reached = dialled === undefined ? ready : ready.map((endpoint) => ({ ...endpoint, port: dialled }));
  const { hops, deliveries, failing } = podHops(service, reached, reached, undefined);
  return {
    hops: [portHop(service, listed, dialled, reached, listening.length > 0), endpointsHop(service, reached), ...hops],
    end: delivered(
      service,
      reached.some(({ port }) => port === ready[0]?.port) ? listed?.port : numbered?.port,
      deliveries,
      failing,
      reached,
    ),
    nearMisses: [],
  };
}

function portHop(
  service: SettledService,
  listed: FoundPort | undefined,
  dialled: number | undefined,
  reached: readonly PortEndpoint[],
  known: boolean,
): Hop {
  const number = dialled ?? reached[0]?.port;
  const differs = listed !== undefined && listed.port.port !== number;
  const note = !known
    ? '; no container declares it'
    : differs && dialled === undefined
      ? `; no translation from ${listed.port.port}: clients have to use ${number}`
      : ', as dialled: nothing translates it';
  const at = listed ? ['spec', 'ports', listed.index] : ['spec', 'clusterIP'];
  return {
    kind: 'port',
    status: known && !(differs && dialled === undefined) ? 'ok' : 'warn',
    text: `port ${number} of the pod itself${note}`,
    because: [evidence('headless', service.object, at)],
  };
}

function endpointsHop(service: SettledService, reached: readonly PortEndpoint[]): Hop {
  const hand = reached.find(({ object }) => object !== undefined)?.object;
  const number = reached.length === 1 ? '1 address' : `${reached.length} addresses`;
  return {
    kind: 'endpoints',
    status: 'ok',
    text: `${number} that DNS answers with, ${hand ? `from ${hand.kind} ${hand.name}` : `from ${selectorEvidence(service).text}`}`,
    because: [hand ? nameOf(hand) : selectorEvidence(service)],
  };
}

/** An endpoint's own port, or one that its pod's containers declare. */
function listensOn(endpoint: PortEndpoint, port: number): boolean {
  if (endpoint.port === port) return true;
  const containers = endpoint.pod ? runningContainers(endpoint.pod.spec) : [];
  return containers.some(({ ports = [] }) => ports.some(({ containerPort }) => containerPort === port));
}

function noPort(service: SettledService): Way {
  const text = `Service ${service.namespace}/${service.name} lists no ports: clients dial a port of their own choice`;
  const because = [evidence('no ports', service.object, ['spec', 'ports'])];
  const needs = [`the port that clients dial, as in ${service.name}:8080`];
  return {
    hops: [{ kind: 'port', status: 'unknown', text, because }],
    end: { kind: 'unknown', needs },
    nearMisses: [],
  };
}

function noHost(model: Model, service: SettledService, hostname: string, all: readonly PortEndpoint[]): Way {
  const names = all.flatMap((endpoint) => endpoint.hostname ?? []);
  const list = names.length > 0 ? `; it has ${names.join(', ')}` : '';
  const text = `Service ${service.namespace}/${service.name} has no endpoint named ${hostname}${list}`;
  const because = [nameOf(service.object)];
  if (all.length === 0 && !knowsPods(model, service)) {
    const needs = [`pod ${hostname} of Service ${service.namespace}/${service.name}`];
    return {
      hops: [{ kind: 'name', status: 'unknown', text, because }],
      end: { kind: 'unknown', needs },
      nearMisses: [],
    };
  }
  return {
    hops: [{ kind: 'name', status: 'fail', text, because }],
    end: { kind: 'nowhere', reason: text, effect: 'NXDOMAIN' },
    nearMisses: [],
  };
}
