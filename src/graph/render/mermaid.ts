import type { Graph, GraphEdge, GraphNode } from '../graph.ts';
import { printable } from '../printable.ts';
import { countsText } from '../summary-text.ts';

/** Writes a graph as a Mermaid flowchart, as Markdown of many hosts draws it. */
export function mermaid(graph: Graph, title: string): string {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const grouped = new Set(graph.groups.flatMap(({ nodes: ids }) => ids));
  const lines = ['flowchart LR', `  accTitle: ${plain(title)}`, `  accDescr: ${plain(countsText(graph.summary))}`];
  const statement = (node: GraphNode, indent: string): void => {
    lines.push(
      `${indent}${names.get(node.id)}["${label(node)}"]${node.presence === 'here' ? '' : `:::${node.presence}`}`,
    );
  };
  graph.groups.forEach(({ name, nodes: ids }, index) => {
    lines.push(`  subgraph g${index + 1}["${text(name)}"]`);
    for (const id of ids) {
      const node = nodes.get(id);
      if (node) statement(node, '    ');
    }
    lines.push('  end');
  });
  for (const node of graph.nodes) if (!grouped.has(node.id)) statement(node, '  ');
  const byState: Record<GraphEdge['state'], number[]> = { works: [], broken: [], unknown: [] };
  graph.edges.forEach((edge, index) => {
    byState[edge.state].push(index);
    lines.push(`  ${names.get(edge.from)} ${arrow(edge)} ${names.get(edge.to)}`);
  });
  lines.push('  classDef missing stroke:#d64545,stroke-dasharray:5 3,color:#c0262d');
  lines.push('  classDef unknown stroke:#8a96a3,stroke-dasharray:2 3');
  if (byState.broken.length > 0)
    lines.push(`  linkStyle ${byState.broken.join(',')} stroke:#d64545,stroke-dasharray:6 4`);
  if (byState.unknown.length > 0)
    lines.push(`  linkStyle ${byState.unknown.join(',')} stroke:#8a96a3,stroke-dasharray:2 4`);
  lines.push('');
  return lines.join('\n');
}

function arrow({ state, label: passing, rule }: GraphEdge): string {
  const sign = state === 'broken' ? `✖ ${rule ?? 'broken'}` : state === 'unknown' ? '?' : '';
  const words = [passing, sign].filter((part) => part !== '').join(' ');
  const line = state === 'works' ? '-->' : '-.->';
  return words === '' ? line : `${line}|"${text(words)}"|`;
}

function label({ name, details, rows, warnings }: GraphNode): string {
  const parts = [
    `<b>${text(name)}</b>`,
    text(details),
    ...rows.map((row) =>
      text(`${row.kind === 'missing' ? '✖ ' : ''}${row.text}${row.note === '' ? '' : ` (${row.note})`}`),
    ),
    ...warnings.map((warning) => text(`⚠ ${warning}`)),
  ];
  return parts.join('<br/>');
}

/**
 * Text within quotes. Mermaid's own escape is the character reference `#34;`; everything is written so that could mean
 * something to its grammar, to Markdown or to HTML.
 */
function text(value: string): string {
  return printable(value).replace(special, reference);
}

/** Text to the end of a line. */
function plain(value: string): string {
  return printable(value).replace(special, ' ');
}

// A number with a dot begins a list in Markdown; so does a dash, a plus or a star.
const special = /[^\p{L}\p{N}\p{M} ,/()=_→·×✖⚠?:.-]|^[-]|(?<=^\d+)\./gu;

function reference(char: string): string {
  return `#${char.codePointAt(0) ?? 0};`;
}
