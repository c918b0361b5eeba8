import type { Meta } from './meta.ts';

/** A networking.k8s.io/v1 Ingress. */
export interface Ingress {
  readonly metadata?: Meta;
  readonly spec?: IngressSpec;
}

export interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: IngressBackend;
  readonly tls?: readonly IngressTls[];
  readonly rules?: readonly IngressRule[];
}

export interface IngressTls {
  readonly hosts?: readonly string[];
  readonly secretName?: string;
}

export interface IngressRule {
  readonly host?: string;
  readonly http?: { readonly paths?: readonly IngressPath[] };
}

export interface IngressPath {
  readonly path?: string;
  /** `Exact`, `Prefix` or `ImplementationSpecific`, when it is valid. */
  readonly pathType?: string;
  readonly backend?: IngressBackend;
}

export interface IngressBackend {
  readonly service?: IngressServiceBackend;
  readonly resource?: TypedLocalObjectReference;
}

export interface IngressServiceBackend {
  readonly name?: string;
  readonly port?: { readonly name?: string; readonly number?: number };
}

export interface TypedLocalObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
}
