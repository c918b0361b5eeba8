import type { ProxyRequest } from '../../ingress/traefik/proxy-request.ts';
import { hostWithoutPort } from '../../request.ts';
import type { Entry } from './config.ts';
import type { LocationFacts } from './location-facts.ts';

/** Fills in the variables of nginx that Traefik knows; others stay as they are (traefik pkg/middlewares/ingressnginx, v3.7). */
export function fillVariables(text: string, request: ProxyRequest, { ingress }: Entry, facts: LocationFacts): string {
  const values: Readonly<Record<string, string>> = {
    namespace: ingress.namespace,
    ingress_name: ingress.name,
    location_path: facts.path,
    service_name: facts.serviceName,
    service_port: facts.servicePort,
    host: hostWithoutPort(request.host).toLowerCase(),
    best_http_host: request.host,
    server_name: hostWithoutPort(request.host),
    scheme: request.scheme,
    request_uri: request.requestUri,
    request_method: request.method,
    args: request.url.query.slice(1),
    query_string: request.url.query.slice(1),
    uri: request.url.path,
    document_uri: request.url.path,
    remote_addr: request.clientIp ?? '',
  };
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    if (name.startsWith('http_')) return request.headers.get(name.slice(5).replaceAll('_', '-').toLowerCase()) ?? '';
    return (Object.hasOwn(values, name) ? values[name] : undefined) ?? whole;
  });
}
