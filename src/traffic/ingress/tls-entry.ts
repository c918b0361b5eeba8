import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';

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

/** Which `tls` entry a request in TLS gets its certificate from. */
export function tlsHop(model: Model, ingresses: readonly Typed<Ingress>[], host: string): Hop {
  const found = entryFor(ingresses, host);
  if (!found) {
    const text = `no tls entry names ${host || 'the host'}: the certificate is the controller's own`;
    return { kind: 'tls', status: 'warn', text, because: [] };
  }
  const { ingress, secret } = found;
  const because = [evidence(`tls host ${found.host}`, ingress.object, found.at)];
  const object = model.secrets.get(ingress.namespace, secret, ingress.object)?.object;
  if (object) because.push(evidence(`Secret ${secret}`, object, ['metadata', 'name']));
  const missing = !object && (model.cluster.complete || model.secrets.in(ingress.namespace).length > 0);
  if (missing || secret === '') {
    const what =
      secret === '' ? 'names no Secret' : `names Secret ${ingress.namespace}/${secret}, which does not exist`;
    return { kind: 'tls', status: 'warn', text: `the tls entry for ${found.host} ${what}`, because };
  }
  return { kind: 'tls', status: 'ok', text: `Secret ${ingress.namespace}/${secret} for ${found.host}`, because };
}

/** The first entry whose host takes a host. */
function entryFor(ingresses: readonly Typed<Ingress>[], host: string): TlsHost | undefined {
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
