import type { StringMap } from '../../../objects/kinds/meta.ts';

// Kong/kubernetes-ingress-controller internal/annotations/annotations.go, 3.5.

/** Prefix of the controller's own annotations. */
export const prefix = 'konghq.com/';

export const forceRedirectAnnotation = 'ingress.kubernetes.io/force-ssl-redirect';
export const serviceUpstreamAnnotation = 'ingress.kubernetes.io/service-upstream';

/** What the annotations of an Ingress ask of its routes. */
export interface RouteSettings {
  readonly hostAliases: readonly string[];
  /** Values by the name of a header. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** In capitals. */
  readonly methods: readonly string[];
  readonly snis: readonly string[];
  /** What a path begins with that is a regular expression. */
  readonly regexPrefix: string;
  /** Of the route; undefined for Kong's own default, http and https. */
  readonly protocols: readonly string[] | undefined;
  /** What a plain request is answered where only https is spoken; undefined for 426. */
  readonly redirectStatus: number | undefined;
  readonly stripPath: boolean;
  readonly preserveHost: boolean;
  /** The annotation is there: the feature is off by default, and the Kong service then left out. */
  readonly rewrites: boolean;
}

/** Reads the annotations that decide about routes (internal/dataplane/kongstate/route.go overrideByAnnotation). */
export function settingsOf(annotations: StringMap): RouteSettings {
  const own = (key: string): string => annotations[prefix + key] ?? '';
  const forced = annotations[forceRedirectAnnotation] === 'true';
  return {
    hostAliases: listOf(own('host-aliases')),
    headers: headersOf(annotations),
    methods: listOf(own('methods')).map((method) => method.toUpperCase()),
    snis: listOf(own('snis')),
    regexPrefix: own('regex-prefix') || '/~',
    protocols: protocolsOf(listOf(own('protocols')).sort(), listOf(own('protocols')), forced),
    redirectStatus: statusOf(own('https-redirect-status-code')) ?? (forced ? 302 : undefined),
    stripPath: truth(own('strip-path')) ?? false,
    preserveHost: truth(own('preserve-host')) ?? true,
    rewrites: `${prefix}rewrite` in annotations,
  };
}

/** Names between commas. */
export function listOf(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Protocols that Kong knows (internal/util/protocol.go). */
export function isProtocol(name: string): boolean {
  return /^(?:https?|grpcs?|wss?|tls|tcp|tls_passthrough)$/.test(name);
}

/** A redirect by force makes them the secure ones; a list of valid names then replaces that. */
function protocolsOf(sorted: string[], written: string[], forced: boolean): string[] | undefined {
  if (written.length > 0 && written.every(isProtocol)) return written;
  const initial = sorted.length > 0 ? sorted : undefined;
  if (!forced) return initial;
  const grpc = sorted.some((name) => name.includes('grpc'));
  const http = sorted.some((name) => name.includes('http'));
  return [...(grpc ? ['grpcs'] : []), ...(http || !grpc ? ['https'] : [])];
}

function headersOf(annotations: StringMap): Map<string, string[]> {
  const separator = annotations[`${prefix}headers-separator`] ?? ',';
  const start = `${prefix}headers.`;
  const headers = new Map<string, string[]>();
  for (const [key, value] of Object.entries(annotations)) {
    const name = key.startsWith(start) ? key.slice(start.length) : '';
    if (name === '' || value === '') continue;
    headers.set(
      name,
      value.split(separator).map((item) => item.trim()),
    );
  }
  return headers;
}

function statusOf(value: string): number | undefined {
  return /^(?:301|302|307|308|426)$/.test(value) ? Number(value) : undefined;
}

function truth(value: string): boolean | undefined {
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
