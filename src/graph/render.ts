// A graph as text, in the formats that the library promises.
import type { Graph } from './graph.ts';
import { layout } from './layout/layout.ts';
import { type PictureOptions, present } from './present.ts';
import { dot } from './render/dot.ts';
import { mermaid } from './render/mermaid.ts';
import { svg, svgPieces } from './render/svg.ts';

/** Draws a graph as SVG. */
export function renderSvg(graph: Graph, options: PictureOptions = {}): string {
  return svg(layout(present(graph, options)));
}

/** The pieces of the SVG that a graph is drawn as. */
export function renderSvgPieces(graph: Graph, options: PictureOptions = {}): Iterable<string> {
  return svgPieces(layout(present(graph, options)));
}

/** Writes a graph in the language of Graphviz. */
export function renderDot(graph: Graph, options: PictureOptions = {}): string {
  return dot(graph, options);
}

/** Writes a graph as a Mermaid flowchart. */
export function renderMermaid(graph: Graph, options: PictureOptions = {}): string {
  return mermaid(graph, options);
}
