import { loadedPair } from '../../ingress/certificate/loaded-pair.ts';
import { type ChosenCertificate, ownCertificate, refusedEntry } from '../../ingress/certificate/presented.ts';
import type { Host } from './hosts.ts';
import type { Table } from './table.ts';

/**
 * The certificate for a server name: that of the host of this name, else of the wildcard above it, whether or not it is
 * for it; a host whose Secret cannot be read has no entry in the list (pkg/haproxy/config.go writeMaps,
 * pkg/converters/ingress/ingress.go addTLS, v0.16.1).
 */
export function presentedCertificate({ model, ingresses, hosts }: Table, server: string): ChosenCertificate {
  if (server === '') return ownCertificate(model, ingresses, server);
  for (const name of [server, server.replace(/^[^.]*/, '*')]) {
    const tls = hosts.get(name)?.tls;
    const chosen = tls && certificateOf(model, tls, name);
    if (chosen?.kind === 'secret') return chosen;
  }
  const tls = hosts.get(server)?.tls;
  return tls ? certificateOf(model, tls, server) : ownCertificate(model, ingresses, server);
}

function certificateOf(
  model: Table['model'],
  { ingress, at }: NonNullable<Host['tls']>,
  host: string,
): ChosenCertificate {
  const [, , index] = at;
  const { secretName: secret = '' } = ingress.value.spec?.tls?.[Number(index)] ?? {};
  const entry = { ingress, host, secret, at };
  const pair = loadedPair(model, ingress, secret);
  if (secret === '' || pair.kind === 'refused') return refusedEntry(entry, pair, host);
  return { kind: 'secret', entry, pair };
}
