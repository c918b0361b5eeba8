import type { Probe } from './boundary.ts';
import type { Witness } from './difference.ts';

/** A probe as people read it, and as `trace` takes it. */
export function witnessOf({ request, boundary }: Probe): Witness {
  const { scheme, host, target, method, headers, sni, clientIp } = request;
  const details = [
    ...[...headers].map(([name, value]) => `${name}: ${value}`),
    ...(clientIp === undefined ? [] : [`from ${clientIp}`]),
    ...(boundary === 'sni' ? [`server name '${sni}'`] : []),
    ...(host === null ? ['without a Host header'] : []),
  ];
  // A target that is no path stands as it is sent.
  const isPath = target.startsWith('/');
  if (!isPath) details.push(...(scheme === 'https' ? ['in TLS'] : []), `Host: ${host ?? ''}`);
  const url = isPath ? `${scheme}://${host ?? ''}${target}` : target;
  return {
    boundary,
    text: `${method === 'GET' ? '' : `${method} `}${url}${details.length > 0 ? ` (${details.join(', ')})` : ''}`,
    request: {
      scheme,
      host,
      path: target,
      method,
      ...(headers.size > 0 && { headers: Object.fromEntries(headers) }),
      ...(boundary === 'sni' && { sni }),
      ...(clientIp !== undefined && { clientIp }),
    },
  };
}
