import { apiServerPort, builtInService } from '../../model/built-in-service.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Hop } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import { findServicePort, portList, portText } from '../service-port.ts';
import type { Way } from '../way.ts';
import { delivered } from './pod-hops.ts';
import type { ServiceQuery } from './service-query.ts';

/** The way to a Service that every cluster has without a file; undefined for other names. */
export function traceBuiltIn(model: Model, query: ServiceQuery): Way | undefined {
  const service = builtInService(model, query.namespace, query.name);
  if (!service || query.hostname !== undefined) return undefined;
  const hop = (kind: Hop['kind'], text: string, status: Hop['status'] = 'ok'): Hop => ({
    kind,
    status,
    text,
    because: [],
  });
  const first = hop('service', `${serviceText(service)}: the API server, in every cluster`);
  const found = findServicePort(service, query.port ?? { kind: 'number', number: 443 });
  if (!found) {
    const wanted = query.port?.kind === 'number' ? query.port.number : query.port?.name;
    const text = `Service ${service.namespace}/${service.name} has no port ${wanted}; its ports: ${portList(service)}`;
    return {
      hops: [first, hop('port', text, 'fail')],
      end: { kind: 'nowhere', reason: text, effect: 'connection refused or a timeout' },
      nearMisses: [],
    };
  }
  const { port } = found;
  return {
    hops: [
      first,
      hop('port', `port ${portText(port)} → ${apiServerPort}, where API servers usually listen`),
      hop('endpoints', 'the API servers, whose addresses no file holds'),
    ],
    end: delivered(service, port, [{ name: apiServer.name, ip: null, port: apiServerPort, share: 1 }], 0, [apiServer]),
    nearMisses: [],
  };
}

const apiServer: PortEndpoint = {
  name: 'kube-apiserver',
  ip: null,
  address: '<kube-apiserver>',
  port: apiServerPort,
  ready: true,
  serving: true,
  terminating: false,
  hostname: undefined,
  node: undefined,
  pod: undefined,
  object: undefined,
};

function serviceText({ namespace, name, spec }: SettledService): string {
  return `Service ${namespace}/${name} (ClusterIP, ${spec.clusterIP})`;
}
