import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { namesHost } from './http/ingress-hosts.ts';
import { httpRequest, type Request } from './request.ts';
import { type TraceOptions, traceCluster } from './trace.ts';
import type { Trace } from './trace-result.ts';

/** Redirects that are followed; clients give up later, but a way that needs more is a loop. */
export const followed = 5;

/** The traces of the requests that a client makes after a redirect, as long as they stay inside the set. */
export function followRedirects(cluster: Cluster, first: Trace, options: TraceOptions): readonly Trace[] {
  const traces: Trace[] = [];
  let last = first;
  while (traces.length < followed) {
    const next = nextRequest(cluster, last);
    if (!next) break;
    last = traceCluster(cluster, next, options);
    traces.push(last);
  }
  return traces;
}

/** Whether a trace ends in a redirect to a host that the set serves. */
export function staysInside(cluster: Cluster, trace: Trace): boolean {
  return nextRequest(cluster, trace) !== undefined;
}

function nextRequest(cluster: Cluster, { outcome, request }: Trace): Request | undefined {
  if (outcome.kind !== 'redirected') return undefined;
  const { scheme, host } = request;
  const base = typeof scheme === 'string' && typeof host === 'string' ? `${scheme}://${host}` : '';
  const { location } = outcome;
  const url = location.startsWith('//')
    ? `${scheme}:${location}`
    : location.startsWith('/')
      ? `${base}${location}`
      : location;
  const next = httpRequest({ url });
  if (!next) return undefined;
  const target = next.host ?? '';
  const isOwn = target === host || modelOf(cluster).ingresses.all.some(({ value }) => namesHost(value, target));
  return isOwn ? { scheme: next.scheme, host: next.host, path: next.target } : undefined;
}
