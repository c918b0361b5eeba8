import type { LoadedObject } from '../../model/cluster.ts';
import { managedByLabel, serviceNameLabel } from '../../model/endpoints/labels.ts';
import type { Meta } from '../../objects/kinds/meta.ts';
import { isLive } from './live.ts';

/** Whether somebody wrote Endpoints or an EndpointSlice, and no controller keeps them. */
export function isWrittenByHand(object: LoadedObject): boolean {
  const {
    name = '',
    generateName,
    labels,
    annotations,
    ownerReferences,
  } = (object.decoded.value.metadata ?? {}) as Meta;
  if (isLive(object) || (ownerReferences?.length ?? 0) > 0) return false;
  if (labels?.[managedByLabel] !== undefined || labels?.['endpoints.kubernetes.io/managed-by'] !== undefined)
    return false;
  if (generateName !== undefined) return false;
  // The controller names its slices by the Service and five random characters (apiserver names.SimpleNameGenerator).
  const service = labels?.[serviceNameLabel];
  if (service !== undefined && name.startsWith(`${service}-`) && generated.test(name.slice(service.length)))
    return false;
  // Leader election once kept its record in Endpoints; the other one is written by the endpoints controller.
  return (
    annotations?.['control-plane.alpha.kubernetes.io/leader'] === undefined &&
    annotations?.['endpoints.kubernetes.io/last-change-trigger-time'] === undefined
  );
}

/** The random characters are these, without vowels (apimachinery pkg/util/rand). */
const generated = /^-[bcdfghjklmnpqrstvwxz2456789]{5}$/;
