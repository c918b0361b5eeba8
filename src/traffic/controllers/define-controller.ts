import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { Pod } from '../../model/pod.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress, IngressServiceBackend } from '../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { Evidence, Hop, NearMiss } from '../hop.ts';
import type { Objection } from '../objection.ts';
import type { Outcome } from '../outcome.ts';
import type { PresentedCertificate } from '../presented-certificate.ts';
import type { HttpRequest } from '../request.ts';
import type { Surprise } from '../surprise.ts';

/** The ids of contract.md; a mode with behaviour of its own has its own id. */
export type ControllerId =
  | 'spec'
  | 'ingress-nginx'
  | 'contour'
  | 'haproxy'
  | 'haproxy-jcmoraisjr'
  | 'traefik'
  | 'traefik-strict-prefix'
  | 'traefik-ingress-nginx-provider'
  | 'kong'
  | 'gce'
  | 'gce-neg'
  | 'alb'
  | 'alb-ip'
  | 'agic';

/** Whether a controller takes an Ingress, and what decides it. */
export interface Taken {
  readonly taken: boolean;
  readonly because: Evidence;
}

/** Where a route leads before endpoints are looked at. */
export type RouteTarget =
  | {
      readonly kind: 'service';
      readonly namespace: string;
      readonly backend: IngressServiceBackend;
      /** Where the backend is written. */
      readonly ingress: LoadedObject;
      readonly path: FieldPath;
    }
  | { readonly kind: 'none'; readonly reason: string };

/** A route that leads to a Service. */
export type ServiceTarget = RouteTarget & { readonly kind: 'service' };

/** One row of the table that a controller makes of its Ingresses, in the order in which it tries them within a host. */
export interface RouteRow {
  /** '' for any host; `*.example.com` for a wildcard. */
  readonly host: string;
  readonly path: string;
  /** How the path is compared, in the controller's own terms: `Exact`, `Prefix`, `regex`, `string prefix`, … */
  readonly match: string;
  readonly tls: boolean;
  readonly target: RouteTarget;
  readonly ingress: Typed<Ingress>;
  /** The rule or path it comes from. */
  readonly at: FieldPath;
  /** What the path becomes, in the controller's own terms. */
  readonly rewrite?: string;
  /** Where every request of the route is sent instead. */
  readonly redirect?: string;
  readonly notes: readonly string[];
}

/** An address that a proxy itself opens connections to. */
export interface ReachedEndpoint {
  /** Of the pod where one is known, else the address. */
  readonly name: string;
  /** Null when the files do not hold it. */
  readonly ip: string | null;
  readonly port: number;
  readonly pod: Pod | undefined;
}

/** How a proxy goes on from the Service that a route names; `port` is the number of the Service port. */
export type Reach =
  | {
      readonly kind: 'endpoints';
      /** Undefined when the endpoint port belongs to no Service port (`ns/service:?8080`). */
      readonly port: number | undefined;
      readonly endpoints: readonly ReachedEndpoint[];
    }
  | { readonly kind: 'cluster-ip'; readonly port: number }
  | { readonly kind: 'external-name'; readonly port: number; readonly host: string; readonly targetPort: number };

/** What a controller does with one request, before the Service's own way begins. */
export type ControllerAnswer =
  | {
      readonly kind: 'forward';
      readonly hops: readonly Hop[];
      readonly target: ServiceTarget;
      readonly upstream: { readonly path: string; readonly host: string };
      /** Absent where the controller reads ports and endpoints as kube-proxy does, or where the files do not hold them. */
      readonly reach?: Reach;
      /** That the connection is opened with, where that is modelled. */
      readonly certificate?: PresentedCertificate;
    }
  | {
      readonly kind: 'end';
      readonly hops: readonly Hop[];
      readonly outcome: Exclude<Outcome, { kind: 'delivered' }>;
      /** What nearly takes the request; to find it costs more than the answer, so it is found when somebody asks. */
      readonly nearMisses: () => readonly NearMiss[];
      readonly certificate?: PresentedCertificate;
    };

/** Manifests, and what a controller answers to requests once it serves them. */
export interface ControllerExample {
  readonly name: string;
  readonly yaml: string;
  readonly requests: readonly {
    /** A URL, after another method than GET: `OPTIONS http://shop.example.com/`. */
    readonly request: string;
    readonly headers?: { readonly [name: string]: string };
    readonly clientIp?: string;
    /** As `answerText` (ingress/answer-text.ts) writes it. */
    readonly answer: string;
  }[];
}

/** A configuration that a controller does not survive, or does not load. */
export interface Refusal {
  readonly reason: string;
  /** What to do about it, in a sentence; absent where the place says it. */
  readonly remedy?: string;
  /** Where it is written; what must go comes last. */
  readonly because: readonly Evidence[];
}

/** An option of a controller's process that is on or off. */
export interface ControllerOption {
  readonly name: string;
  /** What it does when it is on. */
  readonly help: string;
  /** What is simulated when nothing is said. */
  readonly default: boolean;
  /** When it is on, Services of type ExternalName are served. */
  readonly allowsExternalNames?: true;
}

/** A controller: what is decided once for a set, and what for each request. */
export interface Controller<Table = unknown> {
  readonly id: ControllerId;
  readonly title: string;
  /** The controller that this is a mode of; a mode is never inferred from a set, only asked for by its id. */
  readonly modeOf?: ControllerId;
  /** The release that was observed or read. */
  readonly versions: string;
  /** Values of IngressClass `spec.controller` that are its own. */
  readonly controllerNames: readonly string[];
  /** Names that its IngressClass usually has: what a set without IngressClasses is judged by. */
  readonly classNames: readonly string[];
  /** Values of the annotation `kubernetes.io/ingress.class` that it takes without an IngressClass. */
  readonly classAnnotations: readonly string[];
  /** Prefixes of the annotations that it reads, with the slash. */
  readonly annotationPrefixes: readonly string[];
  /** What it does with Services of type ExternalName, and with resources, in backends; default: the first work. */
  readonly backends?: {
    /** ExternalName Services are left out unless this is set. */
    readonly externalNameOption?: string;
    /** External names that are the machine itself are refused. */
    readonly refusesLoopback?: true;
    /** What becomes of a path that leads to a resource; absent where more than the path is concerned. */
    readonly resource?: string;
  };
  /** Options of its process that the simulation heeds; a mode has those of its controller. */
  readonly options?: readonly ControllerOption[];
  /** Where the facts come from. */
  readonly sources: readonly string[];
  /** Manifests and requests with the answers that they get: a page and a test at once. */
  readonly examples: readonly ControllerExample[];
  takes(ingress: Typed<Ingress>, model: Model): Taken;
  /** Everything that is decided before a request. */
  compile(model: Model, ingresses: readonly Typed<Ingress>[]): Table;
  routes(table: Table): readonly RouteRow[];
  /** The load balancer of an Ingress, where each Ingress or group of them has one; undefined for one that all share. */
  loadBalancerOf?(table: Table, ingress: Typed<Ingress>): string | undefined;
  /** Ingresses that it takes and yet leaves out of its configuration, and why; default none. */
  leftOut?(table: Table): readonly Evidence[];
  /** What it does not serve as it is written, with the remedy; default nothing. */
  objections?(table: Table): readonly Objection[];
  /** What it does with paths and their authors can hardly know of; default nothing. */
  surprises?(table: Table): readonly Surprise[];
  /** What keeps it from serving any of its Ingresses; default nothing. */
  refusals?(table: Table): readonly Refusal[];
  answer(table: Table, request: HttpRequest): ControllerAnswer;
}

/** Checks a controller's parts against each other at compile time; its table is nobody else's business. */
export function defineController<Table>(definition: Controller<Table>): Controller {
  // Tables are handed back only to the controller that made them.
  return definition as unknown as Controller;
}
