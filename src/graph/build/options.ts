/** What of a set is drawn, and how. */
export interface GraphOptions {
  /** Id of the ingress controller; default: the ones that the set is written for. */
  readonly controller?: string | undefined;
  /** Pods as nodes of their own, not only as a number. */
  readonly pods?: boolean | undefined;
  /** Only this namespace. */
  readonly onlyNamespace?: string | undefined;
  /** Only hosts that match: `*` stands for any characters. */
  readonly host?: string | undefined;
  /** Only one Service and what leads to it: `web`, or `shop/web`. */
  readonly service?: string | undefined;
  /** Only what does not work, with the ways to it. */
  readonly onlyBroken?: boolean | undefined;
}
