import { answerRequest } from '../../../src/traffic/controllers/kong/answer.ts';
import { expressionText } from '../../../src/traffic/controllers/kong/expression.ts';
import { expressionOf, type KongRoute, kongRoutesOf, portText } from '../../../src/traffic/controllers/kong/routes.ts';
import { traditionalRoute } from '../../../src/traffic/controllers/kong/traditional.ts';
import { controller } from '../../../src/traffic/controllers/kong.ts';
import {
  asked,
  type Comparison,
  type CompiledCase,
  type CompiledRequest,
  modelOfCase,
  requestText,
} from './compiled.ts';

/** A case of shared/oracle/routes-compiled/kong. */
export interface KongCase extends CompiledCase {
  readonly compiled: { readonly traditional: Flavour; readonly expressions: Flavour };
  readonly requests: readonly KongCaseRequest[];
}

interface KongCaseRequest extends CompiledRequest {
  /** What atc-router chose; absent where the request could not be prepared without doubt. */
  readonly atcRouter?: { readonly route: string | null; readonly backend: string | null };
  readonly derivedAnswer?: { readonly status: number };
}

/** What was sent to Kong for one flavour of its router. */
interface Flavour {
  readonly services: readonly {
    readonly name: string;
    readonly host: string;
    readonly protocol: string;
    readonly path?: string;
    readonly backends: readonly string[];
    readonly routes: readonly RecordedRoute[];
  }[];
  readonly upstreams: readonly { readonly name: string; readonly targets: readonly string[] | null }[];
}

interface RecordedRoute {
  readonly name: string;
  readonly id: string;
  readonly ingress: string;
  readonly strip_path: boolean;
  readonly preserve_host: boolean;
  readonly protocols?: readonly string[];
  readonly https_redirect_status_code?: number;
  readonly expression?: string;
  readonly priority?: number;
  readonly hosts?: readonly string[];
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  readonly snis?: readonly string[];
  readonly headers?: { readonly [name: string]: readonly string[] };
  readonly regex_priority?: number;
}

/** Compares the routes of both flavours, in the order in which they are tried, the targets, and the answers. */
export function compareKong(recorded: KongCase): Comparison[] {
  const { id, compiled } = recorded;
  const { model, taken } = modelOfCase(controller, recorded);
  const table = { model, ingresses: taken, ...kongRoutesOf(model, taken) };
  const { routes } = table;
  return [
    {
      what: 'rules',
      id: `${id} expressions`,
      recorded: inTriedOrder(compiled.expressions).map(recordedExpression).join('\n'),
      ours: routes.map(ourExpression).join('\n'),
    },
    {
      what: 'rules',
      id: `${id} traditional`,
      recorded: routesIn(compiled.traditional).map(recordedTraditional).sort().join('\n'),
      ours: routes.map(ourTraditional).sort().join('\n'),
    },
    {
      what: 'services',
      id,
      recorded: compiled.expressions.services
        .map((service) => recordedService(compiled.expressions, service))
        .sort()
        .join('\n'),
      ours: [...new Set(routes.map(ourService))].sort().join('\n'),
    },
    ...recorded.requests.flatMap((request): Comparison[] => {
      const question = asked(request);
      if (!request.atcRouter || !question || isDecidedBefore(request)) return [];
      const answer = answerRequest(table, question);
      return [
        {
          what: 'answers',
          id: `${id} ${requestText(request)}`,
          recorded: expectedText(request),
          ours: ourAnswer(answer),
        },
      ];
    }),
  ];
}

/** No Kong ran: nginx answers these methods itself, and cuts the spaces off a header, before the router is asked. */
function isDecidedBefore({ method = 'GET', host }: KongCaseRequest): boolean {
  return method === 'TRACE' || method === 'CONNECT' || host !== host?.trim();
}

function expectedText({ atcRouter, derivedAnswer }: KongCaseRequest): string {
  return derivedAnswer ? String(derivedAnswer.status) : (atcRouter?.backend ?? 'nothing');
}

/** The recordings name ports as the Ingress does, and hold no Location. */
function ourAnswer(answer: ReturnType<typeof answerRequest>): string {
  if (answer.kind === 'forward') {
    const { namespace, backend } = answer.target;
    return `${namespace}/${backend.name}:${portText(backend)}`;
  }
  const { outcome } = answer;
  if (outcome.kind === 'unknown') return `unknown: ${outcome.needs.join(', ')}`;
  return 'status' in outcome ? String(outcome.status) : outcome.kind;
}

function routesIn({ services }: Flavour): (RecordedRoute & { readonly service: string })[] {
  return services.flatMap(({ name, routes }) => routes.map((route) => ({ ...route, service: name })));
}

/** Higher priorities first; of equal ones the greater id. */
function inTriedOrder(flavour: Flavour): ReturnType<typeof routesIn> {
  return routesIn(flavour).sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || (a.id < b.id ? 1 : -1));
}

type Recorded = ReturnType<typeof routesIn>[number];

function commonText(route: Recorded): string {
  const {
    name,
    id,
    service,
    ingress,
    strip_path,
    preserve_host,
    protocols,
    https_redirect_status_code: status,
  } = route;
  return JSON.stringify({ name, id, service, ingress, strip_path, preserve_host, protocols, status });
}

function recordedExpression(route: Recorded): string {
  return `${route.priority} ${route.expression} ${commonText(route)}`;
}

function recordedTraditional(route: Recorded): string {
  const { hosts = [], paths = [], methods = [], snis = [], headers = {}, regex_priority: regexPriority = 0 } = route;
  return `${JSON.stringify({ hosts, paths, methods, snis, headers, regexPriority })} ${commonText(route)}`;
}

function asRecorded({ name, id, ingress, settings, service }: KongRoute): Recorded {
  const { stripPath, preserveHost, protocols, redirectStatus } = settings;
  return {
    name,
    id,
    service: service.name,
    ingress: `${ingress.namespace}/${ingress.name}`,
    strip_path: stripPath,
    preserve_host: preserveHost,
    ...(protocols && { protocols }),
    ...(redirectStatus !== undefined && { https_redirect_status_code: redirectStatus }),
  };
}

function ourExpression(route: KongRoute): string {
  return `${route.priority} ${expressionText(expressionOf(route))} ${commonText(asRecorded(route))}`;
}

function ourTraditional(route: KongRoute): string {
  const { hosts, paths, methods, snis, headers, regexPriority } = traditionalRoute(route);
  return `${JSON.stringify({ hosts, paths, methods, snis, headers, regexPriority })} ${commonText(asRecorded(route))}`;
}

function recordedService({ upstreams }: Flavour, service: Flavour['services'][number]): string {
  const { name, host, protocol, path, backends } = service;
  const targets = [...(upstreams.find((each) => each.name === host)?.targets ?? [])].sort();
  return JSON.stringify({ name, host, protocol, path, backends, targets });
}

function ourService({ service: { name, target, path, protocol, upstream } }: KongRoute): string {
  const { namespace, backend } = target;
  const port = portText(backend);
  const host = `${backend.name}.${namespace}.${port}.svc`;
  const backends = [`${namespace}/${backend.name}:${port}`];
  return JSON.stringify({
    name,
    host,
    protocol,
    path,
    backends,
    targets: targetsOf(upstream, `${backend.name}.${namespace}`),
  });
}

function targetsOf(upstream: KongRoute['service']['upstream'], service: string): string[] {
  if (upstream.kind !== 'reached') return [];
  const { reach } = upstream;
  switch (reach.kind) {
    case 'endpoints':
      return reach.endpoints.map(({ ip, port }) => (ip?.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)).sort();
    case 'cluster-ip':
      return [`${service}.svc.cluster.local:${reach.port}`];
    case 'external-name':
      return [`${reach.host}:${reach.targetPort}`];
  }
}
