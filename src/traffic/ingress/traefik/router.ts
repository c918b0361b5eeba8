import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import type { Evidence } from '../../hop.ts';
import type { Middleware } from './middleware.ts';
import type { EntryPoint } from './proxy-request.ts';
import type { Rule } from './rule.ts';
import type { Upstream } from './upstream.ts';

/** A load balancer: a Service and what Traefik knows of it. */
export interface Backend {
  readonly target: ServiceTarget;
  readonly upstream: Upstream;
}

/** A router: a rule with its rank, and what becomes of the requests that it takes. */
export interface Router {
  readonly rule: Rule;
  /** Higher first; equal ones are in no order that lasts. */
  readonly priority: number;
  readonly entryPoints: readonly EntryPoint[];
  readonly middlewares: readonly Middleware[];
  readonly backend: Backend;
  /** Set when requests are shared out by chance. */
  readonly share?: { readonly backend: Backend; readonly weight: number; readonly total: number };
  readonly ingress: Typed<Ingress>;
  /** The path or default backend that it is made of. */
  readonly at: FieldPath;
  /** That the path is written under; '' for any. */
  readonly host: string;
  /** All that the rule names; none for any. */
  readonly hosts: readonly string[];
  /** As written; '' for a default backend. */
  readonly path: string;
  /** How the path is compared. */
  readonly match: string;
  /** What a reader of the route should know. */
  readonly notes: readonly string[];
  /** Why it may be missing at times. */
  readonly doubt?: string;
}

/** Something that is written and gets no router. */
export interface Dropped {
  readonly because: Evidence;
  /** Of a path that would take requests if it had one. */
  readonly rule?: Rule;
  /** The Service that it is written to lead to. */
  readonly target?: ServiceTarget;
  /** Why Traefik refuses what is written there. */
  readonly problem?: { readonly of: 'name' | 'value' | 'rule'; readonly reason: string };
}
