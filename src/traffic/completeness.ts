import { customResourcesIn, mayMake } from '../model/custom-resources.ts';
import { isExternal } from '../model/external.ts';
import { isClosed } from '../model/is-closed.ts';
import type { Model } from '../model/model.ts';
import { templateOf } from '../model/pods.ts';
import type { SettledService } from '../model/settled-service.ts';
import { podKinds, unreadObjects } from '../model/unread.ts';
import type { StringMap } from '../objects/kinds/meta.ts';
import { isPlaceholder } from '../text/placeholder.ts';

// A set of files need not be a whole cluster. Where it holds something of a kind in a namespace, it is taken to hold
// all of that kind there: what is missing is a mistake. Elsewhere nobody can tell; nor where a document cannot be read
// that was meant to hold it.

/** Whether a Service that is not among the files does not exist: any of the namespace, or the one of this name. */
export function knowsServices(model: Model, namespace: string, name?: string): boolean {
  if (name !== undefined && isExternal(model.cluster, 'Service', namespace, name)) return false;
  if (isClosed(model.cluster, serviceKind, namespace)) return true;
  if (model.services.in(namespace).length === 0) return false;
  return unreadObjects(model.cluster, serviceKind, namespace, name).length === 0;
}

/** The kind alone, to ask for documents that cannot be read. */
export const serviceKind: ReadonlySet<string> = new Set(['Service']);
const handMadeKinds: ReadonlySet<string> = new Set(['Endpoints', 'EndpointSlice']);

/** Whether pods that no file makes and that a Service selects do not exist: operators make some of custom resources. */
export function knowsPods(model: Model, { namespace, spec: { selector } }: SettledService): boolean {
  if (selector && isUnfilled(model, namespace, selector)) return false;
  if (isClosed(model.cluster, podKinds, namespace)) return true;
  if (model.producersIn(namespace).length === 0) return false;
  if (unreadObjects(model.cluster, podKinds, namespace).length > 0) return false;
  const values = Object.values(selector ?? {});
  return !customResourcesIn(model, namespace).some((resource) => values.some((value) => mayMake(resource, value)));
}

/** Whether Endpoints and EndpointSlices that are not among the files do not exist. */
export function knowsHandMadeEndpoints(model: Model, namespace: string): boolean {
  if (isClosed(model.cluster, handMadeKinds, namespace)) return true;
  if (model.endpoints.in(namespace).length === 0 && model.endpointSlices.in(namespace).length === 0) return false;
  return unreadObjects(model.cluster, handMadeKinds, namespace).length === 0;
}

/** Whether a template is still to fill in what decides: a value of the selector, or of the labels that it looks for. */
function isUnfilled(model: Model, namespace: string, selector: StringMap): boolean {
  for (const key in selector) if (isPlaceholder(key) || isPlaceholder(selector[key])) return true;
  return model.producersIn(namespace).some((object) => {
    const labels = object.kind === 'Pod' ? labelsOf(object.decoded.value) : labelsOf(templateOf(object)?.template);
    let unfilled = false;
    for (const key in selector) {
      const value = labels[key];
      if (value === selector[key]) continue;
      if (!isPlaceholder(value)) return false;
      unfilled = true;
    }
    return unfilled;
  });
}

/** Labels of custom resources may be anything. */
function labelsOf(of: unknown): { readonly [key: string]: unknown } {
  return (of as { metadata?: { labels?: { [key: string]: unknown } | null } } | undefined)?.metadata?.labels ?? {};
}
