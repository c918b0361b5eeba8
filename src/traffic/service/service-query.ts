import type { LoadedObject } from '../../model/cluster.ts';
import type { PortRef } from '../target.ts';

/** A connection to a Service. */
export interface ServiceQuery {
  readonly namespace: string;
  readonly name: string;
  /** Undefined: the first port that it has. */
  readonly port: PortRef | undefined;
  /** The family that the client dials; default the Service's first. */
  readonly family?: string | undefined;
  /** Only the endpoint of this hostname: the name of a pod. */
  readonly hostname?: string | undefined;
  /** Of several definitions, that of this object's file is preferred. */
  readonly near?: LoadedObject | undefined;
  /** Aliases that led here, to stop at a circle. */
  readonly aliases?: readonly string[];
  /** An ingress controller dials: it goes to the pods itself, whatever kind of Service names them. */
  readonly proxied?: boolean;
  /** What decides where it may go; default `internalTrafficPolicy`. */
  readonly policy?: 'internalTrafficPolicy' | 'externalTrafficPolicy' | 'none';
  /** The node whose kube-proxy handles it, where known. */
  readonly node?: string | undefined;
}
