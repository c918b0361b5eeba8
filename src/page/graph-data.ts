import type { Drawing } from '../graph/drawing.ts';
import type { Graph, GraphEdge, GraphNode } from '../graph/graph.ts';
import { linkTo } from '../graph/link.ts';

/** What the script of a page knows of the picture. Boxes, lines and labels stand in the order of the elements. */
export interface GraphData {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Ids of nodes. */
  readonly boxes: readonly string[];
  /** Ids of edges. */
  readonly lines: readonly string[];
  /** Ids of edges that have a label. */
  readonly labels: readonly string[];
  /** Addresses of the lines where objects begin, by ids of nodes. */
  readonly links: Readonly<Record<string, string>>;
}

/** The data of a picture. */
export function graphData(graph: Graph, { boxes, lines }: Drawing, linkBase: string | undefined): GraphData {
  return {
    nodes: graph.nodes,
    edges: graph.edges,
    boxes: boxes.map(({ id }) => id),
    lines: lines.map(({ id }) => id),
    labels: lines.filter(({ label }) => label !== undefined).map(({ id }) => id),
    links: Object.fromEntries(
      graph.nodes.flatMap(({ id, at }) => {
        const link = linkTo(linkBase, at);
        return link === null ? [] : [[id, link]];
      }),
    ),
  };
}
