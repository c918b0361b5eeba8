import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { ControllerAnswer } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence, Hop } from '../../hop.ts';
import type { PresentedCertificate } from '../../presented-certificate.ts';
import { entryFor, type TlsHost } from '../tls-entry.ts';
import { type LoadedPair, loadedPair } from './loaded-pair.ts';
import { isFor, namesText } from './names.ts';

/** Which certificate a controller chooses. */
export type ChosenCertificate =
  | {
      readonly kind: 'secret';
      readonly entry: TlsEntry;
      readonly pair: Exclude<LoadedPair, { kind: 'refused' }>;
      /** Why it may be another one at times. */
      readonly doubt?: string;
    }
  | { readonly kind: 'own'; readonly reason: string; readonly because: readonly Evidence[] }
  | { readonly kind: 'open'; readonly needs: string; readonly because: readonly Evidence[] };

/** A `tls` entry, or one of its hosts, that names a Secret. */
export interface TlsEntry {
  readonly ingress: Typed<Ingress>;
  /** '' for an entry without hosts. */
  readonly host: string;
  readonly secret: string;
  /** Of the Secret, where it is not that of the Ingress. */
  readonly namespace?: string;
  readonly at: TlsHost['at'];
}

/** What a client learns from a handshake. */
export interface Handshake {
  readonly hop: Hop;
  /** Undefined where chance decides. */
  readonly certificate: PresentedCertificate | undefined;
}

/** A handshake in which a client asks for a server; '' for a client that names none. */
export function handshakeOf(chosen: ChosenCertificate, server: string): Handshake {
  switch (chosen.kind) {
    case 'secret':
      return withSecret(chosen, server);
    case 'own': {
      const text = `${chosen.reason}: the certificate is the controller's own`;
      const hop: Hop = { kind: 'tls', status: 'warn', text, because: chosen.because };
      return { hop, certificate: { secret: null, covers: false } };
    }
    case 'open': {
      const text = `which certificate the client gets: ${chosen.needs}`;
      return { hop: { kind: 'tls', status: 'unknown', text, because: chosen.because }, certificate: undefined };
    }
  }
}

/** What is answered in a connection in TLS, after its handshake. */
export function afterHandshake({ hop, certificate }: Handshake, answer: ControllerAnswer): ControllerAnswer {
  return { ...answer, hops: [hop, ...answer.hops], ...(certificate && { certificate }) };
}

function withSecret({ entry, pair, doubt }: ChosenCertificate & { kind: 'secret' }, server: string): Handshake {
  const { host, ingress, namespace = ingress.namespace } = entry;
  const secret = `${namespace}/${entry.secret}`;
  const because = entryEvidence(entry);
  if (pair.kind === 'unseen') {
    const text = `Secret ${secret} for ${host || server}`;
    const hop: Hop = { kind: 'tls', status: 'ok', text: withDoubt(text, doubt), because };
    return { hop, certificate: { secret, covers: null } };
  }
  const { names } = pair;
  because.push(evidence(`Secret ${entry.secret}`, pair.secret.object, ['metadata', 'name']));
  const covers = isFor(names, server);
  const text = covers
    ? `Secret ${secret} for ${host || server}`
    : `Secret ${secret}, whose certificate is for ${namesText(names)}, not for ${server || 'a client that names no server'}`;
  const status = covers && doubt === undefined ? 'ok' : 'warn';
  const { commonName } = names;
  const certificate = { secret, ...(commonName !== undefined && { commonName }), covers };
  return { hop: { kind: 'tls', status, text: withDoubt(text, doubt), because }, certificate };
}

function withDoubt(text: string, doubt: string | undefined): string {
  return doubt === undefined ? text : `${text}: ${doubt}`;
}

/** The certificate of the first `tls` entry that names a server: of controllers whose choice is not modelled further. */
export function namedCertificate(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
  server: string,
): ChosenCertificate {
  const entry = entryFor(ingresses, server);
  if (!entry) return ownCertificate(model, ingresses, server);
  const pair = loadedPair(model, entry.ingress, entry.secret);
  if (entry.secret === '' || pair.kind === 'refused') return refusedEntry(entry, pair, server);
  return { kind: 'secret', entry, pair };
}

/** That a controller falls back to its own certificate, with what the Ingresses say about the server. */
export function ownCertificate(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
  server: string,
): ChosenCertificate & { kind: 'own' } {
  if (server === '') return { kind: 'own', reason: 'the client names no server', because: [] };
  const entry = entryFor(ingresses, server);
  if (!entry) return { kind: 'own', reason: `no tls entry names ${server}`, because: [] };
  return refusedEntry(entry, loadedPair(model, entry.ingress, entry.secret), server);
}

/** That a controller falls back to its own certificate because of a `tls` entry. */
export function refusedEntry(entry: TlsEntry, pair: LoadedPair, server: string): ChosenCertificate & { kind: 'own' } {
  const because = entryEvidence(entry);
  const names = entry.secret === '' ? 'names no Secret' : `names Secret ${entry.ingress.namespace}/${entry.secret}`;
  const start = `the tls entry for ${entry.host || server} ${names}`;
  if (entry.secret === '' || pair.kind === 'unseen') return { kind: 'own', reason: start, because };
  if (pair.secret) because.push(evidence(`Secret ${entry.secret}`, pair.secret.object, ['metadata', 'name']));
  const reason =
    pair.kind === 'refused' ? pair.reason : `whose certificate is for ${namesText(pair.names)}, not for ${server}`;
  return { kind: 'own', reason: `${start}, ${reason}`, because };
}

/** The name that a TLS client sends: never an address, never with a final dot (RFC 6066); case does not count. */
export function serverName(sni: string): string {
  if (sni.startsWith('[') || /^[\d.]+$/.test(sni)) return '';
  return sni.replace(/\.$/, '').toLowerCase();
}

/** Every Secret that a `tls` entry of an Ingress names, in the order in which they are written. */
export function tlsEntries(ingress: Typed<Ingress>): TlsEntry[] {
  return (ingress.value.spec?.tls ?? []).flatMap(({ hosts = [], secretName: secret = '' }, entry): TlsEntry[] => {
    const at = ['spec', 'tls', entry];
    if (secret === '') return [];
    if (hosts.length === 0) return [{ ingress, host: '', secret, at }];
    return hosts.map((host, index) => ({ ingress, host, secret, at: [...at, 'hosts', index] }));
  });
}

function entryEvidence({ ingress, host, at }: TlsEntry): Evidence[] {
  return [evidence(host === '' ? 'tls' : `tls host ${host}`, ingress.object, at)];
}
