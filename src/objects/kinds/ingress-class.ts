import type { Meta } from './meta.ts';

/** A networking.k8s.io/v1 IngressClass. */
export interface IngressClass {
  readonly metadata?: Meta;
  readonly spec?: IngressClassSpec;
}

export interface IngressClassSpec {
  readonly controller?: string;
  readonly parameters?: IngressClassParameters;
}

export interface IngressClassParameters {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
  /** `Cluster` or `Namespace`, when it is valid. */
  readonly scope?: string;
  readonly namespace?: string;
}
