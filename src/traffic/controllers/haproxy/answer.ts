import { evidence } from '../../evidence.ts';
import type { Hop } from '../../hop.ts';
import { backendText } from '../../ingress/answer-text.ts';
import { backendName } from '../../ingress/backend.ts';
import { afterHandshake, handshakeOf, serverName } from '../../ingress/certificate/presented.ts';
import { timesText } from '../../ingress/go-map.ts';
import { leftOutHops } from '../../ingress/haproxy/left-out.ts';
import { type Ended, end, redirected, unknown } from '../../ingress/haproxy/outcomes.ts';
import { replacePath, targetWith } from '../../ingress/haproxy/replace-path.ts';
import { type HaproxyRequest, lastValue, pathAndQuery, readRequest } from '../../ingress/haproxy/request.ts';
import { isInRanges } from '../../ingress/haproxy/source-ranges.ts';
import type { HttpRequest } from '../../request.ts';
import type { ControllerAnswer } from '../define-controller.ts';
import { readAnnotations } from './annotations.ts';
import { annotationEvidence, backendHop, hostHop, missesOf, pathEvidence, pathHop } from './hops.ts';
import { presentedCertificate } from './presented-certificate.ts';
import type { Backend, Row } from './routes.ts';
import { hostMatch, selectRow, takesCustom } from './select.ts';
import type { Settings } from './settings.ts';
import type { Table } from './table.ts';

/** Takes a request through the rules of a frontend: the maps, then the rules that the row is marked with. */
export function answerRequest(table: Table, given: HttpRequest): ControllerAnswer {
  const { badSecret } = table;
  if (badSecret) return withBadSecret(badSecret);
  const passthrough = given.scheme === 'https' ? passthroughRow(table, given.sni) : undefined;
  if (passthrough) {
    const text = `ssl-passthrough: TLS goes on to ${backendName(passthrough.backend.target)} as it comes`;
    const because = annotationEvidence(passthrough, 'ssl-passthrough');
    const hop: Hop = { kind: 'tls', status: 'ok', text, because };
    return forward([hop], passthrough.backend, given.target, given.host ?? '');
  }
  const answer = answerInside(table, given);
  if (given.scheme === 'http') return answer;
  const name = serverName(given.sni);
  return afterHandshake(handshakeOf(presentedCertificate(table, name), name), answer);
}

function answerInside(table: Table, given: HttpRequest): ControllerAnswer {
  const { routes } = table;
  const request = readRequest(given);
  if (request.kind === 'refused') return end([], answered(400, request.reason));
  const hops: Hop[] = [];
  const host = hostMatch(routes, request);
  hops.push(hostHop(table, host, request));
  const row = selectRow(routes, host, request.path ?? '');
  if (row?.rival) return undecidedRow(row, row.rival, hops);
  const ruled = row ? ruledBy(row, request, hops) : { request };
  if ('kind' in ruled) return ruled;
  const chosen = customRow(table, ruled.request);
  if (chosen.kind === 'undecided') {
    return end(hops, unknown(chosen.needs, [...chosen.candidates, ...(row ? [textOf(row.backend)] : [])]));
  }
  const final = chosen.row ?? row;
  if (!final) return toDefault(table, ruled.request, host, hops);
  const { host: ruleHost, path: rulePath } = final.path;
  hops.push(...leftOutHops(routes.leftOut, ruleHost, request.path, rulePath), pathHop(final, request.path));
  if (final.settings.sslPassthrough) {
    return end(hops, unknown(['what HAProxy answers plain HTTP for a Service with ssl-passthrough']));
  }
  // HAProxy takes the name up to the first dot, and the name of a standalone backend may have one.
  const misnamed = final.misread !== undefined || final.backend.name.includes('.');
  if (!chosen.row && misnamed) return toDefault(table, ruled.request, host, hops);
  return toBackend(final.backend, ruled, hops);
}

function withBadSecret({ kind, reason, because }: NonNullable<Table['badSecret']>): ControllerAnswer {
  if (kind === 'undecided') return end([], unknown([reason]));
  const text = `HAProxy does not start with a certificate: ${reason}`;
  const hop: Hop = { kind: 'controller', status: 'fail', text, because };
  return end([hop], { kind: 'not-serving', reason: `${reason}; no later change of any Ingress is applied` });
}

/** TLS that is passed through is told apart by its server name alone, as it was sent (handler/https.go). */
function passthroughRow({ routes }: Table, sni: string): Row | undefined {
  if (sni === '') return undefined;
  return routes.passthrough.get(sni) ?? routes.passthrough.get(sni.replace(/^[^.]*/, ''));
}

/** A request after the rules of its row. */
interface Ruled {
  readonly request: HaproxyRequest;
  /** The row whose rules changed the request. */
  readonly row?: Row;
  readonly path?: string;
}

/** The rules of an Ingress in the order of their types (pkg/haproxy/rules/types.go, v3.2.11). */
function ruledBy(row: Row, given: HaproxyRequest, hops: Hop[]): Ruled | ControllerAnswer {
  const { settings } = row;
  const undecided = settings.undecided.map((name) => `what the annotation ${settings.annotations.keyOf(name)} decides`);
  if (undecided.length > 0) return end(hops, unknown(undecided, [textOf(row.backend)]));
  const clientIp = sourceAddress(settings, given);
  const request: HaproxyRequest = { ...given, clientIp };
  const refused = refusal(settings, request);
  if (refused) return end(hops, refused);
  const redirect = redirectOf(row, request, hops);
  if (redirect) return redirect;
  let path = request.path;
  for (const { match, format } of path === undefined ? [] : settings.rewrites) {
    const replaced = replacePath(path ?? '', match, format);
    if (replaced.kind === 'problem') return end(hops, unknown([replaced.reason], [textOf(row.backend)]));
    path = replaced.path;
  }
  if (settings.answersOptions && request.method === 'OPTIONS') {
    return end(hops, answered(204, 'HAProxy itself answers OPTIONS (cors-respond-to-options)'));
  }
  return { request, row, ...(path !== undefined && { path }) };
}

/** `set-src`: a header that holds no address changes nothing. */
function sourceAddress({ sourceHeader }: Settings, { headers, clientIp }: HaproxyRequest): string | undefined {
  const header = sourceHeader === undefined ? undefined : headers.get(sourceHeader.toLowerCase());
  const written = header === undefined ? '' : lastValue(header);
  return /^(?:\d+\.){3}\d+$|:/.test(written) ? written : clientIp;
}

function refusal(settings: Settings, { clientIp, headers }: HaproxyRequest): Ended | undefined {
  const { deny, allow, passwords } = settings;
  if (deny.length > 0 || allow) {
    const denied = isInRanges(deny, clientIp);
    if (denied === undefined) return unknown(['the address of the client, which source ranges ask for']);
    if (denied) return answered(403, `${clientIp} is in deny-list`);
    if (allow && !isInRanges(allow, clientIp)) return answered(403, `${clientIp} is not in allow-list`);
  }
  if (!passwords) return undefined;
  if (headers.has('authorization')) return unknown(['the passwords in the Secret of auth-secret']);
  return answered(401, 'auth-type asks for a name and a password');
}

/** To https first, which only the plain frontend does, then to another host (rules/reqRequestRedirect.go). */
function redirectOf(row: Row, request: HaproxyRequest, hops: Hop[]): ControllerAnswer | undefined {
  const { sslRedirect, hostRedirect, annotations } = row.settings;
  const because = (name: string): Hop['because'] => annotationEvidence(row, name);
  if (sslRedirect && request.scheme === 'http') {
    const host = lastValue(request.host ?? '').split(':')[0] ?? '';
    const location = `https://${host}:${sslRedirect.port}${pathAndQuery(request)}`;
    const text = annotations.get('ssl-redirect') ? 'ssl-redirect' : 'the Ingress has tls';
    return redirected(hops, sslRedirect.status, location, text, because('ssl-redirect'));
  }
  if (!hostRedirect) return undefined;
  const location = hostRedirect.target + pathAndQuery(request);
  return redirected(hops, hostRedirect.status, location, 'request-redirect', because('request-redirect'));
}

type Chosen =
  | { readonly kind: 'chosen'; readonly row: Row | undefined }
  | { readonly kind: 'undecided'; readonly needs: readonly string[]; readonly candidates: readonly string[] };

/** Routes with a condition come before all others, in an order that a Go map decides. */
function customRow({ routes }: Table, request: HaproxyRequest): Chosen {
  const taking = routes.custom.filter((route) => takesCustom(route, request) === true);
  const unclear = routes.custom.filter((route) => takesCustom(route, request) === undefined);
  const [first] = taking;
  if (unclear.length === 0 && taking.every(({ backend }) => backend.name === first?.backend.name)) {
    return { kind: 'chosen', row: first };
  }
  const needs =
    unclear.length > 0
      ? unclear.map(({ condition }) => `whether route-acl '${condition}' takes the request`)
      : ['the order of two routes with route-acl, which the controller decides at random'];
  return { kind: 'undecided', needs, candidates: [...taking, ...unclear].map(({ backend }) => textOf(backend)) };
}

function undecidedRow(row: Row, rival: Row, hops: Hop[]): ControllerAnswer {
  const because = [row, rival].map(({ path }) => pathEvidence(path));
  const text = 'two Ingresses have the same path and Service with different annotations';
  const hop: Hop = { kind: 'path', status: 'unknown', text, because };
  return end([...hops, hop], unknown([`which annotations count: ${text}`], [textOf(row.backend)]));
}

/** What no row takes goes to the default backend that some Ingress has set for everybody. */
function toDefault(table: Table, request: HaproxyRequest, host: string | undefined, hops: Hop[]): ControllerAnswer {
  const { backends, usual } = table.routes.defaults;
  const [backend, ...others] = backends;
  if (!backend) {
    // The local backend is a Go server, which answers this itself.
    if (request.target === '*') return end(hops, answered(200, "the controller's own server answers OPTIONS *"));
    const reason =
      host === '' || host === undefined ? 'no rule takes the host' : 'no path of the host takes the request';
    return end(hops, answered(404, reason), () => missesOf(table, host, request));
  }
  const because = backends.map(({ target }) => evidence('defaultBackend', target.ingress, target.path));
  if (others.length > 0) {
    const text = 'several Ingresses set the default backend of all hosts, and the last one to be read counts';
    if (!usual) {
      hops.push({ kind: 'path', status: 'unknown', text, because });
      return end(hops, unknown([text], backends.map(textOf)));
    }
    const times = `${backendName(usual.backend.target)} ${timesText(usual.eighths)} if its Ingress was created last`;
    hops.push({ kind: 'path', status: 'warn', text: `${text}: ${times}`, because });
    return toBackend(usual.backend, { request }, hops);
  }
  const hostOfRule = host === undefined ? undefined : table.routes.hosts.get(host)?.host;
  hops.push(...leftOutHops(table.routes.leftOut, hostOfRule ?? request.hostKey ?? '', request.path, ''));
  const text = 'what no path takes goes to the default backend, which is one for all hosts';
  hops.push({ kind: 'path', status: 'ok', text, because });
  return toBackend(backend, { request }, hops);
}

function toBackend(backend: Backend, { request, row, path }: Ruled, hops: Hop[]): ControllerAnswer {
  const snippet = snippetOf(backend);
  if (snippet !== undefined) {
    return end(hops, unknown([`what the annotation ${snippet} of the Service decides`], [textOf(backend)]));
  }
  const upstream = backend.port.upstream();
  if (upstream.kind === 'empty') {
    return end([...hops, backendHop(backend, 'fail', upstream.reason)], answered(503, upstream.reason));
  }
  const target = path === undefined ? request.target : targetWith(request, path);
  if (row && target !== request.target) {
    const because = annotationEvidence(row, 'path-rewrite');
    hops.push({ kind: 'rewrite', status: 'ok', text: `path-rewrite makes it ${target}`, because });
  }
  return forward(hops, backend, target, row?.settings.setHost ?? request.host ?? '');
}

/** Configuration of HAProxy's own that a Service brings along. */
function snippetOf({ port }: Backend): string | undefined {
  const annotations = readAnnotations(port.annotations);
  const name = ['backend-config-snippet', 'cr-backend'].find((each) => annotations.get(each));
  return name === undefined ? undefined : annotations.keyOf(name);
}

function forward(hops: readonly Hop[], backend: Backend, path: string, host: string): ControllerAnswer {
  const upstream = backend.port.upstream();
  if (upstream.kind === 'empty') {
    return end([...hops, backendHop(backend, 'fail', upstream.reason)], answered(503, upstream.reason));
  }
  return {
    kind: 'forward',
    hops: [...hops, backendHop(backend, 'ok', backendName(backend.target))],
    target: backend.target,
    upstream: { path, host },
    ...(upstream.kind === 'reached' && { reach: upstream.reach }),
  };
}

function textOf({ target, port }: Backend): string {
  const upstream = port.upstream();
  return backendText({ target, ...(upstream.kind === 'reached' && { reach: upstream.reach }) });
}

function answered(status: number, reason: string): Ended {
  return { kind: 'answered', status, by: 'haproxy', reason };
}
