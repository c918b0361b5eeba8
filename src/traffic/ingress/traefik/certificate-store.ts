import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { byText } from '../age.ts';
import { type LoadedPair, loadedPair } from '../certificate/loaded-pair.ts';
import type { CertificateNames } from '../certificate/names.ts';
import { type ChosenCertificate, ownCertificate, type TlsEntry, tlsEntries } from '../certificate/presented.ts';

/** The certificates that Traefik knows: all of one store, whatever host a `tls` entry names them for. */
export interface CertificateStore {
  /** By each of their names, wildcards included. */
  readonly byName: ReadonlyMap<string, StoredCertificate>;
  /** By host, entries whose Secrets the files need not hold. */
  readonly unseen: ReadonlyMap<string, TlsEntry>;
}

interface StoredCertificate {
  /** In which they are compared with a server name. */
  readonly order: number;
  readonly entry: TlsEntry;
  readonly pair: Pair;
}

type Pair = LoadedPair & { readonly kind: 'pair' };

/** Makes a store when the first client asks for a certificate. */
export function storeOf(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
  separator: '-' | '/',
): () => CertificateStore {
  let store: CertificateStore | undefined;
  return () => {
    store ??= certificateStore(model, ingresses, separator);
    return store;
  };
}

/**
 * Reads the Secrets of Ingresses; the first one of an Ingress that does not exist ends the reading of that Ingress.
 * `separator` stands between namespace and name in the key by which they are sorted (traefik
 * pkg/provider/kubernetes/ingress/kubernetes.go getCertificates, pkg/tls/{tlsmanager,certificate_store}.go, v3.7).
 */
function certificateStore(model: Model, ingresses: readonly Typed<Ingress>[], separator: '-' | '/'): CertificateStore {
  const byKey = new Map<string, { readonly entry: TlsEntry; readonly pair: Pair }>();
  const unseen = new Map<string, TlsEntry>();
  for (const ingress of ingresses) {
    for (const entry of tlsEntries(ingress)) {
      const pair = loadedPair(model, ingress, entry.secret);
      if (pair.kind === 'unseen') unseen.set(entry.host.toLowerCase(), entry);
      if (pair.kind === 'refused' && (!pair.secret || lacksData(pair.secret.value))) break;
      const key = `${ingress.namespace}${separator}${entry.secret}`;
      if (pair.kind === 'pair' && !byKey.has(key)) byKey.set(key, { entry: { ...entry, host: '' }, pair });
    }
  }
  // Of certificates with the same names the first counts.
  const byNames = new Map<string, { readonly entry: TlsEntry; readonly pair: Pair }>();
  for (const [, stored] of [...byKey].sort(([a], [b]) => byText(a, b))) {
    const names = namesOf(stored.pair.names).join(',');
    if (!byNames.has(names)) byNames.set(names, stored);
  }
  const byName = new Map<string, StoredCertificate>();
  for (const [order, [names, stored]] of [...byNames].sort(([a], [b]) => byText(b, a)).entries()) {
    for (const name of names.split(',')) if (!byName.has(name)) byName.set(name, { order, ...stored });
  }
  return { byName, unseen };
}

/** The certificate for a server name: the last by its names that has it or the wildcard above it, else Traefik's own. */
export function bestCertificate(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
  { byName, unseen }: CertificateStore,
  server: string,
): ChosenCertificate {
  if (server === '') return ownCertificate(model, ingresses, server);
  const wildcardName = server.replace(/^[^.]*/, '*');
  const [exact, wildcard] = [byName.get(server), byName.get(wildcardName)];
  const found = exact && wildcard ? (exact.order < wildcard.order ? exact : wildcard) : (exact ?? wildcard);
  if (found) return { kind: 'secret', entry: found.entry, pair: found.pair };
  const entry = unseen.get(server) ?? unseen.get(wildcardName) ?? unseen.get('');
  if (entry) return { kind: 'secret', entry, pair: { kind: 'unseen' } };
  return ownCertificate(model, ingresses, server);
}

function namesOf({ commonName, dnsNames, addresses }: CertificateNames): string[] {
  const others = [...dnsNames, ...addresses].filter((name) => name !== commonName);
  return [...(commonName ? [commonName] : []), ...others].map((name) => name.toLowerCase()).sort(byText);
}

function lacksData({ data = {}, stringData = {} }: { data?: object; stringData?: object }): boolean {
  const keys = Object.entries({ ...data, ...stringData }).flatMap(([key, value]) => (value ? [key] : []));
  return !keys.includes('tls.crt') || !keys.includes('tls.key');
}
