import type { Model } from '../model/model.ts';
import { type Client, parseClient } from './client.ts';
import type { ProxyMode } from './kube-proxy/mode.ts';
import type { Request } from './request.ts';
import { defaultZone } from './service/service-name.ts';

/** How to trace. */
export interface TraceOptions {
  /** Id of the ingress controller; default: the one that the set is written for. */
  readonly controller?: string | undefined;
  /** Who asks, for targets that are no requests of their own: `ns`, `ns/pod`, `ns/deploy/name`, `node/name`, `outside`. */
  readonly from?: string | undefined;
  /** What a request has beside host and path, for targets that are no requests of their own. */
  readonly method?: string | undefined;
  readonly headers?: { readonly [name: string]: string } | undefined;
  readonly sni?: string | undefined;
  /** The client's address, where access depends on it. */
  readonly clientIp?: string | undefined;
  /** What a name is that could be a host and a Service; default: what the set makes likely. */
  readonly as?: 'host' | 'service' | undefined;
  /** Follow connections through the rules that kube-proxy writes in this mode; otherwise they are taken to work in any. */
  readonly proxyMode?: ProxyMode | undefined;
  /** The DNS zone of the cluster. */
  readonly clusterDomain?: string | undefined;
}

/** A question to a model: what all parts of a trace look at. */
export interface Asked {
  readonly model: Model;
  readonly options: TraceOptions;
}

/** What the options say about requests that do not say it themselves. */
export function requestDetails(
  options: TraceOptions,
): Partial<Pick<Request, 'from' | 'method' | 'headers' | 'sni' | 'clientIp'>> {
  const { from, method, headers, sni, clientIp } = options;
  return {
    ...(from !== undefined && { from }),
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(sni !== undefined && { sni }),
    ...(clientIp !== undefined && { clientIp }),
  };
}

/** Without a word about it, a Service is asked by a pod of the default namespace. */
export function clientOf({ model }: Asked, from: string | undefined): Client {
  const own: Client = { kind: 'pod', namespace: model.cluster.server.namespace };
  return from === undefined ? own : (parseClient(from) ?? own);
}

/** The namespace in which a client's short names are looked up first. */
export function namespaceOf({ model }: Asked, client: Client): string {
  return client.kind === 'pod' ? client.namespace : model.cluster.server.namespace;
}

/** The DNS zone of the cluster. */
export function zoneOf({ options }: Asked): string {
  return options.clusterDomain ?? defaultZone;
}
