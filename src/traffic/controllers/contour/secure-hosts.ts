import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import { namesInSecret } from '../../ingress/certificate/loaded-pair.ts';
import type { ChosenCertificate, TlsEntry } from '../../ingress/certificate/presented.ts';
import { eighthsOfLast, prevails, timesText } from '../../ingress/go-map.ts';
import { isWildcard } from '../../ingress/host-pattern.ts';
import { type TlsHost, tlsHosts } from '../../ingress/tls-entry.ts';
import { settingsOf } from './annotations.ts';
import { certificateOf } from './certificate.ts';
import type { VirtualHost } from './virtual-hosts.ts';

/** A host that Envoy speaks TLS for: a filter chain of its own, found by the server name of the client. */
export interface SecureHost {
  readonly virtualHost: VirtualHost;
  readonly certificate: ChosenCertificate;
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
  const claims = new Map<string, Claim[]>();
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
    const names = certificate.secret && namesInSecret(certificate.secret.value);
    const pair: Claim['pair'] =
      certificate.secret && names ? { kind: 'pair', secret: certificate.secret, names } : { kind: 'unseen' };
    const claim = { entry: { ...entry, namespace: certificate.namespace, secret: certificate.name }, pair };
    // Of one Ingress the last entry counts.
    const others = (claims.get(host) ?? []).filter((each) => each.entry.ingress !== ingress);
    claims.set(host, [...others, claim]);
  }
  const hosts = [...claims].flatMap(([host, own]): SecureHost[] => {
    const virtualHost = byHost.get(host);
    return virtualHost ? [{ virtualHost, certificate: chosenOf(own, ingresses) }] : [];
  });
  return { hosts, left, breaker };
}

/** A `tls` entry with a certificate for a host. */
interface Claim {
  readonly entry: TlsEntry;
  readonly pair: Extract<ChosenCertificate, { kind: 'secret' }>['pair'];
}

/** Of several Ingresses the one that is read last gives a host its certificate (go-map.ts). */
function chosenOf(claims: readonly Claim[], ingresses: readonly Typed<Ingress>[]): ChosenCertificate {
  const keys = claims.map(({ entry }) => `${entry.namespace}/${entry.secret}`);
  const names = [...new Set(keys)].join(', ');
  const eighths = eighthsOfLast(
    claims.map(({ entry }) => ingresses.indexOf(entry.ingress)),
    ingresses.length,
  );
  for (const [index, claim] of claims.entries()) {
    const times = keys.reduce((sum, key, at) => sum + (key === keys[index] ? (eighths?.[at] ?? 0) : 0), 0);
    if (new Set(keys).size === 1) return { kind: 'secret', ...claim };
    if (times >= prevails) {
      return {
        kind: 'secret',
        ...claim,
        doubt: `of ${names} it is this one ${timesText(times)} if its Ingress was created last`,
      };
    }
  }
  const needs = `which of the Secrets ${names} Contour happens to read last`;
  const because = claims.map(({ entry }) => evidence(`tls host ${entry.host}`, entry.ingress.object, entry.at));
  return { kind: 'open', needs, because };
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
