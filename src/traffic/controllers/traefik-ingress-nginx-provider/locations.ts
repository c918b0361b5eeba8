import type { Model } from '../../../model/model.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { eighthsOfLast, prevails, timesText } from '../../ingress/go-map.ts';
import { pathsOf, serviceTarget } from '../../ingress/rule-paths.ts';
import type { Backend } from '../../ingress/traefik/router.ts';
import { backendOf } from './backends.ts';
import { backendKey, type Canary, canariesOf } from './canaries.ts';
import { annotationOf, type Entry } from './config.ts';
import { clientAuthorityOf, customHeadersOf, passwordsOf, upstreamCertificateOf } from './secrets.ts';

/** A path of a host as the provider keeps it, before it becomes routers. */
export interface Location {
  readonly entry: Entry;
  readonly host: string;
  readonly aliases: readonly string[];
  /** '' for the default backend of an Ingress. */
  readonly path: string;
  readonly pathType: string;
  /** Whether paths of the host are expressions. */
  readonly useRegex: boolean;
  readonly backend: Backend;
  readonly canary: Canary | undefined;
  /** Every request is answered 503. */
  readonly unavailable: boolean;
  /** What decides about every request and is not in the files. */
  readonly undecided: string | undefined;
  /** The same for requests in TLS. */
  readonly undecidedTls: string | undefined;
  /** Other hosts of the same Ingress, of which only one keeps the default backend. */
  readonly rivals: readonly string[];
  /** How often this host keeps it, in eighths; undefined where no host prevails. */
  readonly eighths: number | undefined;
  /** The spelling of the host that is redirected to it; undefined for none. */
  readonly otherWww: string | undefined;
  readonly at: FieldPath;
}

/** A host whose TLS connections go to a backend unopened. */
export interface Passthrough {
  readonly entry: Entry;
  readonly host: string;
  readonly backend: Backend;
  readonly at: FieldPath;
}

/** What the provider makes of its Ingresses. */
export interface Locations {
  readonly locations: readonly Location[];
  readonly passthroughs: readonly Passthrough[];
  /** The first Ingress with nothing but a default backend. */
  readonly rest: { readonly entry: Entry; readonly backend: Backend } | undefined;
  readonly leftOut: readonly Evidence[];
}

/** Builds the locations of Ingresses that come oldest first (traefik pkg/provider/kubernetes/ingress-nginx/build.go, v3.7). */
export function locationsOf(model: Model, entries: readonly Entry[]): Locations {
  const ordinary = entries.filter(({ config }) => !config.flag('canary'));
  const canaries = canariesOf(
    model,
    ordinary,
    entries.filter(({ config }) => config.flag('canary')),
  );
  const hosts = hostsOf(ordinary);
  const locations: Location[] = [];
  const passthroughs: Passthrough[] = [];
  const leftOut: Evidence[] = [];
  // The provider's servers by their hosts, in the order in which they come in.
  const servers = new Set<string>();
  let rest: Locations['rest'];
  for (const entry of ordinary) {
    const { ingress, config } = entry;
    if (config.flag('ssl-passthrough')) {
      passthroughs.push(...passthroughsOf(model, entry));
      continue;
    }
    const missing = missingSecret(model, entry);
    if (missing) {
      leftOut.push(missing);
      continue;
    }
    const { rules = [], defaultBackend } = ingress.value.spec ?? {};
    for (const { host = '' } of rules) servers.add(host);
    for (const path of pathsOf(ingress)) {
      const { target } = path;
      if (!target) continue;
      const passwords = config.text('auth-type') === undefined ? 'there' : passwordsOf(model, ingress, config);
      if (passwords === 'missing') {
        const text = `${path.path} is not served: auth-type without a Secret that can be used`;
        leftOut.push(evidence(text, ingress.object, path.at));
        continue;
      }
      locations.push({
        ...commonOf(model, entry, hosts, path.host),
        path: path.path,
        pathType: path.pathType,
        backend: backendOf(model, target, config),
        canary: canaries.get(backendKey(ingress.namespace, path.backend)),
        rivals: [],
        eighths: undefined,
        at: path.at,
      });
    }
    const at = ['spec', 'defaultBackend'];
    const target = serviceTarget(ingress, defaultBackend, at);
    if (!target) continue;
    const backend = backendOf(model, target, config);
    if (rules.length === 0) {
      rest ??= { entry, backend };
      continue;
    }
    const own = [...new Set(rules.map(({ host = '' }) => host))];
    for (const host of own) {
      const common = commonOf(model, entry, hosts, host);
      const rivals = own.filter((other) => other !== host);
      locations.push({
        ...common,
        path: '',
        pathType: 'Prefix',
        backend,
        canary: undefined,
        unavailable: false,
        rivals,
        eighths: undefined,
        at,
      });
    }
  }
  const decided = decideDefaults(locations, [...servers]);
  return { locations: decided.locations, passthroughs, rest, leftOut: [...leftOut, ...decided.leftOut] };
}

/**
 * The default backends of an Ingress are routers of one name, and the host whose server is read last keeps it. Servers
 * are read from a map (translator.go translate, v3.7).
 */
function decideDefaults(
  given: readonly Location[],
  servers: readonly string[],
): { readonly locations: readonly Location[]; readonly leftOut: readonly Evidence[] } {
  const locations: Location[] = [];
  const leftOut: Evidence[] = [];
  for (const location of given) {
    const { host, rivals, entry, at } = location;
    const own = rivals.length === 0 ? [] : servers.filter((server) => server === host || rivals.includes(server));
    const odds = eighthsOfLast(
      own.map((server) => servers.indexOf(server)),
      servers.length,
    );
    const keeper = own[odds?.findIndex((eighths) => eighths >= prevails) ?? -1];
    const eighths = keeper === undefined ? undefined : odds?.[own.indexOf(keeper)];
    if (eighths === undefined || keeper === host) {
      locations.push({ ...location, eighths });
    } else {
      const text = `the default backend is kept for ${keeper || 'no host'} instead of ${host || 'no host'} ${timesText(eighths)}`;
      leftOut.push(evidence(text, entry.ingress.object, at));
    }
  }
  return { locations, leftOut };
}

/** What the Ingresses say together about hosts. */
interface Hosts {
  readonly all: ReadonlySet<string>;
  /** Hosts with an Ingress that rewrites or asks for expressions. */
  readonly regex: ReadonlySet<string>;
  /** Who claims an alias first. */
  readonly aliases: ReadonlyMap<string, string>;
}

function hostsOf(entries: readonly Entry[]): Hosts {
  const all = new Set<string>();
  const regex = new Set<string>();
  const aliases = new Map<string, string>();
  for (const { ingress, config } of entries) {
    for (const alias of config.list('server-alias') ?? []) {
      if (!aliases.has(alias.toLowerCase())) aliases.set(alias.toLowerCase(), keyOf(ingress));
    }
    for (const { host = '' } of ingress.value.spec?.rules ?? []) {
      all.add(host);
      if (config.flag('use-regex') || config.text('rewrite-target')) regex.add(host);
    }
  }
  return { all, regex, aliases };
}

function commonOf(
  model: Model,
  entry: Entry,
  hosts: Hosts,
  host: string,
): Pick<
  Location,
  'entry' | 'host' | 'aliases' | 'useRegex' | 'unavailable' | 'undecided' | 'undecidedTls' | 'otherWww'
> {
  const { ingress, config } = entry;
  const headers = customHeadersOf(model, ingress, config);
  const unknown = [
    headers === 'unknown' ? `the ConfigMap ${config.text('custom-headers')}` : undefined,
    upstreamCertificateOf(model, ingress, config) === 'unknown'
      ? `the Secret ${config.text('proxy-ssl-secret')}`
      : undefined,
    clientAuthorityOf(model, ingress, config) === 'unknown'
      ? `the Secret ${config.text('auth-tls-secret')}`
      : undefined,
  ];
  const verify = config.text('auth-tls-verify-client') ?? 'on';
  const asksClients = config.text('auth-tls-secret') !== undefined && verify !== 'off';
  return {
    entry,
    host,
    aliases: (config.list('server-alias') ?? []).filter((alias) => {
      const name = alias.toLowerCase();
      return !hosts.all.has(name) && hosts.aliases.get(name) === keyOf(ingress);
    }),
    useRegex: hosts.regex.has(host),
    unavailable: headers === 'missing',
    undecided: unknown.find((need) => need !== undefined),
    undecidedTls: asksClients ? 'the client certificate that auth-tls-secret asks for' : undefined,
    otherWww: config.flag('from-to-www-redirect') ? otherWww(host, hosts.all) : undefined,
  };
}

/** The other spelling of a host, unless it is a host of its own (middleware.go buildFromToWwwRedirect, v3.7). */
function otherWww(host: string, all: ReadonlySet<string>): string | undefined {
  const other = host.startsWith('www.') ? host.slice(4) : `www.${host}`;
  return host.startsWith('*.') || all.has(other) ? undefined : other;
}

function missingSecret(model: Model, { ingress, config }: Entry): Evidence | undefined {
  const name = [
    upstreamCertificateOf(model, ingress, config) === 'missing' ? 'proxy-ssl-secret' : undefined,
    clientAuthorityOf(model, ingress, config) === 'missing' ? 'auth-tls-secret' : undefined,
  ].find((each) => each !== undefined);
  const [place] = name === undefined ? [] : annotationOf(ingress, name);
  return place && { ...place, text: `Ingress ${keyOf(ingress)} is left out: the Secret of ${name} cannot be used` };
}

/** The backend of `/`, or the default backend of a rule without paths. */
function passthroughsOf(model: Model, entry: Entry): Passthrough[] {
  const { ingress, config } = entry;
  const { rules = [], defaultBackend } = ingress.value.spec ?? {};
  return rules.flatMap(({ host = '', http }, rule): Passthrough[] => {
    const index = http?.paths?.findIndex(({ path }) => path === '/') ?? -1;
    const at = http ? ['spec', 'rules', rule, 'http', 'paths', index] : ['spec', 'defaultBackend'];
    const written = http ? http.paths?.[index]?.backend : defaultBackend;
    const target = serviceTarget(ingress, written, http ? [...at, 'backend'] : at);
    if (host === '' || !target) return [];
    return [{ entry, host, backend: backendOf(model, target, config), at }];
  });
}
