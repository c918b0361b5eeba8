import { isWildcard } from '../ingress/host-pattern.ts';
import type { HttpRequest } from '../request.ts';
import type { Boundary, Probe } from './boundary.ts';
import { factsFor, type HostFacts, type Landscape, outsider } from './landscape.ts';
import { anyName, type PathVariant, pathVariants } from './path-variants.ts';

/** Visits one request for each region of the space that the boundaries of a landscape cut, host by host. */
export function visitProbes(landscape: Landscape, visit: (probe: Probe) => void): void {
  const asked = new Set<string>();
  for (const { host, boundary } of hostsOf(landscape)) {
    if (asked.has(host)) continue;
    asked.add(host);
    const probe = proberOf(host, factsFor(landscape, host), visit);
    probe(boundary);
  }
}

interface AskedHost {
  readonly host: string;
  /** Undefined for a host that a file names. */
  readonly boundary: Boundary | undefined;
}

/** Each named host; of each wildcard a host below it, one further down and the domain itself; one that nobody names. */
function hostsOf(landscape: Landscape): AskedHost[] {
  const hosts: AskedHost[] = [];
  const named = [...landscape.keys()].filter((host) => host !== '');
  for (const host of named) if (!isWildcard(host)) hosts.push({ host, boundary: undefined });
  for (const pattern of named) {
    if (!isWildcard(pattern)) continue;
    const suffix = pattern.slice(1);
    hosts.push({ host: `${free(landscape, suffix)}${suffix}`, boundary: undefined });
    hosts.push({ host: `${anyName}.${free(landscape, suffix)}${suffix}`, boundary: 'two-labels' });
    hosts.push({ host: suffix.slice(1), boundary: 'bare-domain' });
    hosts.push({ host: `${anyName}_${anyName}${suffix}`, boundary: 'odd-label' });
    hosts.push({ host: suffix, boundary: 'odd-label' });
    hosts.push({ host: pattern, boundary: 'odd-label' });
  }
  // A domain that nobody has (RFC 6761).
  hosts.push({ host: `${anyName}.invalid`, boundary: 'unnamed-host' });
  return hosts;
}

/** A label that no file names below a domain. */
function free(landscape: Landscape, suffix: string): string {
  let label = anyName;
  for (let number = 1; landscape.has(`${label}${suffix}`); number++) label = `${anyName}-${number}`;
  return label;
}

function proberOf(
  host: string,
  facts: HostFacts,
  visit: (probe: Probe) => void,
): (about: Boundary | undefined) => void {
  const clientIp = facts.clients.size > 0 ? outsider : undefined;
  const schemes: readonly HttpRequest['scheme'][] = facts.tls ? ['http', 'https'] : ['http'];
  const ask = (boundary: Boundary, target: string, more: Partial<HttpRequest> = {}): void => {
    const plain = { scheme: 'http', host, target, method: 'GET', headers: noHeaders, sni: host, clientIp } as const;
    visit({ request: { ...plain, ...more }, boundary });
  };
  const everyScheme = (boundary: Boundary, target: string, more: Partial<HttpRequest> = {}): void => {
    for (const scheme of schemes) ask(boundary, target, { scheme, ...more });
  };
  return (about) => {
    const variants = unique([...facts.paths].flatMap(pathVariants));
    const asked = [...variants, ...unique(ofEveryHost, variants)];
    for (const { path, boundary } of about === 'odd-label' ? asked.filter((each) => each.boundary === 'path') : asked) {
      const isOwn = about === 'unnamed-host' ? boundary !== 'path' && boundary !== 'other-path' : isMalformed(boundary);
      const own = isOwn ? boundary : (about ?? boundary);
      everyScheme(own, path);
      // Whoever answers in TLS without being asked to does so for each path as it does for plain requests.
      if (!facts.tls && plainBoundaries.has(boundary)) ask(own, path, { scheme: 'https' });
    }
    const written = variants.filter(({ boundary }) => boundary === 'path').map(({ path }) => path);
    const plain = written.length > 0 ? written : ['/'];
    for (const path of plain) {
      everyScheme(about ?? 'query', `${path}?${anyName}=1`);
      for (const [name, value] of facts.headers.values()) {
        everyScheme('header', path, { headers: new Map([[name, value]]) });
      }
      for (const address of facts.clients) everyScheme('client', path, { clientIp: address });
      if (facts.preflight) everyScheme('method', path, { method: 'OPTIONS', headers: preflight });
    }
    if (about !== undefined && about !== 'unnamed-host') return;
    const [first = '/'] = plain;
    // How a host is written is the same question for every path.
    everyScheme('host-case', first, { host: host.toUpperCase() });
    everyScheme('host-dot', first, { host: `${host}.` });
    everyScheme('host-port', first, { host: `${host}:8080` });
    everyScheme('fragment', `${first}#${anyName}`);
    for (const method of ['TRACE', 'CONNECT']) everyScheme('method', first, { method });
    everyScheme('target-form', '*', { method: 'OPTIONS' });
    everyScheme('target-form', `http://${anyName}.invalid${first}`);
    if (facts.tls) ask('sni', first, { scheme: 'https', sni: '' });
    if (about === 'unnamed-host') {
      for (const none of [null, '']) everyScheme('no-host', first, { host: none, sni: '' });
    }
  };
}

/** Paths that are asked of every host, whatever the files say. */
const ofEveryHost: readonly PathVariant[] = [
  { path: '/', boundary: 'path' },
  { path: `/${anyName}-path`, boundary: 'other-path' },
  { path: '/..', boundary: 'above-root' },
  { path: '/../', boundary: 'above-root' },
  { path: `/../${anyName}-path`, boundary: 'above-root' },
  { path: `/${anyName}/../`, boundary: 'dot-dot' },
  { path: `/${anyName}%2f${anyName}`, boundary: 'encoded-slash' },
  { path: '/%zz', boundary: 'broken-escape' },
];

const plainBoundaries: ReadonlySet<Boundary> = new Set([
  'path',
  'slash',
  'below',
  'appended',
  'parent',
  'other-path',
  'above-root',
  'broken-escape',
]);

const noHeaders: HttpRequest['headers'] = new Map();
const preflight: HttpRequest['headers'] = new Map([
  ['origin', 'https://other.example'],
  ['access-control-request-method', 'GET'],
]);

/** Such paths are refused, or not, before any host counts. */
function isMalformed(boundary: Boundary): boolean {
  return boundary === 'above-root' || boundary === 'broken-escape';
}

/** The first of each path, without those that are asked already. */
function unique(variants: readonly PathVariant[], known: readonly PathVariant[] = []): PathVariant[] {
  const seen = new Set(known.map(({ path }) => path));
  return variants.filter(({ path }) => {
    if (seen.has(path)) return false;
    seen.add(path);
    return true;
  });
}
