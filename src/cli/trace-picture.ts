import { renderDot, renderMermaid } from '../graph/render.ts';
import { traceGraph } from '../graph/trace-graph.ts';
import type { Trace } from '../traffic/trace-result.ts';

/** Traces as a picture: `dot` or `mermaid`. */
export function tracePicture(
  traces: readonly { readonly trace: Trace; readonly title: string }[],
  format: string,
  title: string,
): string {
  const graph = traceGraph(traces);
  return format === 'dot' ? renderDot(graph, { title }) : renderMermaid(graph, { title });
}
