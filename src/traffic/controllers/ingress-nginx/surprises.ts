import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { pathsOf } from '../../ingress/rule-paths.ts';
import type { Surprise } from '../../surprise.ts';
import { prefix } from './annotations.ts';
import type { NginxLocation, NginxServer } from './configuration.ts';
import type { ReadIngress } from './servers.ts';

/** What ingress-nginx does with paths that their authors can hardly know of. */
export function surprisesOf(servers: readonly NginxServer[], read: readonly ReadIngress[]): Surprise[] {
  return [...servers.flatMap(regexLeaks), ...canarySurprises(servers, read)];
}

/** One annotation turns every path of a host into an expression, those of other Ingresses included (location.go, v1.15.1). */
function regexLeaks({ host, regexMode, locations }: NginxServer): Surprise[] {
  if (!regexMode) return [];
  const cause = locations.find(asksForRegex);
  if (!cause?.source) return [];
  const asking = new Set(locations.filter(asksForRegex).map(({ source }) => source?.ingress.object));
  const surprised = new Map<object, NginxLocation[]>();
  for (const location of locations) {
    const { source, pathType, path, at } = location;
    if (!source || (pathType !== 'Exact' && pathType !== 'Prefix')) continue;
    // As a Prefix it takes everything anyway; and who asks for expressions writes paths for them.
    if ((pathType === 'Prefix' && path === '/') || asking.has(source.ingress.object)) continue;
    if (/[$()*+?[\]\\^{|}]/.test(path)) continue;
    const list = surprised.get(source.ingress.object) ?? [];
    surprised.set(source.ingress.object, list);
    if (!list.some((each) => each.at === at)) list.push(location);
  }
  return [...surprised.values()].map((list): Surprise => {
    const paths = list.flatMap(({ path, pathType, source, at }) => {
      const object = source?.ingress.object;
      if (!object) return [];
      const example = `${host.replace('*', 'x')}${exampleOf(path, pathType)}`;
      const place = evidence(`${path} ${pathType}`, object, [...at, 'path']);
      return [{ text: `${path} (${pathType})`, expression: `^${path}`, example, at: place }];
    });
    return { kind: 'regex-leak', host, cause: annotationOf(cause), paths };
  });
}

function asksForRegex({ source, path }: NginxLocation): boolean {
  const { useRegex = false, rewriteTarget = '' } = source?.settings ?? {};
  return useRegex || (rewriteTarget !== '' && rewriteTarget !== path);
}

function annotationOf({ source, at }: NginxLocation): Evidence {
  const ingress = source?.ingress;
  const name = source?.settings.useRegex ? 'use-regex' : 'rewrite-target';
  // A location that asks for expressions is an Ingress's.
  if (!ingress) throw new Error(`no Ingress at ${at.join('.')}`);
  const text = `${name} of Ingress ${keyOf(ingress)}`;
  return evidence(text, ingress.object, ['metadata', 'annotations', prefix + name], 'key');
}

/** A request that the expression takes and the path would not: longer within the element, or in capitals. */
function exampleOf(path: string, pathType: string): string {
  if (pathType === 'Exact' || !path.endsWith('/')) return `${path}-x`;
  return path.toUpperCase();
}

/** Canaries without a route to share, and settings of canaries without `canary: "true"` (controller.go, annotations/canary). */
function canarySurprises(servers: readonly NginxServer[], read: readonly ReadIngress[]): Surprise[] {
  const byHost = new Map(servers.map((server) => [server.host, server]));
  return read.flatMap(({ ingress, settings }): Surprise[] => {
    if (!settings.canary) {
      const annotations = ingress.value.metadata?.annotations ?? {};
      const key = Object.keys(annotations).find((each) => each.startsWith(`${prefix}canary-`));
      if (key === undefined || `${prefix}canary` in annotations) return [];
      const at = evidence(key.slice(prefix.length), ingress.object, ['metadata', 'annotations', key], 'key');
      return [{ kind: 'canary-off', at }];
    }
    return pathsOf(ingress).flatMap(({ host, path, pathType, backend, at }): Surprise[] => {
      if (!backend?.service) return [];
      const route = `${host || '*'}${path || '/'}`;
      const place = evidence(`${path || '/'} ${pathType}`, ingress.object, at);
      const type = pathType === 'Exact' ? 'Exact' : 'Prefix';
      const main = byHost.get(host)?.locations.find((location) => {
        if (location.path !== (path || '/')) return false;
        return (location.pathType === 'Exact' ? 'Exact' : 'Prefix') === type && location.backend !== undefined;
      });
      if (!main?.backend) {
        const isHostServed = byHost.get(host)?.locations.some(({ source }) => source !== undefined) === true;
        return [{ kind: 'canary-orphan', route, at: place, isHostServed }];
      }
      const [first] = main.backend.alternatives;
      if (!first || first.target.ingress === ingress.object || main.backend.target.ingress === ingress.object)
        return [];
      const isSecond = main.backend.alternatives.some(({ target }) => target.ingress === ingress.object);
      if (!isSecond) return [];
      const { ingress: owner, path: service } = first.target;
      return [{ kind: 'canary-second', route, at: place, first: evidence('the first canary', owner, service) }];
    });
  });
}
