import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { isWildcard } from '../../ingress/host-pattern.ts';
import { type TlsHost, tlsHosts } from '../../ingress/tls-entry.ts';
import { settingsOf } from './annotations.ts';
import { certificateOf } from './certificate.ts';
import type { VirtualHost } from './virtual-hosts.ts';

/** A host that Envoy speaks TLS for: a filter chain of its own, found by the server name of the client. */
export interface SecureHost {
  readonly virtualHost: VirtualHost;
  /** What gave it its certificate. */
  readonly entry: TlsHost;
  /** The Secret, where the files hold it. */
  readonly because: readonly Evidence[];
}

/** Everything about TLS that is decided before a request. */
export interface SecureHosts {
  /** Without any there is no listener. */
  readonly hosts: readonly SecureHost[];
  /** Hosts of `tls` entries that get no certificate, and why. */
  readonly left: readonly { readonly entry: TlsHost; readonly reason: string }[];
  /** An Ingress with impossible TLS versions: which others are read before it, chance decides. */
  readonly breaker: Typed<Ingress> | undefined;
}

/**
 * The hosts of `tls` entries with a certificate that some rule names letter by letter (projectcontour/contour
 * internal/dag/ingress_processor.go computeSecureVirtualhosts, v1.33).
 */
export function secureHostsOf(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
  virtualHosts: readonly VirtualHost[],
): SecureHosts {
  const byHost = new Map(virtualHosts.map((virtualHost) => [virtualHost.host, virtualHost]));
  const hosts = new Map<string, SecureHost>();
  const left: { entry: TlsHost; reason: string }[] = [];
  let breaker: Typed<Ingress> | undefined;
  for (const entry of tlsHosts(ingresses)) {
    const { ingress, host, secret: name } = entry;
    const certificate = certificateOf(model, ingress, name);
    if (certificate.kind === 'none') {
      left.push({ entry, reason: certificate.reason });
      continue;
    }
    if (settingsOf(ingress).breaksTls) {
      breaker = ingress;
      left.push({ entry, reason: 'its lowest TLS version is above its highest' });
      continue;
    }
    const virtualHost = byHost.get(host);
    if (!virtualHost) {
      left.push({ entry, reason: `no rule with a Service names the host ${host}` });
      continue;
    }
    const { secret } = certificate;
    const because = secret ? [evidence(`Secret ${secret.name}`, secret.object, ['metadata', 'name'])] : [];
    if (!hosts.has(host)) hosts.set(host, { virtualHost, entry, because });
  }
  return { hosts: [...hosts.values()], left, breaker };
}

/** The filter chain of a server name: the exact name, then the longest wildcard above it, of any number of labels. */
export function chainOf(hosts: readonly SecureHost[], name: string): SecureHost | undefined {
  return longestMatch(hosts, name, ({ virtualHost }) => virtualHost.host);
}

/** The exact host, else the longest wildcard whose `*` stands for something. */
export function longestMatch<T>(items: readonly T[], name: string, hostOf: (item: T) => string): T | undefined {
  let best: T | undefined;
  let length = 0;
  for (const item of items) {
    const host = hostOf(item);
    if (host === name && !isWildcard(host) && host !== '') return item;
    if (!isWildcard(host) || host.length <= length) continue;
    if (name.length < host.length || !name.endsWith(host.slice(1))) continue;
    best = item;
    length = host.length;
  }
  return best;
}
