import type { ObjectRef } from '../../objects/kube-object.ts';
import type { Position } from '../../text/position.ts';
import type { Placed } from '../trace-result.ts';

/** Whether a route leads to something that takes requests. */
export type RouteStatus =
  | 'ok'
  | 'broken'
  /** The files do not hold what decides it. */
  | 'unknown'
  /** The Ingress is not for the controller that was asked for. */
  | 'unserved';

/** What a route is made from. */
export type RouteKind = 'path' | 'default-backend' | 'node-port' | 'load-balancer';

/** One way into the cluster: a host and path of an Ingress as a controller sees it, or a port of a Service. */
export interface Route {
  readonly kind: RouteKind;
  /** Id of the controller that serves it; null when none does, and for ports of Services. */
  readonly controller: string | null;
  /** `Ingress shop/web`, `group shop`: who has it, where not all Ingresses of the controller share one; else null. */
  readonly loadBalancer: string | null;
  /** '' for any host; of a node port `*:31000`, of a load balancer `192.0.2.7:80`; `?` for what the files do not hold. */
  readonly host: string;
  /** '' for a default backend and for ports of Services. */
  readonly path: string;
  /** How the path is compared, in the controller's own terms. */
  readonly match: string;
  /** 1-based place in the order in which the controller tries its routes; null where nothing is tried. */
  readonly order: number | null;
  readonly tls: boolean;
  /** Null where the backend is no Service. */
  readonly service: RouteService | null;
  /** Pods behind the Service; null when the files do not hold them and where there are none by design. */
  readonly pods: { readonly ready: number; readonly total: number } | null;
  readonly class: string | null;
  readonly ingress: ObjectRef | null;
  /** What the path becomes. */
  readonly rewrite: string | null;
  /** Where requests are sent instead. */
  readonly redirect: string | null;
  /** How many annotations of the Ingress its controller reads. */
  readonly annotations: number;
  readonly notes: readonly string[];
  readonly status: RouteStatus;
  /** Why the status is not `ok`; null when it is. */
  readonly problem: string | null;
  /** Id of the rule of lint about the problem; null where there is none. */
  readonly rule: string | null;
  /** Whether the API server would refuse the Ingress or the Service that makes it, as it stands. */
  readonly rejected: boolean;
  /** Places that decide the problem. */
  readonly because: readonly Placed[];
  /** What nearly would have worked, nearest first. */
  readonly nearMisses: readonly Placed[];
  readonly at: Position;
}

/** The Service that a route names, and what its port leads to. */
export interface RouteService {
  readonly namespace: string;
  readonly name: string;
  /** As the backend writes it: a number, a name, or null for none. */
  readonly port: string | number | null;
  /** `http (80)`; null when the Service has no such port. */
  readonly resolvedPort: string | null;
  /** A targetPort, or the external name; null when there is none. */
  readonly target: string | null;
  /** Port numbers of the endpoints. */
  readonly targetPorts: readonly number[];
}

/** A controller of the table and what shows that it runs. */
export interface RoutesController {
  readonly id: string;
  readonly title: string;
  readonly because: Placed | null;
}

/** Every way into the cluster that the files describe. */
export interface RouteTable {
  readonly controllers: readonly RoutesController[];
  readonly routes: readonly Route[];
  /** What the caller should know about the table as a whole. */
  readonly notes: readonly string[];
}
