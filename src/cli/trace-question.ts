import { parseIp } from '../api/formats/ip.ts';
import { visible } from '../report/visible.ts';
import { parseClient } from '../traffic/client.ts';
import type { ConnectionsQuery } from '../traffic/connections.ts';
import type { Scheduler } from '../traffic/kube-proxy/distribution.ts';
import { type ProxyMode, proxyModes } from '../traffic/kube-proxy/mode.ts';
import { parseTarget, type Target } from '../traffic/target.ts';
import type { TraceOptions } from '../traffic/trace.ts';
import { type Arguments, lastValue } from './arguments.ts';
import { controllerIds } from './controller-ids.ts';
import { type Expectation, parseExpectation } from './trace-expectation.ts';

/** What `ksvc trace` is asked. */
export interface TraceQuestion {
  readonly target: Target;
  readonly traceOptions: TraceOptions;
  /** None: the one that the set is written for. */
  readonly ids: readonly string[];
  readonly expectation: Expectation | undefined;
  /** Connections to count. */
  readonly load: ConnectionsQuery | undefined;
}

/** What is asked; a text says what is wrong with it. */
export function traceQuestion(args: Arguments): TraceQuestion | string {
  const target = parseTarget(args.operands[0] ?? '');
  if (target.kind === 'problem') return visible(target.message);
  const from = lastValue(args, 'from');
  if (from !== undefined && !parseClient(from)) {
    return `option --from: '${visible(from)}' is none of namespace, namespace/pod, namespace/deploy/name, node/name, outside`;
  }
  const headers = headersOf(args.values.header ?? [], args.values.cookie ?? []);
  if (typeof headers === 'string') return headers;
  const ids = controllerIds(args);
  if (typeof ids === 'string') return ids;
  const expect = lastValue(args, 'expect');
  const expectation = expect === undefined ? undefined : parseExpectation(expect);
  if (expect !== undefined && !expectation) {
    return `option --expect: '${visible(expect)}' is neither a Service, as in svc/web or shop/web:80, nor an HTTP status`;
  }
  const method = lastValue(args, 'method');
  const sni = lastValue(args, 'sni');
  const clientIp = lastValue(args, 'client-ip');
  if (clientIp !== undefined && !parseIp(clientIp)) {
    return `option --client-ip: '${visible(clientIp)}' is no IP address`;
  }
  const as = lastValue(args, 'as') as TraceOptions['as'];
  const clusterDomain = lastValue(args, 'cluster-domain');
  const load = loadOf(args);
  if (typeof load === 'string') return load;
  // Counting needs a mode: iptables is kube-proxy's own default.
  const proxyMode = proxyModeOf(args) ?? (load && 'iptables');
  const traceOptions = { from, method, sni, headers, clientIp, as, clusterDomain, proxyMode };
  return { target, ids, expectation, load, traceOptions };
}

function proxyModeOf(args: Arguments): ProxyMode | undefined {
  const mode = lastValue(args, 'proxy-mode');
  return mode !== undefined && mode in proxyModes ? (mode as ProxyMode) : undefined;
}

/** More connections say nothing new, and take time. */
const mostRequests = 10_000_000;

function loadOf(args: Arguments): ConnectionsQuery | undefined | string {
  const scheduler = lastValue(args, 'ipvs-scheduler') as Scheduler | undefined;
  if (scheduler !== undefined && proxyModeOf(args) !== 'ipvs') {
    return 'option --ipvs-scheduler goes with --proxy-mode ipvs only';
  }
  const written = lastValue(args, 'requests');
  const seedText = lastValue(args, 'seed');
  if (written === undefined) return seedText === undefined ? undefined : 'option --seed goes with --requests only';
  const requests = wholeNumber(written);
  if (requests === undefined || requests < 1 || requests > mostRequests) {
    return `option --requests: '${visible(written)}' is not a number from 1 to ${mostRequests}`;
  }
  const seed = wholeNumber(seedText ?? '1');
  if (seed === undefined) return `option --seed: '${visible(seedText ?? '')}' is not a whole number`;
  return { requests, seed, scheduler };
}

function wholeNumber(text: string): number | undefined {
  return digits.test(text) ? Number(text) : undefined;
}

const digits = /^\d{1,9}$/;

function headersOf(
  lines: readonly string[],
  cookies: readonly string[],
): { readonly [name: string]: string } | undefined | string {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (name === '') return `option --header: '${visible(line)}' is not of the form 'Name: value'`;
    headers[name] = line.slice(colon + 1).trim();
  }
  const wrong = cookies.find((cookie) => !/^[^=;\s]+=[^;]*$/.test(cookie));
  if (wrong !== undefined) return `option --cookie: '${visible(wrong)}' is not of the form name=value`;
  const own = Object.keys(headers).find((name) => name.toLowerCase() === 'cookie') ?? 'Cookie';
  if (cookies.length > 0) headers[own] = [...(headers[own] === undefined ? [] : [headers[own]]), ...cookies].join('; ');
  return Object.keys(headers).length > 0 ? headers : undefined;
}
