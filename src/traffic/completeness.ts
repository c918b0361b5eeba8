import { customResourcesIn, mayMake } from '../model/custom-resources.ts';
import type { Model } from '../model/model.ts';
import type { SettledService } from '../model/settled-service.ts';

// A set of files need not be a whole cluster. Where it holds something of a kind in a namespace, it is taken to hold
// all of that kind there: what is missing is a mistake. Elsewhere nobody can tell.

/** Whether a Service that is not among the files does not exist. */
export function knowsServices(model: Model, namespace: string): boolean {
  return model.cluster.complete || model.services.in(namespace).length > 0;
}

/** Whether pods that no file makes and that a Service selects do not exist: operators make some of custom resources. */
export function knowsPods(model: Model, { namespace, spec: { selector } }: SettledService): boolean {
  if (model.cluster.complete) return true;
  if (model.producersIn(namespace).length === 0) return false;
  const values = Object.values(selector ?? {});
  return !customResourcesIn(model, namespace).some((resource) => values.some((value) => mayMake(resource, value)));
}

/** Whether Endpoints and EndpointSlices that are not among the files do not exist. */
export function knowsHandMadeEndpoints(model: Model, namespace: string): boolean {
  if (model.cluster.complete || model.endpoints.in(namespace).length > 0) return true;
  return model.endpointSlices.in(namespace).length > 0;
}
