import { parseCidr } from '../../api/formats/cidr.ts';
import { parseIp } from '../../api/formats/ip.ts';
import type { Model } from '../../model/model.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';

/** What the files say about a host: everything that a request to it may be told apart by. */
export interface HostFacts {
  readonly paths: Set<string>;
  /** Headers that choose a backend: `x-canary: always`. */
  readonly headers: Map<string, readonly [name: string, value: string]>;
  /** Addresses within source ranges. */
  readonly clients: Set<string>;
  tls: boolean;
  /** The controller answers preflight requests itself. */
  preflight: boolean;
}

/** Hosts as they are written, in lower case ('' for any), with what is said about them. */
export type Landscape = ReadonlyMap<string, HostFacts>;

/** What both sides know, so that each boundary of either is looked at on both. */
export function landscapeOf(models: readonly Model[]): Landscape {
  const hosts = new Map<string, HostFacts>();
  const at = (host: string): HostFacts => {
    const key = host.toLowerCase();
    let facts = hosts.get(key);
    if (!facts) {
      facts = { paths: new Set(), headers: new Map(), clients: new Set(), tls: false, preflight: false };
      hosts.set(key, facts);
    }
    return facts;
  };
  at('');
  for (const model of new Set(models)) for (const { value } of model.ingresses.all) addIngress(value, at);
  return hosts;
}

/** What is said about a host itself, about the wildcards above it however far, and about any host. */
export function factsFor(landscape: Landscape, host: string): HostFacts {
  const patterns = [host, `*.${host}`, ''];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) patterns.push(`*${host.slice(dot)}`);
  return joined(patterns.flatMap((pattern) => landscape.get(pattern) ?? []));
}

/** An address that lies in no range of documentation that people write (RFC 5737, TEST-NET-3). */
export const outsider = '203.0.113.77';

function addIngress({ metadata, spec }: Ingress, at: (host: string) => HostFacts): void {
  const annotations = metadata?.annotations ?? {};
  const tlsHosts = (spec?.tls ?? []).flatMap(({ hosts = [] }) => hosts);
  const hosts = new Set([...(spec?.rules ?? []).map(({ host = '' }) => host), ...tlsHosts]);
  if (spec?.defaultBackend || hosts.size === 0) hosts.add('');
  const paths = (spec?.rules ?? []).flatMap(({ host = '', http }) =>
    (http?.paths ?? []).map((path) => ({ host, path })),
  );
  for (const { host, path } of paths) at(host).paths.add(path.path || '/');
  for (const other of otherNames(annotations, hosts)) {
    hosts.add(other);
    for (const { path } of paths) at(other).paths.add(path.path || '/');
  }
  const tls = (spec?.tls ?? []).length > 0 || Object.keys(annotations).some((key) => /ssl|tls|https/.test(key));
  for (const host of hosts) addAnnotations(annotations, at(host), tls);
}

function addAnnotations(annotations: StringMap, facts: HostFacts, tls: boolean): void {
  facts.tls ||= tls;
  const named = Object.entries(annotations).map(([key, value]) => [key.slice(key.indexOf('/') + 1), value] as const);
  const value = (name: string): string | undefined => named.find(([key]) => key === name)?.[1] || undefined;
  facts.preflight ||= named.some(([key, text]) => key.includes('cors') && text !== 'false');
  const add = (name: string, text: string): void => {
    facts.headers.set(`${name.toLowerCase()}: ${text}`, [name.toLowerCase(), text]);
  };
  const header = value('canary-by-header');
  if (header !== undefined)
    for (const text of ['always', 'never', value('canary-by-header-value')]) if (text) add(header, text);
  const cookie = value('canary-by-cookie');
  if (cookie !== undefined) for (const text of ['always', 'never']) add('cookie', `${cookie}=${text}`);
  for (const [key, text] of named) {
    if (!ranges.test(key)) continue;
    for (const item of text.split(',')) {
      const address = item.trim().split('/')[0] ?? '';
      if (parseIp(address) || parseCidr(item.trim())) facts.clients.add(address);
    }
  }
}

/** Annotations of every controller that let addresses in or keep them out. */
const ranges = /source-range|allow-?list|white-?list|deny-?list|black-?list|inbound-cidrs/;

/** Hosts that annotations add to those of the rules. */
function otherNames(annotations: StringMap, hosts: ReadonlySet<string>): string[] {
  const names: string[] = [];
  for (const [key, value] of Object.entries(annotations)) {
    if (key.endsWith('/server-alias')) names.push(...value.split(',').map((name) => name.trim()));
    if (key.endsWith('/from-to-www-redirect')) {
      for (const host of hosts) names.push(host.startsWith('www.') ? host.slice(4) : `www.${host}`);
    }
  }
  return names.filter((name) => hostName.test(name));
}

const hostName = /^(?:\*\.)?[a-z0-9.-]+$/i;

function joined(all: readonly HostFacts[]): HostFacts {
  return {
    paths: new Set(all.flatMap(({ paths }) => [...paths])),
    headers: new Map(all.flatMap(({ headers }) => [...headers])),
    clients: new Set(all.flatMap(({ clients }) => [...clients])),
    tls: all.some(({ tls }) => tls),
    preflight: all.some(({ preflight }) => preflight),
  };
}
