import type { Model } from '../../../model/model.ts';
import { knowsServices } from '../../completeness.ts';
import { goRegex } from '../../ingress/traefik/go-regex.ts';
import type { Chain, Handled, Middleware } from '../../ingress/traefik/middleware.ts';
import type { EntryPoint, ProxyRequest } from '../../ingress/traefik/proxy-request.ts';
import { redirectByRegex, redirectToScheme } from '../../ingress/traefik/redirect.ts';
import { isPreflight } from '../../ingress/traefik/resource-middlewares.ts';
import { allowOnly, sourceRanges } from '../../ingress/traefik/source-range.ts';
import { isUnresolvable } from '../../ingress/traefik/upstream.ts';
import { annotationOf, type Entry } from './config.ts';
import type { LocationFacts } from './location-facts.ts';
import { rewriteTarget } from './rewrite-target.ts';
import { fillVariables } from './variables.ts';

/** The middlewares of a location in their order (traefik pkg/provider/kubernetes/ingress-nginx/translator.go applyMiddlewares, v3.7). */
export function locationMiddlewares(model: Model, entry: Entry, facts: LocationFacts, entryPoint: EntryPoint): Chain {
  const { config, ingress } = entry;
  const middlewares: Middleware[] = [];
  let refused: string | undefined;
  const add = (name: string, handle: Middleware['handle'] | { readonly refused: string }): void => {
    if (typeof handle === 'function') middlewares.push({ name, because: annotationOf(ingress, name), handle });
    else refused ??= `${name}: ${handle.refused}`;
  };
  const toHttps = config.flag('force-ssl-redirect') || (facts.hasTls && (config.flag('ssl-redirect') ?? true));
  if (toHttps && entryPoint === 'web') {
    const name = config.flag('force-ssl-redirect') ? 'force-ssl-redirect' : 'ssl-redirect';
    add(name, (request) => redirectToScheme({ scheme: 'https', port: '', status: { get: 308, other: 308 } }, request));
  }
  const pages = errorPages(entry);
  if (pages) middlewares.push(pages);
  const root = config.text('app-root');
  if (root?.startsWith('/')) add('app-root', (request) => appRoot(request, root));
  const redirect = redirectOf(entry, facts);
  if (redirect) add(redirect.name, redirect.handle);
  const authType = config.text('auth-type');
  if (authType !== undefined) add('auth-type', (request) => password(request, config.text('auth-secret') ?? ''));
  const allowed = config.text('allowlist-source-range') ?? config.text('whitelist-source-range') ?? '';
  if (allowed !== '') {
    const name =
      config.text('allowlist-source-range') === undefined ? 'whitelist-source-range' : 'allowlist-source-range';
    const ranges = sourceRanges(allowed.split(',').map((text) => text.trim()));
    add(name, ranges ? (request) => allowOnly(ranges, request, 403) : { refused: `'${allowed}' is not valid` });
  }
  if (config.flag('enable-cors')) add('enable-cors', preflight);
  const target = config.text('rewrite-target') ?? '';
  if (target !== '' && target !== facts.path) add('rewrite-target', rewriteTarget(facts.path, target));
  const vhost = config.text('upstream-vhost');
  if (vhost !== undefined) {
    add(
      'upstream-vhost',
      vhost === ''
        ? { refused: 'it is empty' }
        : (request) => ({ kind: 'next', request: { ...request, host: fillVariables(vhost, request, entry, facts) } }),
    );
  }
  const authUrl = config.text('auth-url') ?? '';
  if (authUrl !== '') add('auth-url', () => externalAuth(model, authUrl));
  return refused === undefined ? { kind: 'chain', middlewares } : { kind: 'refused', reason: refused };
}

/** Only with a Service of its own for the pages (middleware.go buildCustomHTTPErrors). */
function errorPages({ config, ingress }: Entry): Middleware | undefined {
  const statuses = config.list('custom-http-errors') ?? [];
  if (statuses.length === 0 || !config.text('default-backend')) return undefined;
  const ranges = statuses.map((text) => text.split('-').map(Number));
  return {
    name: 'custom-http-errors',
    because: annotationOf(ingress, 'custom-http-errors'),
    handle: (request) => ({ kind: 'next', request }),
    replaces: (status) => ranges.some(([low = 0, high = low]) => status >= low && status <= high),
  };
}

function appRoot(request: ProxyRequest, root: string): Handled {
  if (request.url.path !== '/') return { kind: 'next', request };
  return { kind: 'redirected', status: 302, location: `${request.scheme}://${request.host}${root}` };
}

/** temporal-redirect comes before permanent-redirect (middleware.go buildRedirect). */
function redirectOf(
  { config }: Entry,
  { path, useRegex }: LocationFacts,
): { name: string; handle: Middleware['handle'] | { refused: string } } | undefined {
  const temporal = config.text('temporal-redirect');
  const name = temporal === undefined ? 'permanent-redirect' : 'temporal-redirect';
  const url = config.text(name);
  if (url === undefined) return undefined;
  const usual = temporal === undefined ? 301 : 302;
  const asked = config.number(`${name}-code`) ?? usual;
  const status = asked < 300 || asked > 308 ? usual : asked;
  const regex = goRegex(useRegex ? `^https?://[^/]+${path}` : '.*');
  if (regex.kind === 'invalid') return { name, handle: { refused: regex.message } };
  const handle = (request: ProxyRequest): Handled =>
    regex.kind === 'regex'
      ? redirectByRegex(regex, url, { get: status, other: status }, request)
      : { kind: 'undecided', needs: `what the expression ${path} takes` };
  return { name, handle };
}

function password(request: ProxyRequest, secret: string): Handled {
  if (request.headers.has('authorization')) return { kind: 'undecided', needs: `the passwords in Secret ${secret}` };
  return { kind: 'answered', status: 401, reason: 'a name and a password are asked for' };
}

function preflight(request: ProxyRequest): Handled {
  if (!isPreflight(request)) return { kind: 'next', request };
  return { kind: 'answered', status: 200, reason: 'preflight requests are answered by Traefik itself' };
}

/** Who cannot be asked lets nobody pass. */
function externalAuth(model: Model, url: string): Handled {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const [, name = '', namespace = ''] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local\.?)?$/.exec(host) ?? [];
  const isMissing = name !== '' && knowsServices(model, namespace, name) && !model.services.get(namespace, name);
  if (!isMissing && !isUnresolvable(host)) return { kind: 'undecided', needs: `what ${url} answers (auth-url)` };
  return { kind: 'answered', status: 500, reason: `auth-url ${url} cannot be reached` };
}
