import type { ControllerAnswer, ControllerId } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Hop, NearMiss } from '../../hop.ts';
import type { Outcome } from '../../outcome.ts';
import { keyOf } from '../age.ts';
import { answerText, backendText } from '../answer-text.ts';
import { backendName } from '../backend.ts';
import { noNearMisses } from '../near-misses.ts';
import type { ProxyRequest } from './proxy-request.ts';
import type { Backend, Router } from './router.ts';
import type { RouterIndex } from './router-index.ts';

/** How a request ends before it reaches a Service. */
export type Ended = Exclude<Outcome, { kind: 'delivered' }>;

/** What a mode of Traefik brings along. */
export interface Dispatcher {
  readonly id: ControllerId;
  readonly index: RouterIndex;
  /** What nearly took a request that no router takes. */
  readonly missesOf: (request: ProxyRequest) => readonly NearMiss[];
}

/**
 * Hands a request to the matching router of the highest priority. Routers of equal priority come from a map and are
 * sorted anew at each load, so that nobody can tell which of them answers (traefik pkg/muxer/http/mux.go, v3.7).
 */
export function dispatch(dispatcher: Dispatcher, request: ProxyRequest, hops: readonly Hop[]): ControllerAnswer {
  return dispatchFrom(dispatcher, dispatcher.index.candidates(request), 0, request, hops);
}

function dispatchFrom(
  dispatcher: Dispatcher,
  routers: readonly Router[],
  from: number,
  request: ProxyRequest,
  hops: readonly Hop[],
): ControllerAnswer {
  const { id } = dispatcher;
  for (let start = from; start < routers.length; ) {
    const { certain, uncertain, end } = matchesOf(routers, start, request);
    const matching = [...certain, ...uncertain.map(({ router }) => router)];
    if (matching.length > 0) {
      const answers = matching.map((router) => run(id, router, request, [...hops, ...routeHops(router, request)]));
      if (certain.length === 0) answers.push(dispatchFrom(dispatcher, routers, end, request, hops));
      return onlyAnswer(answers, matching, uncertain, hops);
    }
    start = end;
  }
  const reason = `no router takes ${request.host || 'requests without a host'} and ${request.routingPath}`;
  const hop: Hop = { kind: 'path', status: 'fail', text: reason, because: [] };
  // A backend that is the reason stays the last hop.
  const all = hops.some(({ kind }) => kind === 'backend') ? hops : [...hops, hop];
  return { kind: 'end', hops: all, outcome: answered(id, 404, reason), nearMisses: () => dispatcher.missesOf(request) };
}

interface Uncertain {
  readonly router: Router;
  readonly needs: string;
}

/** The routers of one priority that take a request, and those of which nobody can tell. */
function matchesOf(
  routers: readonly Router[],
  start: number,
  request: ProxyRequest,
): { readonly certain: readonly Router[]; readonly uncertain: readonly Uncertain[]; readonly end: number } {
  const certain: Router[] = [];
  const uncertain: Uncertain[] = [];
  const priority = routers[start]?.priority;
  let end = start;
  for (let router = routers[end]; router && router.priority === priority; router = routers[++end]) {
    const match = router.rule.matches(request);
    if (match === true) certain.push(router);
    else if (match !== false) uncertain.push({ router, needs: match.unknown });
  }
  return { certain, uncertain, end };
}

/** Several answers are one when they are the same; else nobody can tell. */
function onlyAnswer(
  answers: readonly ControllerAnswer[],
  routers: readonly Router[],
  uncertain: readonly Uncertain[],
  hops: readonly Hop[],
): ControllerAnswer {
  const [first] = answers;
  if (first && new Set(answers.map(answerText)).size === 1) return first;
  const names = routers.map(({ ingress, rule }) => `${rule.text} of Ingress ${keyOf(ingress)}`).join(', ');
  const needs =
    uncertain.length > 0
      ? [...new Set(uncertain.map((each) => each.needs))]
      : [`which of ${routers.length} rules of equal priority Traefik happens to try first: ${names}`];
  const text = uncertain.length > 0 ? `whether ${names} takes the request is open` : `equal priority: ${names}`;
  const because = routers.map((router) => evidence(router.rule.text, router.ingress.object, placeOf(router)));
  const hop: Hop = { kind: 'path', status: 'unknown', text, because };
  return ended([...hops, hop], unknown(needs, [...new Set(answers.flatMap(candidatesOf))]));
}

/** A backend as the contract names it; other answers in as few words. */
function candidatesOf(answer: ControllerAnswer): readonly string[] {
  if (answer.kind === 'forward') return [backendText(answer)];
  return answer.outcome.kind === 'unknown' ? (answer.outcome.candidates ?? []) : [answerText(answer)];
}

/** Takes a request through the middlewares of a router to its load balancer. */
function run(id: ControllerId, router: Router, given: ProxyRequest, before: readonly Hop[]): ControllerAnswer {
  const hops = [...before];
  let request = given;
  const passed: Router['middlewares'][number][] = [];
  const finish = (outcome: Ended): ControllerAnswer => {
    const page = outcome.kind === 'answered' && passed.find((each) => each.replaces?.(outcome.status));
    return ended(hops, page ? unknown([`the page of ${page.name} for ${outcome.status}`]) : outcome);
  };
  for (const middleware of router.middlewares) {
    const { name, because } = middleware;
    const handled = middleware.handle(request);
    switch (handled.kind) {
      case 'next': {
        if (handled.request.requestUri !== request.requestUri) {
          hops.push({ kind: 'rewrite', status: 'ok', text: `${name} makes it ${handled.request.requestUri}`, because });
        }
        request = handled.request;
        passed.push(middleware);
        break;
      }
      case 'redirected': {
        const { status, location } = handled;
        hops.push({ kind: 'redirect', status: 'ok', text: `${status} to ${location}: ${name}`, because });
        return ended(hops, { kind: 'redirected', status, location });
      }
      case 'answered':
        return finish(answered(id, handled.status, `${handled.reason} (${name})`));
      case 'undecided':
        return finish(unknown([handled.needs]));
    }
  }
  return toBackend(id, router, request, hops, finish);
}

function toBackend(
  id: ControllerId,
  { backend, share }: Router,
  request: ProxyRequest,
  hops: Hop[],
  finish: (outcome: Ended) => ControllerAnswer,
): ControllerAnswer {
  if (share && share.weight > 0 && share.weight < share.total) {
    const candidates = [backend, share.backend].map((each) => backendText(reachOf(each)));
    return finish(unknown([`chance: ${share.weight} of ${share.total} requests go to ${candidates[1]}`], candidates));
  }
  const { target, upstream } = share && share.weight >= share.total ? share.backend : backend;
  const because = [evidence(backendName(target), target.ingress, target.path)];
  const fail = (reason: string): void => {
    hops.push({ kind: 'backend', status: 'fail', text: reason, because });
  };
  switch (upstream.kind) {
    case 'absent':
    case 'answers': {
      fail(upstream.reason);
      return finish(answered(id, upstream.kind === 'answers' ? upstream.status : 503, upstream.reason));
    }
    case 'undecided':
      return finish(unknown([upstream.needs]));
    case 'reached':
    case 'unknown': {
      if (request.method === 'CONNECT') return finish(answered(id, 501, 'Traefik opens no tunnels'));
      if (upstream.kind === 'reached' && upstream.unverifiable) {
        const reason = `the port of ${backendName(target)} is taken to speak TLS, and no certificate for a pod can be checked`;
        fail(reason);
        return finish(answered(id, 500, reason));
      }
      hops.push({ kind: 'backend', status: 'ok', text: backendName(target), because });
      return {
        kind: 'forward',
        hops,
        target,
        upstream: { path: request.requestUri, host: hostFor(upstream, request) },
        ...(upstream.kind === 'reached' && { reach: upstream.reach }),
      };
    }
  }
}

function hostFor(upstream: Backend['upstream'], { host }: ProxyRequest): string {
  if (upstream.kind !== 'reached' || !upstream.ownHost) return host;
  const { reach } = upstream;
  if (reach.kind === 'external-name') return `${reach.host}:${reach.targetPort}`;
  const [server] = reach.kind === 'endpoints' ? reach.endpoints : [];
  return server?.ip ? `${server.ip.includes(':') ? `[${server.ip}]` : server.ip}:${server.port}` : host;
}

function reachOf({ target, upstream }: Backend): Parameters<typeof backendText>[0] {
  return { target, ...(upstream.kind === 'reached' && { reach: upstream.reach }) };
}

/** Which host and path take the request. */
function routeHops(router: Router, request: ProxyRequest): Hop[] {
  const { rule, priority, host, path, match, ingress, at, doubt } = router;
  const isRule = at[1] === 'rules';
  const ofHost = [...(isRule ? at.slice(0, 3) : at), ...(isRule && host !== '' ? ['host'] : [])];
  const hostText =
    host === ''
      ? 'a rule without host takes every host'
      : host === request.canonicalHost
        ? host
        : `${host} takes ${request.host}`;
  return [
    { kind: 'host', status: 'ok', text: hostText, because: [evidence(host || 'no host', ingress.object, ofHost)] },
    {
      kind: 'path',
      status: doubt === undefined ? 'ok' : 'warn',
      text: `${rule.text} (priority ${priority}) takes ${request.routingPath}${doubt === undefined ? '' : `: ${doubt}`}`,
      because: [evidence(path === '' ? match : `${path} ${match}`, ingress.object, placeOf(router))],
    },
  ];
}

function placeOf({ at, path }: Router): Router['at'] {
  return path === '' ? at : [...at, 'path'];
}

/** A status of Traefik itself. */
export function answered(by: ControllerId, status: number, reason: string): Ended {
  return { kind: 'answered', status, by, reason };
}

/** What the files do not decide. */
export function unknown(needs: readonly string[], candidates: readonly string[] = []): Ended {
  return { kind: 'unknown', needs, ...(candidates.length > 0 && { candidates }) };
}

function ended(hops: readonly Hop[], outcome: Ended): ControllerAnswer {
  return { kind: 'end', hops, outcome, nearMisses: noNearMisses };
}
