import type { Model } from '../../../src/model/model.ts';
import { controller as agic } from '../../../src/traffic/controllers/agic.ts';
import { answerRequest } from '../../../src/traffic/ingress/agic/answer.ts';
import type { Backend } from '../../../src/traffic/ingress/agic/backends.ts';
import { hashOf, type ListenerConfig } from '../../../src/traffic/ingress/agic/listeners.ts';
import { md5 } from '../../../src/traffic/ingress/agic/md5.ts';
import type { Destination, RoutingRule } from '../../../src/traffic/ingress/agic/routing-rules.ts';
import { compile, type Table } from '../../../src/traffic/ingress/agic/table.ts';
import {
  asked,
  type Comparison,
  type CompiledCase,
  type CompiledRequest,
  modelOfCase,
  numberedBackend,
  requestText,
  shortAnswer,
} from './compiled.ts';

/** A case of shared/oracle/routes-compiled/agic. */
export interface AgicCase extends CompiledCase {
  readonly ingressesKept: readonly string[];
  readonly panic?: string;
  readonly compiled: RecordedGateway;
  readonly derivedRequests: readonly (CompiledRequest & { readonly expected: Expected })[];
}

interface RecordedGateway {
  readonly listeners?: readonly {
    readonly name: string;
    readonly frontendIP: string;
    readonly port: number;
    readonly protocol: string;
    readonly hostNames: readonly string[];
    readonly certificate?: string;
  }[];
  readonly rules?: readonly (RecordedDestination & {
    readonly name: string;
    readonly priority: number;
    readonly listener: string;
    readonly urlPathMap?: string;
  })[];
  readonly urlPathMaps?: readonly {
    readonly name: string;
    readonly default: RecordedDestination;
    readonly pathRules: readonly (RecordedDestination & { readonly paths: readonly string[] })[];
  }[];
  readonly redirects?: readonly { readonly name: string; readonly targetListener: string }[];
  readonly pools?: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  readonly settings?: readonly {
    readonly name: string;
    readonly port: number;
    readonly path?: string;
    readonly hostName?: string;
  }[];
}

interface RecordedDestination {
  readonly pool?: string;
  readonly settings?: string;
  readonly redirect?: string;
  readonly rewriteRuleSet?: string;
}

interface Expected {
  readonly backend?: string | null;
  readonly status?: number;
  readonly noListener?: boolean;
  readonly uncertain?: string;
}

/** The gateway of the recordings held nothing that Ingresses could name. */
const gateway = { certificates: [], profiles: [], rootCertificates: [] };

/** Compares listeners, rules, path maps, redirects and pools, and the answers of the gateway. */
export function compareAgic(recorded: AgicCase): Comparison[] {
  const { id, ingressesKept, panic, compiled, derivedRequests } = recorded;
  const { model, taken } = modelOfCase(agic, recorded);
  const table = compile(model, taken, gateway);
  const kept = table.ingresses.map(({ namespace, name }) => `${namespace}/${name}`).join(' ');
  const theirs = panic === undefined ? recordedText(compiled) : 'panic';
  return [
    {
      what: 'rules',
      id,
      recorded: `${ingressesKept.join(' ')}\n${theirs}`,
      ours: `${kept}\n${ourText(table)}`,
    },
    ...derivedRequests.flatMap((request) => answers(model, id, request, table)),
  ];
}

function answers(
  model: Model,
  id: string,
  request: CompiledRequest & { readonly expected: Expected },
  table: Table,
): Comparison[] {
  const { expected } = request;
  if (expected.uncertain !== undefined) return [];
  const question = asked(request);
  return [
    {
      what: 'answers',
      id: `${id} ${requestText(request)}`,
      recorded: expectedText(model, expected),
      ours: question ? shortAnswer(answerRequest(table, question)) : 'no request',
    },
  ];
}

function expectedText(model: Model, { backend, status, noListener }: Expected): string {
  if (noListener) return 'refused';
  return status === undefined && backend ? portedBackend(model, backend) : String(status);
}

/** A backend that is named by a target port, with the port of the Service that leads there. */
function portedBackend(model: Model, backend: string): string {
  const named = numberedBackend(model, backend);
  const [, namespace = '', name = '', port = ''] = /^([^/]*)\/(.*):(.*)$/.exec(named) ?? [];
  const ports = model.services.get(namespace, name)?.value.spec?.ports ?? [];
  if (ports.some((each) => String(each.port) === port)) return named;
  const leading = ports.find(({ targetPort }) => String(targetPort) === port);
  return leading ? `${namespace}/${name}:${leading.port}` : named;
}

function recordedText({
  listeners = [],
  rules = [],
  urlPathMaps = [],
  redirects = [],
  pools = [],
  settings = [],
}: RecordedGateway): string {
  const destination = ({ pool, settings: name, redirect, rewriteRuleSet }: RecordedDestination): string => {
    const target = redirects.find((each) => each.name === redirect)?.targetListener;
    const addresses = pools.find((each) => each.name === pool)?.addresses ?? [];
    const found = settings.find((each) => each.name === name);
    const where =
      redirect === undefined
        ? `${pool} [${[...addresses].sort().join(' ')}] ${name} ${found?.port} ${found?.path ?? ''} ${found?.hostName ?? ''}`
        : `redirect to ${target}`;
    return rewriteRuleSet === undefined ? where : `${where} ${rewriteRuleSet}`;
  };
  return [
    ...listeners.map(
      ({ name, frontendIP, port, protocol, hostNames, certificate = '' }) =>
        `${name} ${frontendIP} ${protocol} ${port} ${hostNames.join(' ')} ${certificate}`,
    ),
    ...[...rules]
      .sort((a, b) => a.priority - b.priority)
      .flatMap((rule) => {
        const map = urlPathMaps.find((each) => each.name === rule.urlPathMap);
        return [
          `${rule.priority} ${rule.name} ${rule.listener}`,
          ...(map?.pathRules ?? []).map((each) => `${each.paths.join(' ')} → ${destination(each)}`),
          `else ${destination(map?.default ?? rule)}`,
        ];
      }),
  ].join('\n');
}

function ourText({ refusal, rules }: Table): string {
  // What only the gateway refuses the controller compiles all the same.
  if (refusal && rules.length === 0) return 'panic';
  const listeners = rules.map(({ listener }) => listener);
  return [
    ...listeners.map(listenerText).sort(),
    ...rules.flatMap(({ hash, priority, paths, fallback, listener }: RoutingRule) => [
      `${priority} rr-${hash} ${listenerName(listener)}`,
      ...paths.map(({ path, to }) => `${path} → ${destinationText(to)}`),
      `else ${destinationText(fallback)}`,
    ]),
  ].join('\n');
}

function listenerText(config: ListenerConfig): string {
  const { id, protocol, certificate = '' } = config;
  const secret = certificate.replace(/^Secret (.*)\/(.*)$/, 'cert-$1-$2');
  const scheme = protocol === 'HTTPS' ? 'Https' : 'Http';
  return `${listenerName(config)} ${id.frontend.toLowerCase()} ${scheme} ${id.port} ${id.hosts.join(' ')} ${secret}`;
}

function listenerName({ id }: ListenerConfig): string {
  return `fl-${hashOf(id)}`;
}

function destinationText({ redirect, pool, settings, rewriteRuleSet }: Destination): string {
  const suffix = rewriteRuleSet === undefined ? '' : ` ${rewriteRuleSet}`;
  if (redirect) return `redirect to ${listenerName(redirect)}${suffix}`;
  const addresses = [...(pool?.pool?.ready ?? []), ...(pool?.pool?.notReady ?? [])].map(({ ip }) => ip ?? '');
  const annotations = settings?.ingress.value.metadata?.annotations ?? {};
  const path = annotations['appgw.ingress.kubernetes.io/backend-path-prefix'] ?? '';
  const host = annotations['appgw.ingress.kubernetes.io/backend-hostname'] ?? '';
  const poolName = pool ? nameOf('pool', pool, `bp-${pool.port}`) : 'defaultaddresspool';
  const settingsName = settings
    ? nameOf('bp', settings, `${settings.port}-${settings.ingress.name}`)
    : 'defaulthttpsetting';
  return `${poolName} [${addresses.sort().join(' ')}] ${settingsName} ${settings?.port ?? 80} ${path} ${host}${suffix}`;
}

/** Long names end in a hash. */
function nameOf(kind: string, { target: { namespace, backend } }: Backend, end: string): string {
  const port = backend.port?.name || backend.port?.number;
  const name = `${kind}-${namespace}-${backend.name}-${port}-${end}`;
  return name.length <= 80 ? name : `${name.slice(0, 47)}-${md5(name)}`;
}
