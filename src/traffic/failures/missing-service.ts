import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import { unreadObjects } from '../../model/unread.ts';
import type { Service } from '../../objects/kinds/service.ts';
import { editDistance } from '../../text/nearest.ts';
import { knowsServices, serviceKind } from '../completeness.ts';
import { nameOf } from '../evidence.ts';
import type { NearMiss } from '../hop.ts';
import type { Way } from '../way.ts';

/** What a missing Service means, and which ones may have been meant. */
export function missingService(model: Model, { namespace, name }: { namespace: string; name: string }): Way {
  const nearMisses = nearServices(model, namespace, name);
  if (!knowsServices(model, namespace, name)) {
    const unread = unreadObjects(model.cluster, serviceKind, namespace, name);
    const text = unread.some((object) => object.name === name)
      ? `Service ${namespace}/${name} is written in a document that cannot be read`
      : `Service ${namespace}/${name} is not among the files`;
    return {
      hops: [{ kind: 'service', status: 'unknown', text, because: [] }],
      end: { kind: 'unknown', needs: [`Service ${namespace}/${name}`] },
      nearMisses,
    };
  }
  const text = `there is no Service ${name} in namespace ${namespace}`;
  return {
    hops: [{ kind: 'service', status: 'fail', text, because: [] }],
    end: { kind: 'nowhere', reason: text, effect: 'NXDOMAIN' },
    nearMisses,
  };
}

/** Services of a similar name in the namespace, then those of the same name elsewhere. */
function nearServices(model: Model, namespace: string, name: string): NearMiss[] {
  const similar = model.services
    .in(namespace)
    .map((service) => ({ service, distance: distance(name, service.name) }))
    .filter(({ distance: far }) => far <= 2)
    .sort((a, b) => a.distance - b.distance)
    .map(({ service }) => nameOf(service.object, `${called(service)} has a similar name`));
  const seen = new Set<string>();
  const elsewhere: NearMiss[] = [];
  for (const service of model.services.all) {
    if (service.name !== name || service.namespace === namespace || seen.has(service.namespace)) continue;
    seen.add(service.namespace);
    const text = `${called(service)} is in another namespace: write ${name}.${service.namespace}`;
    elsewhere.push({ text, object: service.object, path: ['metadata', 'namespace'], part: 'value' });
  }
  return [...similar, ...elsewhere].slice(0, 3);
}

function called(service: Typed<Service>): string {
  return `Service ${service.namespace}/${service.name}`;
}

/** Edits between two names; the usual endings of names do not count. */
function distance(a: string, b: string): number {
  const limit = Math.min(2, Math.ceil(a.length / 2) - 1);
  const edits = editDistance(a, b, limit);
  if (edits <= limit) return edits;
  return stem(a) === stem(b) ? 1 : Number.POSITIVE_INFINITY;
}

function stem(name: string): string {
  return name.replace(ending, '');
}

const ending = /-(?:svc|service|api)$/;
