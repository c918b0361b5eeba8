import type { GraphEdge } from './graph.ts';

/** What is written at an edge that is not as all should be: what is wrong with it, or with whom alone it works. */
export function edgeWords({ kind, state, rule, only }: GraphEdge): string {
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
