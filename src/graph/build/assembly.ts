import type { EdgeState, GraphEdge, GraphNode, GraphRow } from '../graph.ts';

/** A node that may still get rows, warnings and pods. */
export interface OpenNode extends Omit<GraphNode, 'rows' | 'warnings'> {
  readonly rows: GraphRow[];
  readonly warnings: string[];
}

/** An edge without what follows from the rest. */
export type EdgeParts = Pick<GraphEdge, 'from' | 'to'> & Partial<Omit<GraphEdge, 'id' | 'from' | 'to'>>;

/** A graph in the making: nodes and edges are added once, in the order in which they are first named. */
export interface Assembly {
  readonly nodes: ReadonlyMap<string, OpenNode>;
  readonly edges: readonly GraphEdge[];
  /** The node with an id, made at the first call. */
  node(id: string, make: () => NodeParts): OpenNode;
  row(node: OpenNode, row: GraphRow): GraphRow;
  edge(parts: EdgeParts): void;
  /** The node that an alias edge leads to. */
  aliasOf(id: string): string | undefined;
}

/** What has to be said about a node; the rest is that of a thing that exists, without rows and without an object. */
export type NodeParts = Pick<GraphNode, 'kind' | 'name' | 'details'> &
  Partial<Omit<GraphNode, 'id' | 'kind' | 'name' | 'details' | 'rows' | 'warnings'>>;

/** Begins a graph. */
export function assembly(): Assembly {
  const nodes = new Map<string, OpenNode>();
  const edges = new Map<string, GraphEdge>();
  const aliases = new Map<string, string>();
  return {
    nodes,
    get edges() {
      return [...edges.values()];
    },
    node(id, make) {
      let node = nodes.get(id);
      if (!node) {
        const made = make();
        const {
          kind,
          name,
          details,
          namespace = null,
          object = null,
          presence = 'here',
          pods = null,
          at = null,
          controller = null,
        } = made;
        node = {
          id,
          namespace,
          object,
          presence,
          pods,
          at,
          kind,
          name,
          details,
          controller,
          rows: [],
          warnings: [],
        };
        nodes.set(id, node);
      }
      return node;
    },
    row(node, row) {
      for (const known of node.rows) if (known.id === row.id) return known;
      node.rows.push(row);
      return row;
    },
    edge({
      from,
      to,
      fromRow = null,
      toRow = null,
      kind = 'traffic',
      only = null,
      state = 'works',
      label = '',
      reason = null,
      rule = null,
      at = null,
    }) {
      const id = `${from}${suffix(fromRow)}->${to}${suffix(toRow)}`;
      const known = edges.get(id);
      if (known && rank[known.state] >= rank[state]) return;
      edges.set(id, { id, from, fromRow, to, toRow, kind, only, state, label, reason, rule, at });
      if (label === 'alias') aliases.set(from, to);
    },
    aliasOf: (id) => aliases.get(id),
  };
}

/** The worse of two states. */
export function worse(one: EdgeState, other: EdgeState): EdgeState {
  return rank[one] >= rank[other] ? one : other;
}

const rank: Readonly<Record<EdgeState, number>> = { works: 0, unknown: 1, broken: 2 };

function suffix(row: string | null): string {
  return row === null ? '' : `#${row}`;
}
