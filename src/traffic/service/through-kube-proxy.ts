import type { ReservedPort } from '../../api/core/service-spec.ts';
import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Asked } from '../asked.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import type { Connection } from '../kube-proxy/connect.ts';
import type { Frontend } from '../kube-proxy/frontend.ts';
import type { ProxyMode } from '../kube-proxy/mode.ts';
import type { ProxyPart } from '../kube-proxy/proxy-part.ts';
import { canonicalIp, socketText } from '../kube-proxy/socket-address.ts';
import { endpointsOfPort, type PortEndpoint } from '../service-endpoints.ts';
import type { Way } from '../way.ts';
import { type ConnectionTarget, dialled, dialOf } from './dial.ts';
import { delivered } from './pod-hops.ts';
import { isAffinityHop } from './preferences.ts';

/** A way with the part that kube-proxy has in it. */
export interface ProxiedConnection {
  readonly way: Way;
  /** Undefined: no mode was asked for, or no rule of kube-proxy is on the way. */
  readonly proxy: ProxyPart | undefined;
}

/** Follows a connection through the rules of kube-proxy in the mode that was asked for: they have the last word. */
export function throughKubeProxy(asked: Asked, target: ConnectionTarget, way: Way): ProxiedConnection {
  const mode = asked.options.proxyMode;
  const dial = mode === undefined ? undefined : dialOf(asked, target);
  // The rules are made from Services of the files: what is reached without one is not their business.
  const isOther =
    way.end.kind === 'endpoints' && !way.hops.some(({ kind, because }) => kind === 'service' && because[0]);
  const isOpen = way.end.kind === 'unknown' || way.end.kind === 'answered';
  if (mode === undefined || !dial || isOther || isOpen) return { way, proxy: undefined };
  const { connection, frontend, family } = dialled(asked, dial, mode);
  const { backends, ...part } = connection;
  return { way: judged(asked.model, way, mode, connection, frontend, family), proxy: { mode, ...part } };
}

function judged(
  model: Model,
  way: Way,
  mode: ProxyMode,
  connection: Connection,
  frontend: Frontend | undefined,
  family: string,
): Way {
  const service = frontend && 'service' in frontend ? frontend.service : undefined;
  const port = frontend && 'port' in frontend ? frontend.port : undefined;
  const name = proxyName(mode);
  if (connection.verdict === 'connected' && service && port) {
    const reached = backendsOf(model, service, port, family, connection);
    if (reached.length === 0) return way;
    const failing = reached.filter(({ pod }) => pod?.job).length / reached.length;
    const share = 1 / reached.length;
    const deliveries = reached.map(({ name: pod, ip, port: number }) => ({ name: pod, ip, port: number, share }));
    const hop: Hop = {
      kind: 'proxy',
      status: 'ok',
      text: connectedText(name, connection, reached.length),
      because: connection.affinitySeconds === undefined ? [] : [affinityOf(service)],
    };
    // Where this mode finds a way that others do not, their failure is only worth a word.
    const hops = way.hops
      .filter((each) => connection.affinitySeconds === undefined || !isAffinityHop(each))
      .map((each): Hop => (each.status === 'fail' ? { ...each, status: 'warn' } : each));
    return { ...way, hops: beforePods(hops, hop), end: delivered(service, port, deliveries, failing, reached) };
  }
  if (connection.verdict === 'connected') return way;
  const isDropped = way.hops.some(({ kind, status }) => kind === 'policy' && status === 'fail');
  const loses = isDropped ? 'drops the packets' : 'drops the packets or has no rule for them';
  const text =
    connection.verdict === 'reject'
      ? `${name} rejects the connection: the client is refused at once`
      : `${name} ${loses}: the client waits until it gives up${isDropped ? '' : lostBecause(service, frontend)}`;
  const hop: Hop = { kind: 'proxy', status: 'fail', text, because: [] };
  const hops = way.hops.filter(({ kind, status }) => kind !== 'pods' || status === 'fail');
  const reason = way.end.kind === 'nowhere' ? `${way.end.reason}; ${text}` : text;
  const effect = connection.verdict === 'reject' ? 'connection refused' : 'a timeout';
  return { ...way, hops: [...hops, hop], end: { kind: 'nowhere', reason, effect } };
}

function proxyName(mode: ProxyMode): string {
  return mode === 'userspace' ? 'kube-proxy (userspace, until Kubernetes 1.25)' : `kube-proxy (${mode})`;
}

function connectedText(name: string, { masquerade, affinitySeconds }: Connection, number: number): string {
  const which = number === 1 ? 'the only endpoint' : `one of ${number} endpoints`;
  const source =
    masquerade === undefined
      ? ''
      : masquerade
        ? ', which sees a node as its client'
        : ", which sees the client's address";
  const again =
    affinitySeconds === undefined
      ? ''
      : `; until ${affinitySeconds} s after the last packet the same client gets the same one`;
  return `${name} sends the connection to ${which}${source}${again}`;
}

function affinityOf({ object }: SettledService): Hop['because'][number] {
  return evidence('sessionAffinity: ClientIP', object, ['spec', 'sessionAffinity']);
}

function lostBecause(service: SettledService | undefined, frontend: Frontend | undefined): string {
  const ranges = service?.spec.loadBalancerSourceRanges ?? [];
  if (frontend?.kind !== 'load-balancer' || ranges.length === 0) return '';
  return ` unless its address is in loadBalancerSourceRanges ${ranges.join(', ')}`;
}

/** The endpoints of a Service that kube-proxy chose, with their pods. */
function backendsOf(
  model: Model,
  service: SettledService,
  port: ReservedPort,
  family: string,
  { backends }: Connection,
): readonly PortEndpoint[] {
  const chosen = new Set(backends.map(({ address }) => address));
  const { slices } = endpointsOf(model, service);
  return endpointsOfPort(model, service.namespace, slices, family, port).filter((endpoint) => {
    return chosen.has(socketText(canonicalIp(endpoint.address) ?? endpoint.address, endpoint.port));
  });
}

function beforePods(hops: readonly Hop[], hop: Hop): readonly Hop[] {
  const at = hops.findIndex(({ kind }) => kind === 'pods');
  return at < 0 ? [...hops, hop] : [...hops.slice(0, at), hop, ...hops.slice(at)];
}
