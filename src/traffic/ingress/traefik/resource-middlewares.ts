import type { Model } from '../../../model/model.ts';
import type { Json } from '../../../objects/kube-object.ts';
import { evidence } from '../../evidence.ts';
import { type JsonObject, objectOf, type Resource, resourceOf, textOf, textsOf } from './custom-resource.ts';
import { goRegex, replaceAll } from './go-regex.ts';
import { escapedPath } from './go-url.ts';
import type { Chain, Handled, Middleware } from './middleware.ts';
import { addPrefix, replacePath, replacePathSafely, stripPrefix, withoutPrefix } from './path-change.ts';
import type { ProxyRequest } from './proxy-request.ts';
import { redirectByRegex, redirectStatus, redirectToScheme } from './redirect.ts';
import { allowOnly, sourceRanges } from './source-range.ts';

/** The Middleware objects that an annotation names; one that is missing, or cannot be built, costs the router. */
export function middlewaresOf(model: Model, references: readonly string[], within: readonly string[] = []): Chain {
  const middlewares: Middleware[] = [];
  for (const reference of references) {
    if (within.includes(reference)) return refused(`the Middleware ${reference} names itself`);
    const chain = middlewareOf(model, reference, [...within, reference]);
    if (chain.kind === 'refused') return chain;
    middlewares.push(...chain.middlewares);
  }
  return { kind: 'chain', middlewares };
}

type Found = Resource & { readonly kind: 'found' };

/** How a request is handled; or why the middleware cannot be built, or what decides instead. */
type Built = ((request: ProxyRequest) => Handled) | { readonly refused: string } | Chain;

/** A maker for each type of middleware (traefik pkg/server/middleware/middlewares.go, v3.7). */
type Maker = (
  options: JsonObject,
  context: { readonly model: Model; readonly resource: Found; within: readonly string[] },
) => Built;

function middlewareOf(model: Model, reference: string, within: readonly string[]): Chain {
  const resource = resourceOf(model, 'Middleware', reference);
  if (resource.kind === 'missing') return refused(`there is no Middleware ${reference}`);
  if (resource.kind === 'unknown') return undecided(reference, [], `what the middleware ${reference} does`);
  const { object, namespace, spec } = resource;
  const types = Object.keys(spec);
  const [type] = types;
  if (type === undefined || types.length > 1) return refused(`the Middleware ${reference} needs exactly one type`);
  const name = `${type} of Middleware ${namespace}/${object.name}`;
  const because = [evidence(name, object, ['spec', type], 'key')];
  if (transparent.has(type)) return { kind: 'chain', middlewares: [] };
  const options = objectOf(spec[type]);
  if (type === 'errors') return { kind: 'chain', middlewares: [errorPages(name, because, options)] };
  const make = Object.hasOwn(makers, type) ? makers[type] : undefined;
  if (!make) return undecided(name, because, `what ${name} decides`);
  const built = make(options, { model, resource, within });
  if (typeof built === 'function') return { kind: 'chain', middlewares: [{ name, because, handle: built }] };
  return 'refused' in built ? refused(`${name}: ${built.refused}`) : built;
}

function undecided(name: string, because: Middleware['because'], needs: string): Chain {
  return { kind: 'chain', middlewares: [{ name, because, handle: () => ({ kind: 'undecided', needs }) }] };
}

/** Types that do not decide where a single request goes. */
const transparent: ReadonlySet<string> = new Set([
  'buffering',
  'circuitBreaker',
  'compress',
  'contentType',
  'grpcWeb',
  'inFlightReq',
  'passTLSClientCert',
  'rateLimit',
  'retry',
]);

const makers: Readonly<Record<string, Maker>> = {
  stripPrefix: ({ prefixes, forceSlash }) => {
    const trimmed = textsOf(prefixes).map((prefix) => prefix.trim());
    return (request) => stripPrefix(request, trimmed, forceSlash === true);
  },
  stripPrefixRegex: ({ regex }) => {
    const expressions = textsOf(regex).map((text) => goRegex(text.trim()));
    const bad = expressions.find(({ kind }) => kind === 'invalid');
    if (bad?.kind === 'invalid') return { refused: bad.message };
    return (request) => {
      for (const expression of expressions) {
        if (expression.kind !== 'regex')
          return { kind: 'undecided', needs: 'what an expression of stripPrefixRegex takes' };
        const prefix = expression.search(request.url.path)?.groups[0];
        if (prefix && request.url.path.startsWith(prefix)) return withoutPrefix(request, prefix);
      }
      return { kind: 'next', request };
    };
  },
  addPrefix: ({ prefix }) => {
    const text = textOf(prefix);
    return text === '' ? { refused: 'the prefix is empty' } : (request) => addPrefix(request, text);
  },
  replacePath: ({ path }) => {
    const text = textOf(path);
    return (request) => replacePath(request, text);
  },
  replacePathRegex: ({ regex, replacement }) => {
    const expression = goRegex(textOf(regex).trim());
    if (expression.kind === 'invalid') return { refused: expression.message };
    return (request) => {
      if (expression.kind !== 'regex')
        return { kind: 'undecided', needs: `what the expression ${textOf(regex)} takes` };
      const written = request.url.rawPath || escapedPath(request.url);
      if (!expression.search(written)) return { kind: 'next', request };
      return replacePathSafely(request, replaceAll(expression, written, textOf(replacement).trim()));
    };
  },
  redirectScheme: ({ scheme, port, permanent, forcePermanentRedirect }) => {
    if (textOf(scheme) === '') return { refused: 'the scheme is missing' };
    const status = forcePermanentRedirect === true ? { get: 308, other: 308 } : redirectStatus(permanent === true);
    return (request) => redirectToScheme({ scheme: textOf(scheme), port: textOf(port), status }, request);
  },
  redirectRegex: ({ regex, replacement, permanent }) => {
    const expression = goRegex(textOf(regex));
    if (expression.kind === 'invalid') return { refused: expression.message };
    const status = redirectStatus(permanent === true);
    return (request) =>
      expression.kind === 'regex'
        ? redirectByRegex(expression, textOf(replacement), status, request)
        : { kind: 'undecided', needs: `what the expression ${textOf(regex)} takes` };
  },
  ipAllowList: allowList,
  ipWhiteList: allowList,
  headers,
  basicAuth: password,
  digestAuth: password,
  encodedCharacters: () => (request) =>
    escapedPath(request.url).includes('%')
      ? { kind: 'undecided', needs: 'whether encodedCharacters allows the escapes of the path' }
      : { kind: 'next', request },
  chain: ({ middlewares }, { model, resource, within }) => {
    const references: string[] = [];
    for (const item of Array.isArray(middlewares) ? middlewares : []) {
      const { name, namespace } = objectOf(item);
      const other = textOf(namespace);
      if (other !== '' && other !== resource.namespace) return { refused: 'another namespace is not allowed' };
      const written = textOf(name);
      if (written.endsWith('@kubernetescrd')) return { refused: `${written} is not allowed there` };
      references.push(written.includes('@') ? written : `${resource.namespace}-${written}@kubernetescrd`);
    }
    return middlewaresOf(model, references, within);
  },
};

function allowList({ sourceRange, rejectStatusCode, ipStrategy }: JsonObject): Built {
  const ranges = sourceRanges(textsOf(sourceRange));
  if (!ranges) return { refused: 'sourceRange is empty or not valid' };
  const status = typeof rejectStatusCode === 'number' && rejectStatusCode !== 0 ? rejectStatusCode : 403;
  const { depth, excludedIPs } = objectOf(ipStrategy);
  if (depth || textsOf(excludedIPs).length > 0) {
    return () => ({ kind: 'undecided', needs: 'the X-Forwarded-For header, which ipStrategy reads' });
  }
  return (request) => allowOnly(ranges, request, status);
}

/** Answers preflight requests of CORS and may change the Host header (traefik pkg/middlewares/headers, v3.7). */
function headers(options: JsonObject): Built {
  if (securityOptions.some((name) => isSet(options[name]))) {
    return () => ({ kind: 'undecided', needs: 'what the options for hosts and TLS of the headers middleware decide' });
  }
  const hasCors = corsOptions.some((name) => isSet(options[name]));
  const custom = objectOf(options.customRequestHeaders);
  const key = Object.keys(custom).find((name) => name.toLowerCase() === 'host');
  const host = key === undefined ? '' : textOf(custom[key]);
  return (request) => {
    if (hasCors && isPreflight(request)) {
      return { kind: 'answered', status: 200, reason: 'the headers middleware answers preflight requests itself' };
    }
    return { kind: 'next', request: host === '' ? request : { ...request, host } };
  };
}

/** Whether a browser asks if it may send a request to another site. */
export function isPreflight({ method, headers: sent }: ProxyRequest): boolean {
  return method === 'OPTIONS' && Boolean(sent.get('access-control-request-method')) && Boolean(sent.get('origin'));
}

/** Asks for a name and a password; the Secret holds one key, or is of the type for them (traefik crd provider, v3.7). */
function password({ secret }: JsonObject, { model, resource }: { model: Model; resource: Found }): Built {
  const name = textOf(secret);
  const found = model.secrets.get(resource.namespace, name, resource.object);
  const closed = model.cluster.complete || model.secrets.in(resource.namespace).length > 0;
  if (!found && (closed || name === '')) return { refused: `there is no Secret ${resource.namespace}/${name}` };
  const { type, data = {}, stringData = {} } = found?.value ?? {};
  const keys = new Set([...Object.keys(data), ...Object.keys(stringData)]);
  if (found && type !== 'kubernetes.io/basic-auth' && keys.size !== 1) {
    return { refused: `Secret ${resource.namespace}/${name} needs exactly one key` };
  }
  return (request) =>
    request.headers.has('authorization')
      ? { kind: 'undecided', needs: `the passwords in Secret ${resource.namespace}/${name}` }
      : { kind: 'answered', status: 401, reason: 'a name and a password are asked for' };
}

function errorPages(name: string, because: Middleware['because'], { status }: JsonObject): Middleware {
  const ranges = textsOf(status).map((text) => text.split('-').map(Number));
  return {
    name,
    because,
    handle: (request) => ({ kind: 'next', request }),
    replaces: (code) => ranges.some(([low = 0, high = low]) => code >= low && code <= high),
  };
}

const securityOptions = [
  'allowedHosts',
  'hostsProxyHeaders',
  'sslRedirect',
  'sslForceHost',
  'sslHost',
  'sslTemporaryRedirect',
];

const corsOptions = [
  'accessControlAllowCredentials',
  'accessControlAllowHeaders',
  'accessControlAllowMethods',
  'accessControlAllowOriginList',
  'accessControlAllowOriginListRegex',
  'accessControlExposeHeaders',
  'accessControlMaxAge',
  'addVaryHeader',
];

function isSet(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== '';
}

function refused(reason: string): Chain {
  return { kind: 'refused', reason };
}
