import { endpointsRules } from '../../api/core/endpoints.ts';
import { endpointSliceRules } from '../../api/discovery/endpoint-slice.ts';
import type { EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import type { Endpoints } from '../../objects/kinds/endpoints.ts';
import type { LoadedObject } from '../cluster.ts';
import type { Model } from '../model.ts';
import type { SettledService } from '../settled-service.ts';
import { controlledEndpoints } from './endpoints-controller.ts';
import { managedByLabel, sliceController } from './labels.ts';
import { isMirrored, mirroredSlices } from './mirroring-controller.ts';
import { controlledSlices } from './slice-controller.ts';

/** Where the endpoints of a Service come from. */
export type EndpointsSource = 'selector' | 'recorded' | 'Endpoints' | 'EndpointSlice' | 'none';

/** A slice of a Service, and the object that it was written in; without one a controller makes it. */
export interface ServiceSlice {
  readonly slice: EndpointSlice;
  readonly object?: LoadedObject;
}

/** What exists for a Service once the controllers have settled. */
export interface ServiceEndpoints {
  readonly sources: readonly EndpointsSource[];
  readonly endpoints: Endpoints | undefined;
  /** The hand-made Endpoints that count; absent when the endpoints controller overwrites them. */
  readonly endpointsObject: LoadedObject | undefined;
  readonly slices: readonly ServiceSlice[];
  /** What a reader may not expect: overwritten Endpoints, slices that are not mirrored… */
  readonly notes: readonly string[];
}

/** Runs the endpoint controllers for one Service. */
export function endpointsOf(model: Model, service: SettledService): ServiceEndpoints {
  const notes: string[] = [];
  const written = model.slicesOf(service.namespace, service.name);
  const handMade = handMadeEndpoints(model, service);
  const byHand = written.map(
    ({ value, object }): ServiceSlice => ({
      slice: endpointSliceRules.prepare(value, model.cluster.server),
      object,
    }),
  );
  // A dump holds what the controllers wrote: their slices are the truth, and pods are not resolved again.
  const recorded = written.some(({ value }) => value.metadata?.labels?.[managedByLabel] === sliceController);
  const selects = service.spec.type !== 'ExternalName' && Object.keys(service.spec.selector ?? {}).length > 0;
  if (selects) {
    if (recorded) {
      return {
        sources: ['recorded'],
        endpoints: handMade?.value,
        endpointsObject: handMade?.object,
        slices: byHand,
        notes,
      };
    }
    const pods = model.selectedPods(service);
    if (handMade) notes.push('the hand-made Endpoints are overwritten, because the Service has a selector');
    if (byHand.length > 0) notes.push('hand-made EndpointSlices are added to the pods that the selector matches');
    return {
      sources: byHand.length > 0 ? ['selector', 'EndpointSlice'] : ['selector'],
      // Of all who ask for slices, few want this object as well.
      get endpoints() {
        return controlledEndpoints(service, pods);
      },
      endpointsObject: undefined,
      slices: [...controlledSlices(service, pods, model.nodes).map((slice) => ({ slice })), ...byHand],
      notes,
    };
  }
  const mirrors = handMade !== undefined && !mirrorRecorded(written.map(({ value }) => value));
  const mirrored = mirrors && isMirrored(service, handMade.value);
  if (mirrors && !mirrored)
    notes.push('the Endpoints are not copied into EndpointSlices, so kube-proxy does not see them');
  const copies = mirrored
    ? mirroredSlices(service, handMade.value).map((slice) => ({ slice, object: handMade.object }))
    : [];
  return {
    sources: [
      ...(mirrored ? (['Endpoints'] as const) : []),
      ...(byHand.length > 0 ? (['EndpointSlice'] as const) : []),
    ],
    endpoints: handMade?.value,
    endpointsObject: handMade?.object,
    slices: [...copies, ...byHand],
    notes,
  };
}

/** Hand-made Endpoints of the Service's name as they are stored, with their defaults. */
function handMadeEndpoints(
  model: Model,
  service: SettledService,
): { value: Endpoints; object: LoadedObject } | undefined {
  const found = model.endpoints.get(service.namespace, service.name, service.object);
  return found && { value: endpointsRules.prepare(found.value, model.cluster.server), object: found.object };
}

function mirrorRecorded(slices: readonly EndpointSlice[]): boolean {
  return slices.some(
    ({ metadata }) => metadata?.labels?.[managedByLabel]?.startsWith('endpointslicemirroring-') === true,
  );
}
