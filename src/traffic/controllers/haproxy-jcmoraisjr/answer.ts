import type { Hop } from '../../hop.ts';
import { backendText } from '../../ingress/answer-text.ts';
import { backendName } from '../../ingress/backend.ts';
import { afterHandshake, handshakeOf, serverName } from '../../ingress/certificate/presented.ts';
import { leftOutHops } from '../../ingress/haproxy/left-out.ts';
import { type Ended, end, redirected, unknown } from '../../ingress/haproxy/outcomes.ts';
import { replacePath, targetWith } from '../../ingress/haproxy/replace-path.ts';
import { type HaproxyRequest, lastValue, pathAndQuery, readRequest } from '../../ingress/haproxy/request.ts';
import { isInRanges } from '../../ingress/haproxy/source-ranges.ts';
import type { HttpRequest } from '../../request.ts';
import type { ControllerAnswer, ServiceTarget } from '../define-controller.ts';
import { isTrue } from './annotations.ts';
import { pathInBackend } from './backend-paths.ts';
import { backendHop, keyEvidence, missesOf, pathHops } from './hops.ts';
import { type Backend, defaultHost, type HostPath, type PathLink } from './hosts.ts';
import { lookUp } from './match-map.ts';
import { type Access, settingFor, settingsOf } from './path-settings.ts';
import { presentedCertificate } from './presented-certificate.ts';
import { isPassthrough, rootPaths, type Table } from './table.ts';

/** Takes a request through a frontend, its redirects and maps, and then through the backend (haproxy.tmpl, v0.16.1). */
export function answerRequest(table: Table, given: HttpRequest): ControllerAnswer {
  const [invalid] = table.invalid;
  if (invalid) {
    const { reason, because } = invalid;
    return end([{ kind: 'controller', status: 'fail', text: reason, because }], { kind: 'not-serving', reason });
  }
  const passed = given.scheme === 'https' ? passthrough(table, given) : undefined;
  if (passed) return passed;
  const answer = answerInside(table, given);
  if (given.scheme === 'http') return answer;
  const name = serverName(given.sni);
  return afterHandshake(handshakeOf(presentedCertificate(table, name), name), answer);
}

function answerInside(table: Table, given: HttpRequest): ControllerAnswer {
  const request = readRequest(given);
  if (request.kind === 'refused') return end([], answered(400, request.reason));
  const hops: Hop[] = [];
  if (request.scheme === 'http') {
    const root = rootRedirect(table, request, hops);
    if (root) return root;
  }
  const base = request.hostKey === undefined ? undefined : `${request.hostKey}#${request.path ?? ''}`;
  const away = redirectTo(table, base, request, hops);
  if (away) return away;
  const found = lookUp(request.scheme === 'http' ? table.http : table.https, base, request);
  if (found.kind === 'unknown') return end(hops, unknown([found.reason]));
  const other = found.kind === 'none' ? redirectFrom(table, request, hops) : undefined;
  if (other) return other;
  if (request.scheme === 'https') {
    const root = rootRedirect(table, request, hops);
    if (root) return root;
  }
  if (found.kind === 'found') return toPath(table, found.value, base, request, hops);
  if (found.kind === 'misread') return notFound(table, request, hops);
  const rest = lookUp(table.rest, `${defaultHost}#${request.path ?? ''}`, request);
  if (rest.kind === 'found' && rest.value.backend) return toPath(table, rest.value, base, request, hops);
  if (rest.kind === 'unknown') return end(hops, unknown([rest.reason]));
  return notFound(table, request, hops);
}

/** TLS whose server name has `ssl-passthrough` goes to a Service as it comes. */
function passthrough(table: Table, given: HttpRequest): ControllerAnswer | undefined {
  const rest = table.hosts.get(defaultHost);
  const named = table.passthrough.flatMap(({ match, rows }) =>
    rows.filter(({ key, regex }) =>
      match === 'regex'
        ? regex?.kind === 'regex' && regex.search(given.sni.toLowerCase())
        : key === given.sni.toLowerCase(),
    ),
  );
  const path = named[0]?.value ?? (rest && isPassthrough(rest) ? rootPaths(rest)[0] : undefined);
  if (!path?.backend || !path.target) return undefined;
  const text = `ssl-passthrough: TLS goes on to ${backendName(path.target)} as it comes`;
  const because = keyEvidence('ssl-passthrough', path.host.keys.get('ssl-passthrough'));
  return forward(
    [{ kind: 'tls', status: 'ok', text, because }],
    path.target,
    path.backend,
    given.target,
    given.host ?? '',
  );
}

/** `app-root` is for the path `/` alone; where that path has TLS, plain requests go to https first. */
function rootRedirect({ appRoot }: Table, request: HaproxyRequest, hops: Hop[]): ControllerAnswer | undefined {
  if (request.path !== '/') return undefined;
  const found = lookUp(appRoot, request.hostKey, request);
  if (found.kind !== 'found') return found.kind === 'unknown' ? end(hops, unknown([found.reason])) : undefined;
  const { host, value } = found.value;
  if (request.scheme === 'http') {
    const root = rootPaths(host).find(({ backend }) => backend);
    const redirects = root?.backend ? settingsOf(root.backend, root).sslRedirect : true;
    if (redirects) return toHttps(request, hops, 'the host has app-root, and its root path TLS or no Service', root);
  }
  return redirected(hops, 302, value.text, 'app-root', keyEvidence('app-root', value));
}

/** `redirect-to` comes before all Services of the host, those of longer paths too. */
function redirectTo(
  table: Table,
  base: string | undefined,
  request: HaproxyRequest,
  hops: Hop[],
): ControllerAnswer | undefined {
  if (isChallenge(request)) return undefined;
  const found = lookUp(table.redirectTo, base, request);
  if (found.kind === 'unknown') return end(hops, unknown([found.reason]));
  if (found.kind !== 'found' || !found.value.redirectTo) return undefined;
  const { redirectTo: value } = found.value;
  hops.push(...pathHops(found.value, request));
  return redirected(hops, 302, value.text, 'redirect-to', keyEvidence('redirect-to', value));
}

/** A host that nobody else has is sent to the one that names it in `redirect-from`. */
function redirectFrom(table: Table, request: HaproxyRequest, hops: Hop[]): ControllerAnswer | undefined {
  if (isChallenge(request)) return undefined;
  const found = lookUp(table.redirectFrom, request.hostKey, request);
  if (found.kind === 'unknown') return end(hops, unknown([found.reason]));
  if (found.kind !== 'found') return undefined;
  const { host, value } = found.value;
  const location = `//${host.name}${pathAndQuery(request) || '/'}`;
  return redirected(hops, 302, location, 'redirect-from', keyEvidence('redirect-from', value));
}

/** The default of no-redirect-locations. */
function isChallenge({ path }: HaproxyRequest): boolean {
  return path?.startsWith('/.well-known/acme-challenge') ?? false;
}

/** The rules of a backend, in the order in which haproxy.tmpl writes them. */
function toPath(
  table: Table,
  path: HostPath,
  base: string | undefined,
  request: HaproxyRequest,
  hops: Hop[],
): ControllerAnswer {
  const { backend, target, host } = path;
  if (!backend || !target) return notFound(table, request, hops);
  const taken = path.pathType === '' ? '' : path.path;
  const ruleHost = host.name === defaultHost ? '' : host.name;
  hops.push(...leftOutHops(table.leftOut, ruleHost, request.path, taken), ...pathHops(path, request));
  const candidates = [textOf(target, backend)];
  if (isPassthrough(host) && path.path === '/') {
    const port = host.keys.get('ssl-passthrough-http-port');
    if (port) return end(hops, unknown(['the port of ssl-passthrough-http-port'], candidates));
    return toHttps(request, hops, 'the host has ssl-passthrough', path);
  }
  const undecided = undecidedKeys(path, request);
  if (undecided.length > 0) return end(hops, unknown(undecided, candidates));
  const link = (): PathLink | undefined => pathInBackend(backend, base, request);
  if (request.scheme === 'http' && settingFor(backend, link, 'sslRedirect')) {
    return toHttps(request, hops, `${host.name} has TLS`, path);
  }
  const refused = refusal(table, backend, link, request);
  if (refused) return withOwnPage(backend, end(hops, refused));
  if (request.method === 'OPTIONS' && settingFor(backend, link, 'cors')) {
    return end(hops, answered(204, 'HAProxy itself answers preflight requests (cors-enable)'));
  }
  const external = settingFor(backend, link, 'external') ?? [];
  if (external.length > 0)
    return end(
      hops,
      unknown(
        external.map((key) => `what the service of ${key} answers`),
        candidates,
      ),
    );
  const rewrite = settingFor(backend, link, 'rewrite');
  const replaced =
    rewrite && request.path !== undefined ? replacePath(request.path, rewrite.match, rewrite.target) : undefined;
  if (replaced?.kind === 'problem') return end(hops, unknown([replaced.reason], candidates));
  const sent = replaced ? targetWith(request, replaced.path) : request.target;
  if (sent !== request.target) {
    const because = keyEvidence('rewrite-target', backend.keys.get(path.id)?.get('rewrite-target'));
    hops.push({ kind: 'rewrite', status: 'ok', text: `rewrite-target makes it ${sent}`, because });
  }
  return withOwnPage(backend, forward(hops, target, backend, sent, hostHeader(backend) ?? request.host ?? ''));
}

/** Keys that decide by what is not modelled, or not in the files. */
function undecidedKeys({ backend, host }: HostPath, request: HaproxyRequest): string[] {
  const keys = ['config-backend', 'config-backend-early', 'config-backend-late', ...blueGreen].filter(
    (key) => backend?.first.get(key)?.text,
  );
  const headers = hostHeader(backend)?.includes('%') ? ['headers'] : [];
  const verify = host.keys.get('auth-tls-verify-client')?.text;
  const certificates =
    request.scheme === 'https' && host.keys.get('auth-tls-secret')?.text && verify !== 'off' ? ['auth-tls-secret'] : [];
  return [...keys, ...headers, ...certificates].map((key) => `what the configuration key ${key} decides`);
}

const blueGreen = ['blue-green-balance', 'blue-green-deploy', 'blue-green-header', 'blue-green-cookie'];

function refusal(
  { model }: Table,
  backend: Backend,
  link: () => PathLink | undefined,
  request: HaproxyRequest,
): Ended | undefined {
  const access = settingFor(backend, link, 'access');
  const denied = access && deniedBy(access, request);
  if (denied) return denied;
  const secret = settingFor(backend, link, 'authSecret');
  if (!secret) return undefined;
  const hasCors = backend.paths.some((path) => settingsOf(backend, path).cors);
  if (hasCors && request.method === 'OPTIONS') return undefined;
  const value = backend.first.get('auth-secret');
  const [namespace = '', name = ''] = secret.includes('/') ? secret.split('/') : [namespaceOf(backend), secret];
  const found = model.secrets.get(namespace, name, value?.object)?.value;
  // A Secret that cannot be read asks for no password.
  if (!found && (model.cluster.complete || model.secrets.in(namespace).length > 0)) return undefined;
  if (found && found.data?.auth === undefined && found.stringData?.auth === undefined) return undefined;
  if (!found || request.headers.has('authorization')) return unknown([`the passwords in Secret ${namespace}/${name}`]);
  return answered(401, 'auth-secret asks for a name and a password');
}

function deniedBy(access: Access, { headers, ...request }: HaproxyRequest): Ended | undefined {
  const { allow, allowExcept, deny, denyExcept, sourceHeader } = access;
  if (allow.length + allowExcept.length + deny.length + denyExcept.length === 0) return undefined;
  const header = sourceHeader === '' ? undefined : headers.get(sourceHeader.toLowerCase());
  const clientIp = header === undefined ? request.clientIp : lastValue(header);
  const known = isInRanges(allowExcept, clientIp);
  if (known === undefined) return unknown(['the address of the client, which source ranges ask for']);
  if (known) return answered(403, `${clientIp} is an exception of allowlist-source-range`);
  if (allow.length > 0 && !isInRanges(allow, clientIp)) {
    return answered(403, `${clientIp} is not in allowlist-source-range`);
  }
  if (deny.length + denyExcept.length === 0) return undefined;
  const listed = deny.length === 0 || isInRanges(deny, clientIp);
  const excepted = denyExcept.length > 0 && isInRanges(denyExcept, clientIp);
  return listed && !excepted ? answered(403, `${clientIp} is in denylist-source-range`) : undefined;
}

/** The namespace of a backend's Service begins its name. */
function namespaceOf({ id }: Backend): string {
  return id.slice(0, id.indexOf('_'));
}

/** A Host header that the key `headers` sets. */
function hostHeader(backend: Backend | undefined): string | undefined {
  let host: string | undefined;
  for (const line of (backend?.first.get('headers')?.text ?? '').split('\n')) {
    const [, name = '', value = ''] = /^([^: ]+)[: ](.*)$/.exec(line.trim()) ?? [];
    if (name.toLowerCase() === 'host') host = value.trim();
  }
  return host;
}

/** A status of HAProxy that a backend answers with a page, and perhaps a status, of its own. */
function withOwnPage(backend: Backend, answer: ControllerAnswer): ControllerAnswer {
  if (answer.kind !== 'end' || answer.outcome.kind !== 'answered') return answer;
  const key = `http-response-${answer.outcome.status}`;
  return backend.first.has(key) ? end(answer.hops, unknown([`the status that ${key} answers with`])) : answer;
}

/** `redirect scheme https`: host and path as they were sent. */
function toHttps(
  request: HaproxyRequest,
  hops: readonly Hop[],
  text: string,
  path: HostPath | undefined,
): ControllerAnswer {
  const host = request.host?.split(',')[0]?.trim() ?? '';
  const location = `https://${host}${pathAndQuery(request) || '/'}`;
  const tls = path?.host.tls;
  const because = tls
    ? [{ text: `tls of ${path.host.name}`, object: tls.ingress.object, path: tls.at, part: 'value' as const }]
    : keyEvidence('ssl-always-add-https', path?.host.keys.get('ssl-always-add-https'));
  return redirected(hops, 302, location, text, because);
}

function notFound(table: Table, request: HaproxyRequest, hops: Hop[]): ControllerAnswer {
  const { hostKey, scheme } = request;
  const host = hostKey === undefined ? undefined : table.hosts.get(hostKey);
  const plainOnly =
    scheme === 'https' && host !== undefined && !host.tls && !isTrue(host.keys.get('ssl-always-add-https')?.text);
  const reason = plainOnly
    ? `no tls entry names ${host.name}: it is served on the plain port only`
    : host
      ? 'no path of the host takes the request'
      : 'no rule takes the host';
  const hop: Hop = { kind: host && !plainOnly ? 'path' : 'host', status: 'fail', text: reason, because: [] };
  return end([...hops, hop], answered(404, reason), () => missesOf(table, request));
}

function forward(
  hops: readonly Hop[],
  target: ServiceTarget,
  backend: Backend,
  path: string,
  host: string,
): ControllerAnswer {
  const upstream = backend.upstream();
  if (upstream.kind === 'empty') {
    return end([...hops, backendHop(target, 'fail', upstream.reason)], answered(503, upstream.reason));
  }
  return {
    kind: 'forward',
    hops: [...hops, backendHop(target, 'ok', backendName(target))],
    target,
    upstream: { path, host },
    ...(upstream.kind === 'reached' && { reach: upstream.reach }),
  };
}

function textOf(target: ServiceTarget, backend: Backend): string {
  const upstream = backend.upstream();
  return backendText({ target, ...(upstream.kind === 'reached' && { reach: upstream.reach }) });
}

function answered(status: number, reason: string): Ended {
  return { kind: 'answered', status, by: 'haproxy-jcmoraisjr', reason };
}
