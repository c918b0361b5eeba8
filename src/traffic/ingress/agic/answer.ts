import type { ControllerAnswer } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence, Hop, NearMiss } from '../../hop.ts';
import type { Outcome } from '../../outcome.ts';
import { type HttpRequest, hostWithoutPort, pathOf } from '../../request.ts';
import { agreedAnswer } from '../agreed-answer.ts';
import { backendName } from '../backend.ts';
import { matchesGlob } from '../glob.ts';
import { hostNearMisses, noNearMisses } from '../near-misses.ts';
import { hostReadings, pathReadings } from '../path-readings.ts';
import { pathsOf } from '../rule-paths.ts';
import { placeOf, prefix, textOf } from './annotations.ts';
import { type Backend, isEmpty } from './backends.ts';
import type { Destination, PathRule, RoutingRule } from './routing-rules.ts';
import type { Table } from './table.ts';

/** Answers a request as the gateway does, whatever stands on it that the files do not hold. */
export function answerRequest(table: Table, request: HttpRequest): ControllerAnswer {
  const answer = answerOf(table, request);
  const { otherwise } = table;
  if (!otherwise) return answer;
  const needs = otherwise.names.map((name) => `whether the gateway has ${name}`);
  return agreedAnswer([answer, answerOf(otherwise.table, request)], needs);
}

function answerOf(table: Table, request: HttpRequest): ControllerAnswer {
  const { refusal, rules } = table;
  if (refusal) {
    const hop: Hop = { kind: 'load-balancer', status: 'fail', text: refusal.reason, because: refusal.because };
    return end([hop], { kind: 'not-serving', reason: refusal.reason });
  }
  const secure = request.scheme === 'https';
  const named = Number(/:(\d+)$/.exec(request.host ?? '')?.[1] ?? Number.NaN);
  const port = rules.some(({ listener }) => listener.id.port === named) ? named : secure ? 443 : 80;
  const onPort = rules.filter(({ listener }) => listener.id.port === port);
  const listening = onPort.filter(({ listener }) => (listener.protocol === 'HTTPS') === secure);
  if (onPort.length === 0 || (listening.length === 0 && secure)) {
    const what = onPort.length === 0 ? `nothing listens on port ${port}` : `port ${port} speaks plain HTTP, no TLS`;
    return end([], { kind: 'refused', reason: what });
  }
  // Azure documentation "HTTP response codes in Application Gateway".
  if (listening.length === 0) return answered([], 400, `plain HTTP on the HTTPS port ${port}`);
  const answers = (['Public', 'Private'] as const).flatMap((frontend) => {
    const own = listening.filter(({ listener }) => listener.id.frontend === frontend);
    return own.length === 0 ? [] : [readings(table, own, request, port)];
  });
  const [first, second] = answers;
  if (!first || !second) return first ?? end([], { kind: 'refused', reason: `nothing listens on port ${port}` });
  // Of two frontends the one that has a listener for the host is meant.
  const taken = answers.filter(({ hops }) => hops.some(({ kind, status }) => kind === 'host' && status === 'ok'));
  return agreedAnswer(taken.length > 0 ? taken : answers, ['whether the public or the private address is asked']);
}

/** Tries every way in which host and path may be read. */
function readings(table: Table, rules: readonly RoutingRule[], request: HttpRequest, port: number): ControllerAnswer {
  const path = pathOf(request.target);
  const answers: ControllerAnswer[] = [];
  for (const host of hostReadings((request.host ?? '').toLowerCase(), port)) {
    for (const each of pathReadings(path)) answers.push(route(table, rules, request, host, each));
  }
  // From memory: no documentation of Azure says what a gateway makes of these two.
  if (!request.host) answers.push(answered([], 400, 'a request without Host is malformed'));
  if (!request.target.startsWith('/')) answers.push(answered([], 400, 'the target is no path'));
  return agreedAnswer(answers, [`how the gateway reads ${request.host ?? 'no host'} and ${path}`]);
}

/** The first listener by the priorities of their rules, then the first path in the order in which they are written. */
function route(
  table: Table,
  rules: readonly RoutingRule[],
  request: HttpRequest,
  host: string,
  path: string,
): ControllerAnswer {
  const rule = rules.find(({ listener: { id } }) => {
    return id.hosts.length === 0 || id.hosts.some((name) => matchesGlob(host, name.toLowerCase()));
  });
  if (!rule) {
    const text = `no listener takes the host ${host || '(none)'}`;
    const hop: Hop = { kind: 'host', status: 'fail', text, because: [] };
    const misses = (): NearMiss[] => hostNearMisses(table.ingresses.flatMap(pathsOf), host);
    // Azure documentation "HTTP response codes in Application Gateway".
    return { ...answered([hop], 404, text), nearMisses: misses };
  }
  const hops = [hostHop(rule, host), ...tlsHops(rule)];
  const lower = path.toLowerCase();
  const winner = rule.paths.find((each) => takes(each.path.toLowerCase(), lower));
  const to = winner?.to ?? rule.fallback;
  hops.push(winner ? pathHop(winner, path) : fallbackHop(to, path));
  return arrive(to, winner, request, path, hops);
}

/** Paths are compared without case (Azure documentation "URL path based routing"). */
function takes(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function arrive(
  { redirect, pool, settings, rewriteRuleSet }: Destination,
  winner: PathRule | undefined,
  request: HttpRequest,
  path: string,
  hops: readonly Hop[],
): ControllerAnswer {
  if (redirect) {
    const location = `https://${hostWithoutPort(request.host ?? '')}${request.target}`;
    const hop: Hop = { kind: 'redirect', status: 'ok', text: `301 ${location} (ssl-redirect)`, because: [] };
    return end([...hops, hop], { kind: 'redirected', status: 301, location });
  }
  if (!pool || (pool.pool && isEmpty(pool.pool))) {
    const owner = settings ?? pool;
    const reason = owner?.problem ?? 'the default pool is empty';
    return answered([...hops, ...(owner ? [backendHop(owner, 'fail', reason)] : [])], 502, reason);
  }
  const more = [...hops];
  const upstream = upstreamOf(settings, winner, request, path);
  if (upstream.path !== request.target || upstream.host !== (request.host ?? '')) {
    const because = settings ? annotationPlaces(settings, ['backend-path-prefix', 'backend-hostname']) : [];
    more.push({ kind: 'rewrite', status: 'ok', text: `it becomes ${upstream.host}${upstream.path}`, because });
  }
  if (rewriteRuleSet !== undefined) {
    const text = `the rewrite rule set ${rewriteRuleSet}, which the gateway holds, may change headers and path`;
    const because = annotationPlaces(settings ?? pool, ['rewrite-rule-set', 'rewrite-rule-set-custom-resource']);
    more.push({ kind: 'rewrite', status: 'warn', text, because });
  }
  return forward(pool, settings, upstream, more);
}

function forward(
  pool: Backend,
  settings: Backend | undefined,
  upstream: { readonly path: string; readonly host: string },
  hops: readonly Hop[],
): ControllerAnswer {
  const port = settings?.port ?? 80;
  const addresses = pool.pool?.ready.length ? pool.pool.ready : pool.pool?.notReady;
  const problem = warningOf(pool, port);
  const hop = backendHop(pool, problem ? 'warn' : 'ok', problem ?? backendName(pool.target));
  const { servicePort, target } = pool;
  return {
    kind: 'forward',
    hops: [...hops, hop],
    target:
      servicePort === undefined
        ? target
        : { ...target, backend: { name: target.backend.name ?? '', port: { number: servicePort } } },
    upstream,
    ...(addresses && {
      reach: {
        kind: 'endpoints' as const,
        port: servicePort,
        endpoints: addresses.map((each) => ({ ...each, port })),
      },
    }),
  };
}

function warningOf({ pool, port: own, target }: Backend, port: number): string | undefined {
  if (port !== own) {
    return `${backendName(target)} is dialled on port ${port}, not ${own}: an Ingress without rules gets the default settings`;
  }
  return pool && pool.ready.length === 0 && pool.notReady.length > 0
    ? `${backendName(target)}: only endpoints that are not ready, and the probes of the gateway decide`
    : undefined;
}

/** `backend-path-prefix` takes the place of what the path rule matched (Azure documentation "Override backend path"). */
function upstreamOf(
  settings: Backend | undefined,
  winner: PathRule | undefined,
  request: HttpRequest,
  path: string,
): { readonly path: string; readonly host: string } {
  const host = (settings && textOf(settings.ingress, 'backend-hostname')) || (request.host ?? '');
  const replacement = settings && textOf(settings.ingress, 'backend-path-prefix');
  if (!replacement) return { path: request.target, host };
  const matched = winner ? winner.path.replace(/\*$/, '').length : 0;
  const rest = path.slice(matched).replace(/^\//, '');
  const query = request.target.slice(pathOf(request.target).length);
  const joined = rest === '' ? replacement : `${replacement.replace(/\/$/, '')}/${rest}`;
  return { path: `${joined}${query}`, host };
}

function hostHop({ listener, paths, fallback, priority }: RoutingRule, host: string): Hop {
  const { hosts } = listener.id;
  const from = paths[0]?.from;
  const owner = from ? from.ingress : (fallback.settings ?? fallback.pool)?.ingress;
  const because = owner ? [evidence(hosts.join(', ') || 'no host', owner.object, ['spec', 'rules'])] : [];
  const text = hosts.length === 0 ? 'a listener for every host takes it' : `${hosts.join(', ')} takes ${host}`;
  return { kind: 'host', status: 'ok', text: `${text} (rule of priority ${priority})`, because };
}

function tlsHops({ listener: { certificate } }: RoutingRule): Hop[] {
  return certificate === undefined ? [] : [{ kind: 'tls', status: 'ok', text: certificate, because: [] }];
}

function pathHop({ path, from }: PathRule, requested: string): Hop {
  const because = [evidence(`${from.path} ${from.pathType}`, from.ingress.object, [...from.at, 'path'])];
  return { kind: 'path', status: 'ok', text: `${path} takes ${requested}`, because };
}

function fallbackHop({ redirect, pool, settings }: Destination, requested: string): Hop {
  const owner = settings ?? pool;
  const because = owner ? [evidence('takes everything', owner.ingress.object, owner.at)] : [];
  const text = owner || redirect ? `the default takes ${requested}` : `no path takes ${requested}`;
  return { kind: 'path', status: owner || redirect ? 'ok' : 'fail', text, because };
}

function backendHop({ target }: Backend, status: Hop['status'], text: string): Hop {
  return { kind: 'backend', status, text, because: [evidence(backendName(target), target.ingress, target.path)] };
}

function annotationPlaces({ ingress }: Backend, names: readonly string[]): Evidence[] {
  const written = names.filter((name) => textOf(ingress, name) !== undefined);
  return written.map((name) => evidence(prefix + name, ingress.object, placeOf(name)));
}

function answered(hops: readonly Hop[], status: number, reason: string): ControllerAnswer & { readonly kind: 'end' } {
  return end(hops, { kind: 'answered', status, by: 'agic', reason });
}

function end(
  hops: readonly Hop[],
  outcome: Exclude<Outcome, { kind: 'delivered' }>,
  nearMisses: () => readonly NearMiss[] = noNearMisses,
): ControllerAnswer & { readonly kind: 'end' } {
  return { kind: 'end', hops, outcome, nearMisses };
}
