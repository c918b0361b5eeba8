import type { ObjectRef } from '../objects/kube-object.ts';
import type { Position } from '../text/position.ts';

/** Whether traffic gets along an edge; `unknown` is what the files cannot tell. */
export type EdgeState = 'works' | 'broken' | 'unknown';

export type GraphNodeKind =
  | 'host'
  | 'node-port'
  | 'load-balancer'
  | 'external-ip'
  | 'ingress'
  | 'service'
  | 'workload'
  | 'pod'
  | 'endpoints'
  | 'external-host'
  | 'resource'
  | 'policy'
  | 'folded';

/** What another set has otherwise; absent where nothing is compared, and for what both have alike. */
export interface GraphChange {
  /** `removed` is drawn although the set does not have it any more. */
  readonly kind: 'added' | 'removed' | 'changed';
  /** What is otherwise, as `details: what it was → what it is`; nothing for what is new or gone. */
  readonly texts: readonly string[];
}

/** A line of a node that edges may begin or end at: a path of an Ingress, a port of a Service. */
export interface GraphRow {
  /** Unique within its node. */
  readonly id: string;
  readonly text: string;
  /** What is said about the text, such as the type of a path; '' for nothing. */
  readonly note: string;
  /** `heading` introduces the rows after it; `missing` is asked for and does not exist. */
  readonly kind: 'plain' | 'heading' | 'missing';
  readonly change?: GraphChange;
}

/** Something that traffic passes or ends at. */
export interface GraphNode {
  readonly id: string;
  readonly kind: GraphNodeKind;
  readonly name: string;
  /** What it is, for people: `Service · NodePort`. */
  readonly details: string;
  /** Null outside of namespaces. */
  readonly namespace: string | null;
  readonly object: ObjectRef | null;
  /** `missing` is named and does not exist; `unknown` may exist outside the files. */
  readonly presence: 'here' | 'missing' | 'unknown';
  /** Pods that it stands for; null where it stands for none by design. */
  readonly pods: number | null;
  /** Id of the ingress controller that serves an Ingress; null for one that none serves, and for everything else. */
  readonly controller: string | null;
  readonly rows: readonly GraphRow[];
  readonly warnings: readonly string[];
  /** Where its object is written; null for what no object stands for. */
  readonly at: Position | null;
  readonly change?: GraphChange;
}

/** A step of traffic from one node to the next, or what a NetworkPolicy applies to. */
export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  /** A row of that node; null for the node as a whole. */
  readonly fromRow: string | null;
  readonly to: string;
  readonly toRow: string | null;
  readonly kind: 'traffic' | 'policy';
  /** Where two controllers are compared: the id of the only one with which traffic gets along; null for both. */
  readonly only: string | null;
  readonly state: EdgeState;
  /** What passes: `/cart Prefix`, `http 80`; '' for anything. */
  readonly label: string;
  /** Why the state is not `works`; null when it is. */
  readonly reason: string | null;
  /** Id of the lint rule about it; null when there is none. */
  readonly rule: string | null;
  /** What decides the state. */
  readonly at: Position | null;
  readonly change?: GraphChange;
}

/** Nodes that belong together: of a namespace, or what `groupBy` asks for. */
export interface GraphGroup {
  readonly id: string;
  readonly name: string;
  readonly nodes: readonly string[];
}

/** Ways into the cluster: paths of Ingresses, default backends, ports of nodes and load balancers. */
export interface GraphSummary {
  readonly routes: number;
  readonly broken: number;
  readonly unknown: number;
}

/** Two sets that are compared, and how many nodes and edges differ. */
export interface GraphChanges {
  readonly before: string;
  readonly after: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Where traffic flows: hosts and ports → Ingresses → Services → workloads. */
export interface Graph {
  /** Ids of the ingress controllers that it was made for; of two that are compared, the first comes first. */
  readonly controllers: readonly string[];
  readonly summary: GraphSummary;
  /** What the second one of two compared controllers makes of the same routes; null where none are compared. */
  readonly compared: GraphSummary | null;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly groups: readonly GraphGroup[];
  /** Absent where no other set is compared. */
  readonly changes?: GraphChanges;
}
