import { endpointsRules } from './core/endpoints.ts';
import { serviceRules } from './core/service.ts';
import { endpointSliceRules } from './discovery/endpoint-slice.ts';
import type { KindRules } from './kind-rules.ts';
import { ingressRules } from './networking/ingress.ts';
import { ingressClassRules } from './networking/ingress-class.ts';

/** The kinds whose answers are known beyond their schema, by apiVersion and kind. */
export const kindRules: { readonly [key: `${string}/${string}`]: KindRules } = {
  'v1/Service': serviceRules,
  'v1/Endpoints': endpointsRules,
  'discovery.k8s.io/v1/EndpointSlice': endpointSliceRules,
  'networking.k8s.io/v1/Ingress': ingressRules,
  'networking.k8s.io/v1/IngressClass': ingressClassRules,
};
