// What a user may ask `trace` about: URLs, Services, Ingresses and addresses (contract.md, `trace` targets).

/** A port as a user names it. */
export type PortRef =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'name'; readonly name: string };

/** What a target is, as far as its text alone can tell. */
export type Target =
  /** An HTTP request; without `://` the scheme is a guess. */
  | { readonly kind: 'http'; readonly scheme: 'http' | 'https'; readonly host: string; readonly path: string }
  /** A bare word: a Service, or a host if it has a dot and an Ingress rule covers it. */
  | { readonly kind: 'name'; readonly name: string; readonly port: PortRef | undefined }
  | { readonly kind: 'service'; readonly name: string; readonly port: PortRef | undefined }
  | { readonly kind: 'ingress'; readonly name: string }
  | { readonly kind: 'address'; readonly ip: string; readonly port: number }
  /** A port of any node, or of the named one. */
  | { readonly kind: 'node-port'; readonly port: number; readonly node: string | undefined };

/** Why a text is no target. */
export interface TargetProblem {
  readonly kind: 'problem';
  readonly message: string;
}

/** Reads a target. */
export function parseTarget(text: string): Target | TargetProblem {
  const url = httpUrl.exec(text);
  if (url) return httpTarget(url[1]?.toLowerCase() === 'https' ? 'https' : 'http', url[2] ?? '', url[3] ?? '', text);
  if (text === '') return problem('the target is empty');
  if (webUrl.test(text)) return problem(`'${text}' is no URL: a space in one is written %20`);
  if (text.includes('://')) return problem(`'${text}': only http:// and https:// can be traced`);
  const workload = workloadAndName.exec(text);
  if (workload) return problem(`'${text}': pods are reached through a Service; write svc/ and the name of one`);
  const kind = kindAndName.exec(text);
  if (kind) return objectTarget(kind[1] ?? '', kind[2] ?? '', text);
  const slash = text.search(/[/?#]/);
  if (slash >= 0) return httpTarget('http', text.slice(0, slash), text.slice(slash), text);
  if (text.startsWith('[')) {
    const match = bracketed.exec(text);
    if (!match) return problem(`'${text}': an IPv6 address with a port is written [fd00::1]:80`);
    return addressTarget(match[1] ?? '', match[2] ?? '', text);
  }
  if (ipv4.test(text) || text.split(':').length > 2) {
    return problem(`'${text}': an address needs a port, as in ${text.includes(':') ? `[${text}]` : text}:80`);
  }
  const [name = '', port] = text.split(':');
  if (ipv4.test(name)) return addressTarget(name, port ?? '', text);
  if (name === '') return nodePortTarget(port ?? '', undefined, text);
  return namedTarget('name', name, port, text);
}

/** `http`, `8080`: a port as people write it; undefined when it is neither a number nor a name. */
export function parsePort(text: string): PortRef | undefined {
  if (digits.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= 65535 ? { kind: 'number', number } : undefined;
  }
  return portName.test(text) ? { kind: 'name', name: text } : undefined;
}

const httpUrl = /^(https?):\/\/([^/?#\s]*)((?:[/?#]\S*)?)$/i;
const webUrl = /^https?:\/\//i;
const kindAndName = /^(svc|service|services|ing|ingress|ingresses|no|node|nodes)\/([^/]*)$/i;
/** No host is called like these, but people write pods and workloads so. */
const workloadAndName =
  /^(?:po|pods?|deploy|deployments?|sts|statefulsets?|ds|daemonsets?|rs|replicasets?|jobs?|cj|cronjobs?)\/[^/]+$/i;
const bracketed = /^\[([0-9a-f:.]+)\](?::(.*))?$/i;
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const digits = /^\d+$/;
const portName = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const dnsName = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?\.?$/i;

function httpTarget(scheme: 'http' | 'https', host: string, rest: string, text: string): Target | TargetProblem {
  if (host === '') return problem(`'${text}': there is no host before the path`);
  const end = rest.indexOf('#');
  const target = end < 0 ? rest : rest.slice(0, end);
  if (/\s/.test(target)) return problem(`'${text}': a space in a path is written %20`);
  return { kind: 'http', scheme, host, path: target.startsWith('/') ? target : `/${target}` };
}

function objectTarget(kind: string, rest: string, text: string): Target | TargetProblem {
  const [name = '', port, ...more] = rest.split(':');
  if (name === '' || more.length > 0) return problem(`'${text}': write ${kind}/name`);
  if (kind.toLowerCase().startsWith('no')) return nodePortTarget(port ?? '', name, text);
  if (kind.toLowerCase().startsWith('svc') || kind.toLowerCase().startsWith('service')) {
    return namedTarget('service', name, port, text);
  }
  if (port !== undefined) return problem(`'${text}': an Ingress has no port of its own; write ${kind}/${name}`);
  return { kind: 'ingress', name };
}

function namedTarget(
  kind: 'name' | 'service',
  name: string,
  port: string | undefined,
  text: string,
): Target | TargetProblem {
  if (!dnsName.test(name)) return problem(`'${text}': '${name}' is no name of a Service or host`);
  if (port === undefined) return { kind, name, port: undefined };
  const read = parsePort(port);
  return read ? { kind, name, port: read } : problem(`'${text}': '${port}' is neither a port number nor a port name`);
}

function addressTarget(ip: string, port: string, text: string): Target | TargetProblem {
  const read = parsePort(port);
  if (read?.kind !== 'number') return problem(`'${text}': an address needs a port number, as in ${ip}:80`);
  return { kind: 'address', ip, port: read.number };
}

function nodePortTarget(port: string, node: string | undefined, text: string): Target | TargetProblem {
  const read = parsePort(port);
  if (read?.kind !== 'number')
    return problem(`'${text}': a node port is a number, as in ${node ? `node/${node}` : ''}:31000`);
  return { kind: 'node-port', port: read.number, node };
}

function problem(message: string): TargetProblem {
  return { kind: 'problem', message };
}
