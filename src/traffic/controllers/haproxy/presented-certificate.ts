import { byText } from '../../ingress/age.ts';
import { loadedPair } from '../../ingress/certificate/loaded-pair.ts';
import type { CertificateNames } from '../../ingress/certificate/names.ts';
import {
  type ChosenCertificate,
  ownCertificate,
  type TlsEntry,
  tlsEntries,
} from '../../ingress/certificate/presented.ts';
import type { Table } from './table.ts';

/**
 * The certificate for a server name: of the folder of certificates the first file that has the name, else the first that
 * has the wildcard above it, else the default certificate, whatever host a `tls` entry names them for
 * (pkg/haproxy/certs/main.go AddSecret, v3.2.11; haproxy src/ssl_sock.c ssl_sock_switchctx_cbk, 3.2).
 */
export function presentedCertificate({ model, taken }: Table, server: string): ChosenCertificate {
  if (server === '') return ownCertificate(model, taken, server);
  const { byName, unseen } = filesFor(model, taken);
  const wildcard = server.replace(/^[^.]*/, '*');
  const found = byName.get(server) ?? byName.get(wildcard);
  if (found) return found;
  const entry = unseen.get(server) ?? unseen.get(wildcard);
  return entry ? { kind: 'secret', entry, pair: { kind: 'unseen' } } : ownCertificate(model, taken, server);
}

interface Files {
  /** By each of their names, wildcards included. */
  readonly byName: ReadonlyMap<string, ChosenCertificate>;
  /** By host, entries whose Secrets the files need not hold. */
  readonly unseen: ReadonlyMap<string, TlsEntry>;
}

const known = new WeakMap<Table['taken'], Files>();

function filesFor(model: Table['model'], taken: Table['taken']): Files {
  let files = known.get(taken);
  if (!files) {
    files = readFiles(model, taken);
    known.set(taken, files);
  }
  return files;
}

function readFiles(model: Table['model'], taken: Table['taken']): Files {
  const byName = new Map<string, ChosenCertificate>();
  const unseen = new Map<string, TlsEntry>();
  for (const entry of taken.flatMap(filesOf).sort((a, b) => byText(fileName(a), fileName(b)))) {
    const pair = loadedPair(model, entry.ingress, entry.secret);
    if (pair.kind === 'unseen') unseen.set(entry.host.toLowerCase(), entry);
    if (pair.kind !== 'pair') continue;
    for (const name of namesOf(pair.names)) {
      if (!byName.has(name)) byName.set(name, { kind: 'secret', entry: { ...entry, host: '' }, pair });
    }
  }
  return { byName, unseen };
}

/** The list of hosts becomes a map: entries without hosts are gone, and of two for a host the last counts. */
function filesOf(ingress: TlsEntry['ingress']): TlsEntry[] {
  const byHost = new Map<string, TlsEntry>();
  for (const entry of tlsEntries(ingress)) if (entry.host !== '') byHost.set(entry.host, entry);
  return [...byHost.values()];
}

function fileName({ ingress, secret }: TlsEntry): string {
  return `${ingress.namespace}_${secret}.pem`;
}

function namesOf({ commonName = '', dnsNames }: CertificateNames): string[] {
  return [commonName, ...dnsNames].map((name) => name.toLowerCase());
}
