import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import { managedByLabel, mirroringController, sliceController } from '../../model/endpoints/labels.ts';
import { isSymbolic } from '../../model/endpoints/pod-endpoint.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Endpoint, EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import type { Json } from '../../objects/kube-object.ts';
import { hasSelector } from '../service/selector.ts';

/** A slice that can be applied in place of one that a controller keeps. */
export interface SliceManifest {
  readonly manifest: { readonly [key: string]: Json };
  /** What a reader has to know before it is applied. */
  readonly notes: readonly string[];
}

/**
 * The slices of a Service as manifests of their own: for a Service that is to do without a selector, or without an
 * Endpoints object. Those that are written by hand already are not repeated.
 */
export function sliceManifests(model: Model, service: SettledService): readonly SliceManifest[] {
  const made = endpointsOf(model, service).slices.filter(
    ({ slice, object }) => object?.kind !== 'EndpointSlice' && slice.addressType !== undefined,
  );
  return made.map(({ slice }, index) => sliceManifest(service, slice, index + 1));
}

function sliceManifest(service: SettledService, slice: EndpointSlice, number: number): SliceManifest {
  const known: Endpoint[] = [];
  const unknown = new Map<string, number>();
  for (const endpoint of slice.endpoints ?? []) {
    const name = endpoint.targetRef?.name ?? 'a pod';
    if ((endpoint.addresses ?? []).some(isSymbolic)) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    else known.push(withoutPod(endpoint));
  }
  const names = [...unknown].map(([name, times]) => (times > 1 ? `${name} (${times} of them)` : name));
  const { labels, annotations } = slice.metadata ?? {};
  return {
    manifest: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${service.name}-${number}`,
        namespace: service.namespace,
        // Controllers would take a slice with their own label for theirs, and delete it.
        labels: { ...labels, [managedByLabel]: 'ksvc' },
        ...(annotations && { annotations: { ...annotations } }),
      },
      addressType: slice.addressType ?? '',
      ports: (slice.ports ?? []).map((port) => ({ ...port })),
      endpoints: known as unknown as Json[],
    },
    notes: [
      ...takeOver(service, slice),
      ...(names.length > 0 ? [`no file holds the addresses of ${names.join(', ')}: add them to endpoints`] : []),
    ],
  };
}

/** What keeps the slice from being one too many. */
function takeOver(service: SettledService, slice: EndpointSlice): string[] {
  const name = `${service.namespace}/${service.name}`;
  const keeper = slice.metadata?.labels?.[managedByLabel];
  if (keeper === mirroringController)
    return [`in place of Endpoints ${name}: delete these, or they are copied into a slice as well`];
  if (keeper === sliceController && hasSelector(service)) {
    return [`in place of spec.selector of Service ${name}: remove it, or its pods are endpoints as well`];
  }
  return [];
}

/** An endpoint that we made remembers its pod, which is no field of the object. */
function withoutPod(endpoint: Endpoint): Endpoint {
  const { pod: _pod, ...rest } = endpoint as Endpoint & { readonly pod?: unknown };
  return rest;
}
