import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { NginxServer } from './configuration.ts';
import type { NginxRequest } from './request-line.ts';
import { isValidName, serverCertificate } from './server-certificate.ts';
import { serverIndex } from './server-index.ts';

/** Whether a host has a certificate, be it the default one: only then `ssl-redirect` redirects. */
export type Certificate =
  | { readonly kind: 'yes'; readonly ingress: Typed<Ingress> }
  | { readonly kind: 'no' }
  | { readonly kind: 'unknown'; readonly needs: string };

/**
 * The certificate of a host: its server's own, or that of the wildcard above it (rootfs/etc/nginx/lua/certificate.lua
 * get_pem_cert_uid, v1.15.1). An alias has its server's only if the certificate names it.
 */
export function certificateOf(model: Model, servers: readonly NginxServer[], host: string): Certificate {
  const { byHost, byAlias } = serverIndex(servers);
  const wildcard = host.replace(/^[^.]+\./, '*.');
  for (const name of wildcard === host ? [host] : [host, wildcard]) {
    const ingress = byHost.get(name)?.certificate;
    if (ingress) return { kind: 'yes', ingress };
  }
  const server = byAlias.get(host);
  const chosen = server?.certificate && serverCertificate(model, server.certificate, server.host);
  if (!server?.certificate || chosen?.kind !== 'secret') return { kind: 'no' };
  const { entry, pair } = chosen;
  if (pair.kind === 'pair') {
    return isValidName(pair.names, host) ? { kind: 'yes', ingress: server.certificate } : { kind: 'no' };
  }
  const secret = `${entry.ingress.namespace}/${entry.secret}`;
  return { kind: 'unknown', needs: `whether the certificate in Secret ${secret} names ${host}` };
}

/** Where a client is sent from the other spelling of a host, with or without `www.` (pkg/util/ingress BuildRedirects). */
export function wwwRedirect(
  servers: readonly NginxServer[],
  { scheme, host, requestUri }: NginxRequest,
): { location: string; ingress: Typed<Ingress> | undefined } | undefined {
  const server = serverIndex(servers).fromToWww.get(host);
  if (!server) return undefined;
  const port = scheme === 'https' ? 443 : 80;
  const ingress = server.locations.find(({ settings }) => settings?.fromToWww)?.source?.ingress;
  return { location: `${scheme}://${server.host}:${port}${requestUri.replace(/\/$/, '')}`, ingress };
}
