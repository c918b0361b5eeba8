import type { GraphChange, GraphEdge } from './graph.ts';

/** What is written at an edge that is not as all should be: what is wrong with it, or with whom alone it works. */
export function edgeWords(edge: GraphEdge): string {
  const words = stateWords(edge);
  return edge.change ? signed(edge.change, edge.change.kind === 'removed' ? '' : words) : words;
}

/** Words with the sign of a change before them: nothing is said by colour alone. */
export function signed({ kind }: GraphChange, words: string): string {
  return words === '' ? signs[kind] : `${signs[kind]} ${words}`;
}

const signs: Readonly<Record<GraphChange['kind'], string>> = { added: '+', removed: '−', changed: '≠' };

function stateWords({ kind, state, rule, only }: GraphEdge): string {
  const whose = only === null ? '' : controllerText(only);
  if (kind === 'policy') return '';
  if (state === 'unknown') return '?';
  if (state === 'broken') return `✖ ${rule ?? 'broken'}${whose === '' ? '' : ` (${whose})`}`;
  return whose === '' ? '' : `only ${whose}`;
}

/** A controller as people call it. */
export function controllerText(id: string): string {
  return id === 'spec' ? 'the Ingress specification' : id;
}
