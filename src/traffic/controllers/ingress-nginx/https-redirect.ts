import { evidence } from '../../evidence.ts';
import type { Hop } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import type { ControllerAnswer } from '../define-controller.ts';
import { certificateOf } from './certificates.ts';
import type { NginxLocation } from './configuration.ts';
import { annotation } from './hops.ts';
import { end, redirected, unknown } from './outcomes.ts';
import type { NginxRequest } from './request-line.ts';
import type { Table } from './table.ts';

/** ssl-redirect needs a certificate for the host, force-ssl-redirect does not (rootfs/etc/nginx/lua/lua_ingress.lua, v1.15.1). */
export function httpsRedirect(
  { model, servers }: Table,
  { settings, name, source }: NginxLocation,
  request: NginxRequest,
  hops: readonly Hop[],
): ControllerAnswer | undefined {
  // The default of no-tls-redirect-locations.
  if (!settings || request.scheme === 'https' || name.startsWith('/.well-known/acme-challenge')) return undefined;
  const uri = settings.preserveTrailingSlash ? request.requestUri : request.requestUri.replace(/\/$/, '');
  const host = request.httpHost.split(':')[0] ?? '';
  const location = `https://${host}${settings.portInRedirects ? ':443' : ''}${uri}`;
  if (settings.forceSslRedirect) {
    return redirected(hops, 308, location, 'force-ssl-redirect', annotation(source?.ingress, 'force-ssl-redirect'));
  }
  const certificate = settings.sslRedirect ? certificateOf(model, servers, request.host) : undefined;
  if (!certificate || certificate.kind === 'no') return undefined;
  if (certificate.kind === 'unknown') return end(hops, unknown([certificate.needs]));
  const { ingress } = certificate;
  const because = [evidence(`tls of Ingress ${keyOf(ingress)}`, ingress.object, ['spec', 'tls'], 'key')];
  return redirected(hops, 308, location, `${request.host} has a certificate`, because);
}
