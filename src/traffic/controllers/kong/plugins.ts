import type { LoadedObject } from '../../../model/cluster.ts';
import type { Model } from '../../../model/model.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import { customObject, knowsCustomObjects } from '../../ingress/custom-object.ts';
import { listOf, prefix } from './annotations.ts';
import type { KongRequest } from './request-line.ts';
import type { KongRoute } from './routes.ts';

const group = 'configuration.konghq.com';

/** A KongPlugin, as far as it decides whether a request passes. */
interface Plugin {
  readonly plugin?: string;
  readonly disabled?: boolean;
}

/**
 * The plugins of a route that may answer in place of its Service, or change the request: what they do is not modelled. A
 * plugin that does not exist is left out (internal/dataplane/kongstate/kongstate.go FillPlugins, 3.5).
 */
export function decidingPlugins(model: Model, { ingress, service }: KongRoute, { method }: KongRequest): string[] {
  const { target } = service;
  const backend = model.services.get(target.namespace, target.backend.name ?? '', target.ingress);
  const named = [
    ...namesIn(ingress.value.metadata?.annotations, ingress.namespace),
    ...namesIn(backend?.value.metadata?.annotations, target.namespace),
  ];
  const deciding = named.filter(({ namespace, name }) => {
    const object =
      customObject(model, group, 'KongPlugin', name, namespace) ??
      customObject(model, group, 'KongClusterPlugin', name);
    if (!object) return !(knowsCustomObjects(model, group, 'KongPlugin') && knowsClusterPlugins(model));
    return decides(object.decoded.value, method);
  });
  const everywhere = clusterPlugins(model).filter(
    ({ decoded }) => labelsOf(decoded.value).global === 'true' && decides(decoded.value, method),
  );
  return [...new Set([...deciding, ...everywhere].map(({ name }) => name))];
}

/** Looked for once: thousands of requests ask. */
function clusterPlugins(model: Model): readonly LoadedObject[] {
  let found = known.get(model);
  if (!found) {
    found = model.cluster.objects.filter(
      ({ kind, apiVersion }) => kind === 'KongClusterPlugin' && apiVersion.startsWith(`${group}/`),
    );
    known.set(model, found);
  }
  return found;
}

const known = new WeakMap<Model, readonly LoadedObject[]>();

function namesIn(annotations: StringMap | undefined, namespace: string): { namespace: string; name: string }[] {
  return listOf(annotations?.[`${prefix}plugins`] ?? '').map((item) => {
    const [other, name] = item.split(':');
    return name === undefined ? { namespace, name: item } : { namespace: other ?? '', name };
  });
}

function knowsClusterPlugins(model: Model): boolean {
  return knowsCustomObjects(model, group, 'KongClusterPlugin') || knowsCustomObjects(model, group, 'KongPlugin');
}

function decides(value: object, method: string): boolean {
  const { plugin = '', disabled = false } = value as Plugin;
  if (disabled) return false;
  // It answers preflight requests itself.
  if (plugin === 'cors') return method === 'OPTIONS';
  return !watching.has(plugin);
}

function labelsOf(value: object): StringMap {
  return (value as { readonly metadata?: { readonly labels?: StringMap } }).metadata?.labels ?? {};
}

/** Plugins that let a first request pass as it is. */
const watching: ReadonlySet<string> = new Set([
  'correlation-id',
  'datadog',
  'file-log',
  'http-log',
  'loggly',
  'opentelemetry',
  'prometheus',
  'proxy-cache',
  'rate-limiting',
  'response-ratelimiting',
  'response-transformer',
  'statsd',
  'syslog',
  'tcp-log',
  'udp-log',
  'zipkin',
]);
