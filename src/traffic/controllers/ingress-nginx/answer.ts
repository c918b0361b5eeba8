import type { Hop } from '../../hop.ts';
import { backendText } from '../../ingress/answer-text.ts';
import { backendName } from '../../ingress/backend.ts';
import { afterHandshake, handshakeOf, serverName } from '../../ingress/certificate/presented.ts';
import type { HttpRequest } from '../../request.ts';
import type { ControllerAnswer } from '../define-controller.ts';
import { accessPhase } from './access.ts';
import { chooseBackend } from './canary.ts';
import { wwwRedirect } from './certificates.ts';
import type { NginxLocation, NginxServer } from './configuration.ts';
import { answersPreflight } from './cors.ts';
import { annotation, backendHop, evidenceOf, hostHop, missesOf, pathHop, slashHop } from './hops.ts';
import { httpsRedirect } from './https-redirect.ts';
import { answered, type Ended, end, redirected, unknown } from './outcomes.ts';
import { presentedCertificate } from './presented-certificate.ts';
import { type NginxRequest, readRequest } from './request-line.ts';
import { rewrittenPath } from './rewrite.ts';
import { selectLocation, selectServer } from './select.ts';
import { serverIndex } from './server-index.ts';
import type { Backend } from './servers.ts';
import type { Table } from './table.ts';
import { escapeUri } from './uri.ts';

/** Takes a request through the phases of nginx: server, location, rewrite, access, proxy. */
export function answerRequest(table: Table, given: HttpRequest): ControllerAnswer {
  const hops: Hop[] = [];
  const { refusal } = table;
  if (refusal) {
    const because = refusal.locations.flatMap((location) => evidenceOf(location));
    hops.push({
      kind: 'controller',
      status: 'fail',
      text: `nginx does not load the configuration: ${refusal.reason}`,
      because,
    });
    return end(hops, {
      kind: 'not-serving',
      reason: `${refusal.reason}; the controller keeps its last good configuration`,
    });
  }
  const answer = answerInside(table, given);
  if (given.scheme === 'http') return answer;
  const name = serverName(given.sni);
  return afterHandshake(handshakeOf(presentedCertificate(table, name), name), answer);
}

function answerInside(table: Table, given: HttpRequest): ControllerAnswer {
  const hops: Hop[] = [];
  const { servers } = table;
  const request = readRequest(given);
  if (request.kind === 'refused') return end(hops, answered(request.status, request.reason));
  const index = serverIndex(servers);
  const www = index.byHost.has(request.host) ? undefined : wwwRedirect(servers, request);
  if (www) {
    return redirected(hops, 308, www.location, 'from-to-www-redirect', annotation(www.ingress, 'from-to-www-redirect'));
  }
  const server = selectServer(servers, request.host);
  const aliases = server?.host === '' ? index.unusualAliases : [];
  if (!server || aliases.length > 0) {
    return end(hops, unknown([`whether the server-alias ${aliases.join(', ')} takes ${request.host}`]));
  }
  hops.push(hostHop(table, server, request));
  if (server.clientCertificates) return end(hops, unknown(['the client certificate that auth-tls-secret asks for']));
  const root = server.locations.find(({ settings }) => settings?.appRoot);
  if (root?.settings && request.uri === '/') {
    const location = `${request.scheme}://${request.httpHost}${root.settings.appRoot}`;
    return redirected(hops, 302, location, 'app-root', annotation(root.source?.ingress, 'app-root'));
  }
  const selected = selectLocation(server, request.uri);
  if (server.host === '' && !server.regexMode) {
    const own = ownLocation(request.uri, selected?.location);
    if (own) return end(hops, own);
  }
  if (!selected) return end(hops, answered(404, 'no path takes the request'), () => missesOf(table, server, request));
  const { location } = selected;
  if (selected.kind === 'unknown') {
    hops.push({
      kind: 'path',
      status: 'unknown',
      text: `${location.path}: ${selected.reason}`,
      because: evidenceOf(location),
    });
    return end(hops, unknown([`whether the regular expression ${location.path} takes ${request.uri}`]));
  }
  if (selected.kind === 'add-slash') {
    hops.push(slashHop(location, request));
    const query = request.args === '' ? '' : `?${request.args}`;
    const target = absolute(location, request, `${escapeUri(location.name)}${query}`);
    return redirected(hops, 301, target, `${location.path} ends in a slash`, evidenceOf(location));
  }
  hops.push(pathHop(server, location, request));
  return withCustomErrors(location, rewritePhase(table, server, location, request, hops));
}

/** Directives in the order in which the template writes them, then the controller's own Lua. */
function rewritePhase(
  table: Table,
  server: NginxServer,
  location: NginxLocation,
  request: NginxRequest,
  hops: Hop[],
): ControllerAnswer {
  const { settings, source } = location;
  if (settings?.denied !== undefined) return end(hops, answered(503, settings.denied));
  if (settings?.corsOrigins && answersPreflight(settings.corsOrigins, request)) {
    return end(hops, answered(204, 'the controller answers preflight requests itself (enable-cors)'));
  }
  if (settings?.redirect) {
    const { url, code } = settings.redirect;
    const by = annotation(source?.ingress, 'permanent-redirect', 'temporal-redirect');
    return redirected(hops, code, absolute(location, request, url), 'a redirect annotation', by);
  }
  const rewritten = rewrittenPath(location, request);
  const byTarget = annotation(source?.ingress, 'rewrite-target');
  if (rewritten.kind === 'unknown') {
    return end(hops, unknown([`what rewrite-target makes of the path: ${rewritten.reason}`]));
  }
  if (rewritten.kind === 'redirect') return redirected(hops, 302, rewritten.location, 'rewrite-target', byTarget);
  const toHttps = httpsRedirect(table, location, request, hops);
  if (toHttps) return toHttps;
  if (location.rewrite) {
    hops.push({ kind: 'rewrite', status: 'ok', text: `rewrite-target makes it ${rewritten.path}`, because: byTarget });
  }
  return proxyPhase(table, server, location, request, hops, rewritten.path);
}

/** Endpoints are asked for before access is, so 503 comes before 403. */
function proxyPhase(
  table: Table,
  server: NginxServer,
  location: NginxLocation,
  request: NginxRequest,
  hops: Hop[],
  path: string,
): ControllerAnswer {
  const { settings, backend: main } = location;
  const found = main?.upstream();
  if (main && found?.kind === 'empty') {
    return end([...hops, backendHop(main, 'fail', found.reason)], answered(503, found.reason));
  }
  const refused = accessPhase(table, location, request);
  if (refused) return end(hops, refused);
  if (!main) {
    const reason = server.host === '' ? 'no rule takes the host' : 'no path of the host takes the request';
    return end(hops, answered(404, reason), () => missesOf(table, server, request));
  }
  const choice = chooseBackend(main, request);
  if (choice.kind !== 'chosen') {
    const candidates = [main, choice.canary].map((each) => textOf(each));
    const needs =
      choice.kind === 'chance'
        ? `the controller's dice: canary-weight ${choice.weight} of ${choice.total}`
        : choice.reason;
    hops.push(backendHop(choice.canary, 'unknown', needs));
    return end(hops, unknown([needs], candidates));
  }
  const { backend, because } = choice;
  const upstream = backend.upstream();
  hops.push(
    backendHop(
      backend,
      'ok',
      because === undefined ? backendName(backend.target) : `canary ${textOf(backend)}: ${because}`,
    ),
  );
  return {
    kind: 'forward',
    hops,
    target: backend.target,
    upstream: { path, host: settings?.upstreamVhost ?? request.httpHost },
    ...(upstream.kind === 'reached' && { reach: upstream.reach }),
  };
}

/** Statuses of nginx itself go to another Service when custom-http-errors names them. */
function withCustomErrors({ settings }: NginxLocation, answer: ControllerAnswer): ControllerAnswer {
  if (answer.kind !== 'end' || answer.outcome.kind !== 'answered') return answer;
  const { status } = answer.outcome;
  if (!settings?.customErrors.includes(status)) return answer;
  return end(answer.hops, unknown([`what the Service of custom-http-errors answers instead of ${status}`]));
}

/** The server of last resort has two locations of its own (nginx.tmpl). */
function ownLocation(uri: string, selected: NginxLocation | undefined): Ended | undefined {
  const wins = (name: string): boolean =>
    uri.startsWith(name) && selected?.modifier !== 'exact' && (selected?.name.length ?? 0) < name.length;
  if (wins('/healthz')) return answered(200, 'the health check of the controller');
  return wins('/nginx_status') ? answered(403, 'the status page is for the controller itself') : undefined;
}

/** nginx puts scheme and host before a path that it sends a client to. */
function absolute({ settings }: NginxLocation, { scheme, host }: NginxRequest, target: string): string {
  return target.startsWith('/') && !settings?.relativeRedirects ? `${scheme}://${host}${target}` : target;
}

function textOf(backend: Backend): string {
  const upstream = backend.upstream();
  return backendText({
    target: backend.target,
    ...(upstream.kind === 'reached' && { reach: upstream.reach }),
  });
}
