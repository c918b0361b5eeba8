import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { loadedPair } from '../../ingress/certificate/loaded-pair.ts';
import { type CertificateNames, isFor, matchesName } from '../../ingress/certificate/names.ts';
import {
  type ChosenCertificate,
  ownCertificate,
  refusedEntry,
  type TlsEntry,
  tlsEntries,
} from '../../ingress/certificate/presented.ts';

/**
 * The Secret of the `tls` entry that names the host, else the first whose certificate is for it; a certificate that is
 * not for the host is not used (controller.go createServers, extractTLSSecretName, v1.15.1).
 */
export function serverCertificate(model: Model, ingress: Typed<Ingress>, host: string): ChosenCertificate {
  const named = namingEntry(ingress, host);
  if (named) {
    const pair = loadedPair(model, ingress, named.secret);
    if (named.secret === '' || pair.kind === 'refused') return refusedEntry(named, pair, host);
    if (pair.kind === 'pair' && !covers(pair.names, host)) return refusedEntry(named, pair, host);
    return { kind: 'secret', entry: named, pair };
  }
  for (const entry of tlsEntries(ingress)) {
    const pair = loadedPair(model, ingress, entry.secret);
    if (pair.kind === 'refused') continue;
    // What the files do not hold is taken to be for another host where the entry names some.
    const isUsed = pair.kind === 'unseen' ? entry.host === '' : isFor(pair.names, host);
    if (isUsed) return { kind: 'secret', entry: { ...entry, host: '' }, pair };
  }
  return ownCertificate(model, [ingress], host);
}

function namingEntry(ingress: Typed<Ingress>, host: string): TlsEntry | undefined {
  for (const [index, { hosts = [], secretName: secret = '' }] of (ingress.value.spec?.tls ?? []).entries()) {
    const place = hosts.findIndex((each) => each.toLowerCase() === host.toLowerCase());
    if (place !== -1) return { ingress, host, secret, at: ['spec', 'tls', index, 'hosts', place] };
  }
  return undefined;
}

/** A certificate without DNS names is for its common name (internal/ingress/controller/certificate.go verifyHostname). */
function covers(names: CertificateNames, host: string): boolean {
  const { commonName = '', dnsNames } = names;
  return dnsNames.length > 0 ? isFor(names, host) : matchesName(commonName, host);
}

/** Whether an alias or another spelling of a host has its certificate (internal/net/ssl/ssl.go IsValidHostname). */
export function isValidName({ commonName = '', dnsNames }: CertificateNames, name: string): boolean {
  return [commonName, ...dnsNames].some((each) => matchesName(each, name));
}
