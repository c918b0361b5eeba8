/** An HTTP request as a client sends it (contract.md, `Request`). */
export type Request = (
  | { readonly url: string }
  | {
      readonly scheme: 'http' | 'https';
      /** The Host header as sent; null: none is sent. */
      readonly host: string | null;
      /** The raw request target, byte for byte. */
      readonly path: string;
    }
) & {
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  /** The TLS server name, when it differs from the host; '' for none. */
  readonly sni?: string;
  readonly clientIp?: string;
  /** Who asks: `ns`, `ns/pod`, `ns/deploy/name`, `node/name` or `outside` (default). */
  readonly from?: string;
};

/** The same with every choice made: what a proxy receives. */
export interface HttpRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string | null;
  /** Path and query, byte for byte; not normalised: every proxy does that in its own way. */
  readonly target: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The TLS server name of an https request; '' for none. */
  readonly sni: string;
  readonly clientIp: string | undefined;
}

/** Reads a request; undefined when its URL is none. */
export function httpRequest(request: Request): HttpRequest | undefined {
  const parts = 'url' in request ? partsOf(request.url) : request;
  if (!parts) return undefined;
  const { scheme, host, path } = parts;
  return {
    scheme,
    host,
    target: path,
    method: request.method ?? 'GET',
    headers: new Map(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    sni: request.sni ?? hostWithoutPort(host ?? ''),
    clientIp: request.clientIp,
  };
}

/** A Host header without its port; an IPv6 address keeps its brackets. */
export function hostWithoutPort(host: string): string {
  const end = host.lastIndexOf(':');
  return end > host.lastIndexOf(']') ? host.slice(0, end) : host;
}

/** The path of a request target, without query and fragment. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
}

/** Cuts a URL without changing a byte of it: the URL class would normalise dots, case and escapes away. */
function partsOf(url: string): { scheme: 'http' | 'https'; host: string; path: string } | undefined {
  const match = /^(https?):\/\/([^/?#\s]*)(\/[^\s#]*|\?[^\s#]*)?(?:#\S*)?$/i.exec(url);
  if (!match) return undefined;
  const [, scheme = '', host = '', rest = ''] = match;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return { scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http', host, path };
}
