/** How a request ends (contract.md, `trace`). */
export type Outcome =
  | {
      readonly kind: 'delivered';
      /** `namespace/service:port`; `namespace/service:?8080` when that endpoint port belongs to no Service port. */
      readonly backend: string;
      readonly upstream: { readonly path: string; readonly host: string };
      readonly endpoints: readonly DeliveredEndpoint[];
      /** Share of connections that reach a pod which cannot answer, such as a Job's. */
      readonly failing?: number;
    }
  | { readonly kind: 'redirected'; readonly status: number; readonly location: string }
  /** The controller itself answers: 404, 503, … */
  | { readonly kind: 'answered'; readonly status: number; readonly by: string; readonly reason: string }
  /** Connection refused, reset or dropped. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The controller would not take this configuration, or not this Ingress set. */
  | { readonly kind: 'not-serving'; readonly reason: string }
  /** The files do not hold it, or the real thing decides at random. */
  | { readonly kind: 'unknown'; readonly needs: readonly string[]; readonly candidates?: readonly string[] };

export interface DeliveredEndpoint {
  readonly name: string;
  /** Null when the files do not hold it. */
  readonly ip: string | null;
  readonly port: number;
  /** Share of connections, 0 to 1. */
  readonly share: number;
}
