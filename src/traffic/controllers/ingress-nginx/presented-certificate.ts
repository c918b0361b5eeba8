import type { Model } from '../../../model/model.ts';
import { type ChosenCertificate, ownCertificate } from '../../ingress/certificate/presented.ts';
import { isValidName, serverCertificate } from './server-certificate.ts';
import { type ServerIndex, serverIndex } from './server-index.ts';
import type { Table } from './table.ts';

/**
 * The certificate for a server name: of the server, alias or redirected spelling of that name, else of the wildcard above
 * it; the server of last resort has the controller's own (rootfs/etc/nginx/lua/certificate.lua get_pem_cert_uid,
 * internal/ingress/controller/nginx.go configureCertificates, v1.15.1).
 */
export function presentedCertificate({ model, ingresses, servers }: Table, name: string): ChosenCertificate {
  const index = serverIndex(servers);
  const wildcard = name.replace(/^[^.]+\./, '*.');
  for (const each of name === '' ? [] : wildcard === name ? [name] : [name, wildcard]) {
    const found = certificateNamed(model, index, each);
    if (found) return found;
  }
  return ownCertificate(model, ingresses, name);
}

function certificateNamed(
  model: Model,
  { byHost, byAlias, fromToWww }: ServerIndex,
  name: string,
): ChosenCertificate | undefined {
  const server = byHost.get(name);
  if (server) return server.certificate && serverCertificate(model, server.certificate, name);
  const other = byAlias.get(name) ?? fromToWww.get(name);
  if (!other?.certificate) return undefined;
  const chosen = serverCertificate(model, other.certificate, other.host);
  if (chosen.kind !== 'secret') return undefined;
  return chosen.pair.kind === 'unseen' || isValidName(chosen.pair.names, name) ? chosen : undefined;
}
