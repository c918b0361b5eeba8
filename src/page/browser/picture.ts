import type { GraphEdge, GraphNode } from '../../graph/graph.ts';
import type { GraphData } from '../graph-data.ts';

/** The drawn graph: its elements, and what they stand for. */
export interface Picture {
  readonly canvas: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly data: GraphData;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly boxes: ReadonlyMap<string, SVGGElement>;
  /** The elements of an edge: its line, and its label where it has one. */
  readonly edges: readonly { readonly edge: GraphEdge; readonly elements: readonly SVGGElement[] }[];
}

/** An element that the page is known to have. */
export function byId<E extends HTMLElement>(id: string): E | undefined {
  return (document.getElementById(id) as E | null) ?? undefined;
}

/** What an element of data holds. */
export function dataOf<T>(id: string): T | undefined {
  const text = byId(id)?.textContent;
  return text ? (JSON.parse(text) as T) : undefined;
}

/** The picture of the page; undefined on a page without. */
export function pictureOf(): Picture | undefined {
  const canvas = byId('canvas');
  const svg = canvas?.querySelector('svg');
  const data = dataOf<GraphData>('graph-data');
  if (!canvas || !svg || !data) return undefined;
  const elements = (selector: string): SVGGElement[] => [...svg.querySelectorAll<SVGGElement>(selector)];
  const drawn = elements(':scope > .box, :scope > a > .box');
  const lines = elements(':scope > .line');
  const labels = elements(':scope > .label');
  const boxes = new Map<string, SVGGElement>();
  for (const [at, id] of data.boxes.entries()) {
    const element = drawn[at];
    if (element) boxes.set(id, element);
  }
  const byEdge = new Map<string, SVGGElement[]>();
  const add = (ids: readonly string[], found: readonly SVGGElement[]): void => {
    for (const [at, id] of ids.entries()) {
      const element = found[at];
      if (element) byEdge.set(id, [...(byEdge.get(id) ?? []), element]);
    }
  };
  add(data.lines, lines);
  add(data.labels, labels);
  return {
    canvas,
    svg,
    data,
    nodes: new Map(data.nodes.map((node) => [node.id, node])),
    boxes,
    edges: data.edges.map((edge) => ({ edge, elements: byEdge.get(edge.id) ?? [] })),
  };
}

/** Gives elements a class where a condition holds, and takes it from the others. */
export function mark(picture: Picture, name: string, holds: (id: string) => boolean): void {
  for (const [id, box] of picture.boxes) box.classList.toggle(name, holds(id));
  for (const { edge, elements } of picture.edges) {
    const both = holds(edge.from) && holds(edge.to);
    const either = holds(edge.from) || holds(edge.to);
    // A line goes as soon as one of its ends is gone; it is marked when both are.
    for (const element of elements) element.classList.toggle(name, name === 'gone' || name === 'dim' ? either : both);
  }
}
