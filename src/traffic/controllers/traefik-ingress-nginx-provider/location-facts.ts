/** What the middlewares of a location depend on beside its Ingress. */
export interface LocationFacts {
  /** As written; '' for a default backend. */
  readonly path: string;
  /** Whether the paths of the host are expressions. */
  readonly useRegex: boolean;
  /** The Ingress has a `tls` section. */
  readonly hasTls: boolean;
  readonly serviceName: string;
  readonly servicePort: string;
}
