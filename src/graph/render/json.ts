import type { Graph } from '../graph.ts';

/** Writes a graph as JSON (schemas/output/graph.json). */
export function json(graph: Graph): string {
  return `${JSON.stringify({ version: 1, ...graph }, null, 2)}\n`;
}
