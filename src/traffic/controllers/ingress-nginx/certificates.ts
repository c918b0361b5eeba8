import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { NginxServer } from './configuration.ts';
import type { NginxRequest } from './request-line.ts';

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
  const wildcard = host.replace(/^[^.]+\./, '*.');
  for (const name of wildcard === host ? [host] : [host, wildcard]) {
    const ingress = servers.find((server) => server.host === name)?.certificate;
    if (ingress) return { kind: 'yes', ingress };
  }
  const server = servers.find(({ aliases }) => aliases.some((alias) => alias.toLowerCase() === host));
  const secrets = server?.certificate ? secretsOf(model, server.certificate) : [];
  if (secrets.length === 0) return { kind: 'no' };
  return { kind: 'unknown', needs: `whether the certificate in Secret ${secrets.join(', ')} names ${host}` };
}

/** The Secrets of an Ingress that may hold a certificate; without one the default certificate stands in. */
function secretsOf(model: Model, { namespace, value, object }: Typed<Ingress>): string[] {
  const closed = model.cluster.complete || model.secrets.in(namespace).length > 0;
  const names = (value.spec?.tls ?? []).flatMap(({ secretName }) => (secretName ? [secretName] : []));
  return names
    .filter((name) => !closed || model.secrets.get(namespace, name, object))
    .map((name) => `${namespace}/${name}`);
}

/** Where a client is sent from the other spelling of a host, with or without `www.` (pkg/util/ingress BuildRedirects). */
export function wwwRedirect(
  servers: readonly NginxServer[],
  { scheme, host, requestUri }: NginxRequest,
): { location: string; ingress: Typed<Ingress> | undefined } | undefined {
  const server = servers.find((each) => each.fromToWww && otherName(each.host) === host);
  if (!server) return undefined;
  const port = scheme === 'https' ? 443 : 80;
  const ingress = server.locations.find(({ settings }) => settings?.fromToWww)?.source?.ingress;
  return { location: `${scheme}://${server.host}:${port}${requestUri.replace(/\/$/, '')}`, ingress };
}

function otherName(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : `www.${host}`;
}
