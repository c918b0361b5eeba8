/** What of a set is drawn, and how. */
export interface GraphOptions {
  /** Id of the ingress controller; default: the ones that the set is written for. */
  readonly controller?: string | undefined;
  /** A second one beside `controller`: what only one of the two serves is marked. */
  readonly compareWith?: string | undefined;
  /** Pods as nodes of their own, not only as a number. */
  readonly pods?: boolean | undefined;
  /** Only this namespace. */
  readonly onlyNamespace?: string | undefined;
  /** Only hosts that match: `*` stands for any characters. */
  readonly host?: string | undefined;
  /** Only one Service and what leads to it: `web`, or `shop/web`. */
  readonly service?: string | undefined;
  /** Only one workload and what leads to it: `web`, or `shop/web`. */
  readonly workload?: string | undefined;
  /** Only what does not work, with the ways to it. */
  readonly onlyBroken?: boolean | undefined;
  /** NetworkPolicies, and the workloads that they apply to. */
  readonly policies?: boolean | undefined;
  /** Only what is near something: `svc/api`, `deploy/shop/api`, `shop.example.com`. */
  readonly around?: string | undefined;
  /** How many steps away; default 2. */
  readonly depth?: number | undefined;
  /** What a frame is drawn around; default `namespace`. */
  readonly groupBy?: GroupBy | undefined;
  /** Most nodes: when there are more, what works in the largest groups becomes one node each, then all of a group. */
  readonly maxNodes?: number | undefined;
}

/** What may make a group. */
export type GroupBy = 'namespace' | 'host' | 'controller';
