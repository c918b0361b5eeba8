import type { EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import { type Json, type ObjectRef, refOf } from '../../objects/kube-object.ts';
import type { Cluster } from '../cluster.ts';
import { modelOf } from '../model.ts';
import { endpointsOf } from './endpoints-of.ts';

/** What exists for one Service once the controllers have settled (contract.md, `endpoints`). */
export interface EndpointsAnswer {
  readonly service: ObjectRef;
  /** The v1 Endpoints object; null when there is none. */
  readonly endpoints: { readonly [key: string]: Json } | null;
  readonly endpointSlices: readonly { readonly [key: string]: Json }[];
  readonly notes: readonly string[];
}

/** The endpoints of every Service, in the order in which the Services are written; alternatives count once. */
export function endpointsAnswers(cluster: Cluster): { services: readonly EndpointsAnswer[] } {
  const model = modelOf(cluster);
  const services = model.services.all.filter(
    (service) => model.services.get(service.namespace, service.name)?.object === service.object,
  );
  return {
    services: services.map((service) => {
      const found = endpointsOf(model, model.settled(service));
      return {
        service: refOf(service.object),
        endpoints: found.endpoints ? manifest('v1', 'Endpoints', found.endpoints) : null,
        endpointSlices: found.slices.map(({ slice }) =>
          manifest('discovery.k8s.io/v1', 'EndpointSlice', withoutPods(slice)),
        ),
        notes: found.notes,
      };
    }),
  };
}

/** `pod` is how an endpoint that we made remembers its pod; the cluster's object has no such field. */
function withoutPods(slice: EndpointSlice): EndpointSlice {
  const endpoints = (slice.endpoints ?? []).map((endpoint) => {
    const { pod: _pod, ...rest } = endpoint as typeof endpoint & { pod?: unknown };
    return rest;
  });
  return { ...slice, endpoints };
}

function manifest(apiVersion: string, kind: string, value: object): { readonly [key: string]: Json } {
  return { ...(value as { readonly [key: string]: Json }), apiVersion, kind };
}
