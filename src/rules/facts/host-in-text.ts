/** A host that a text names, as `http://user@api.shop.svc:8080/path` or `db:5432` do. */
export interface HostInText {
  /** As it is written, without a final dot. */
  readonly host: string;
  /** '' for none. */
  readonly scheme: string;
  /** The port that is written. */
  readonly port: number | undefined;
}

/**
 * The hosts that a text names and that may be names of the cluster: those of URLs, those with a port, and those with
 * `.svc` in them. Whatever is still to be filled in is left out.
 */
export function hostsInText(text: string): HostInText[] {
  const found: HostInText[] = [];
  for (const token of text.split(separators)) {
    const [, scheme = '', host = '', digits] = reference.exec(token) ?? [];
    if (!name.test(host) || address.test(host)) continue;
    const bare = host.endsWith('.') ? host.slice(0, -1) : host;
    if (scheme === '' && digits === undefined && !inside.test(bare)) continue;
    const port = digits === undefined ? undefined : Number(digits);
    if (port !== undefined && (port === 0 || port > 65_535)) continue;
    found.push({ host: bare.toLowerCase(), scheme: scheme.toLowerCase(), port });
  }
  return found;
}

/** Whether a text may name such a host: a quick look that leaves out most texts. */
export function mayNameHost(text: string): boolean {
  return text.includes('.svc') || portOrScheme.test(text);
}

const portOrScheme = /:\d|:\/\//;
const separators = /[\s,;"'`()[\]|=&\\]+/;
const inside = /\.svc(?:\.|$)/i;
/** Scheme (of JDBC with its prefix), credentials, host, port and the rest. */
const reference = /^(?:(?:[a-z]+:)?([a-z][a-z0-9+.-]*):\/\/)?(?:[^/@]*@)?([^/:?#@]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i;
const name = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?\.?$/i;
const address = /^[\d.]+$/;
