import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';

/** A host of a `tls` entry. */
export interface TlsHost {
  readonly ingress: Typed<Ingress>;
  readonly host: string;
  /** '' when the entry names none. */
  readonly secret: string;
  readonly at: readonly (string | number)[];
}

/** Every host that a `tls` entry of the Ingresses names. */
export function tlsHosts(ingresses: readonly Typed<Ingress>[]): TlsHost[] {
  return ingresses.flatMap((ingress) =>
    (ingress.value.spec?.tls ?? []).flatMap(({ hosts = [], secretName: secret = '' }, entry) =>
      hosts.map((host, index) => ({ ingress, host, secret, at: ['spec', 'tls', entry, 'hosts', index] })),
    ),
  );
}

/** The first entry whose host takes a host. */
export function entryFor(ingresses: readonly Typed<Ingress>[], host: string): TlsHost | undefined {
  let index = indexes.get(ingresses);
  if (!index) {
    index = new Map();
    for (const [order, entry] of tlsHosts(ingresses).entries()) {
      const key = entry.host.toLowerCase();
      if (key !== '' && !index.has(key)) index.set(key, { order, entry });
    }
    indexes.set(ingresses, index);
  }
  const dot = host.indexOf('.');
  const exact = index.get(host);
  // A wildcard stands for one label that is not empty.
  const wildcard = dot > 0 ? index.get(`*${host.slice(dot)}`) : undefined;
  if (!exact || !wildcard) return (exact ?? wildcard)?.entry;
  return (exact.order < wildcard.order ? exact : wildcard).entry;
}

/** Entries by host, for the lists of Ingresses that tables hold: thousands of requests ask the same one. */
const indexes = new WeakMap<
  readonly Typed<Ingress>[],
  Map<string, { readonly order: number; readonly entry: TlsHost }>
>();
