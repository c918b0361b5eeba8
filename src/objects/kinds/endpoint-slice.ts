import type { Meta, ObjectReference, StringMap } from './meta.ts';

/** A discovery.k8s.io/v1 EndpointSlice. */
export interface EndpointSlice {
  readonly metadata?: Meta;
  /** `IPv4`, `IPv6` or `FQDN`, when it is valid. */
  readonly addressType?: string;
  readonly endpoints?: readonly Endpoint[];
  readonly ports?: readonly EndpointSlicePort[];
}

export interface Endpoint {
  readonly addresses?: readonly string[];
  readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  readonly hostname?: string;
  readonly targetRef?: ObjectReference;
  readonly deprecatedTopology?: StringMap;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly hints?: EndpointHints;
}

export interface EndpointHints {
  readonly forZones?: readonly { readonly name?: string }[];
  readonly forNodes?: readonly { readonly name?: string }[];
}

export interface EndpointSlicePort {
  readonly name?: string;
  readonly protocol?: string;
  readonly port?: number;
  readonly appProtocol?: string;
}
