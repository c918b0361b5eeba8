import { edgeWords, signed } from '../edge-words.ts';
import type { Graph, GraphEdge, GraphNode } from '../graph.ts';
import { linkTo } from '../link.ts';
import type { PictureOptions } from '../present.ts';
import { printable } from '../printable.ts';
import { changesText, countsText } from '../summary-text.ts';

/** Writes a graph as a Mermaid flowchart, as Markdown of many hosts draws it. */
export function mermaid(graph: Graph, { title = 'Traffic', direction = 'LR', linkBase }: PictureOptions): string {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const grouped = new Set(graph.groups.flatMap(({ nodes: ids }) => ids));
  const lines = [
    `flowchart ${direction}`,
    `  accTitle: ${plain(title)}`,
    `  accDescr: ${plain(countsText(graph.summary))}${graph.changes ? plain(`; ${changesText(graph.changes)} since ${graph.changes.before}`) : ''}`,
  ];
  const statement = (node: GraphNode, indent: string): void => {
    lines.push(`${indent}${names.get(node.id)}["${label(node)}"]${classOf(node)}`);
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
  const byState = { works: [] as number[], broken: [] as number[], unknown: [] as number[], alone: [] as number[] };
  const byChange = { added: [] as number[], removed: [] as number[], changed: [] as number[] };
  graph.edges.forEach((edge, index) => {
    const { state, only, change } = edge;
    if (change && (state === 'works' || change.kind === 'removed')) byChange[change.kind].push(index);
    else byState[state === 'works' && only !== null ? 'alone' : state].push(index);
    lines.push(`  ${names.get(edge.from)} ${arrow(edge)} ${names.get(edge.to)}`);
  });
  lines.push('  classDef missing stroke:#d64545,stroke-dasharray:5 3,color:#c0262d');
  lines.push('  classDef unknown stroke:#8a96a3,stroke-dasharray:2 3');
  if (byState.broken.length > 0)
    lines.push(`  linkStyle ${byState.broken.join(',')} stroke:#d64545,stroke-dasharray:6 4`);
  if (byState.unknown.length > 0)
    lines.push(`  linkStyle ${byState.unknown.join(',')} stroke:#8a96a3,stroke-dasharray:2 4`);
  if (byState.alone.length > 0)
    lines.push(`  linkStyle ${byState.alone.join(',')} stroke:#2f6fd0,stroke-dasharray:10 4`);
  if (graph.changes) {
    for (const [kind, look] of changeLooks) {
      if (graph.nodes.some((node) => node.change?.kind === kind)) lines.push(`  classDef ${kind} ${look}`);
      if (byChange[kind].length > 0) lines.push(`  linkStyle ${byChange[kind].join(',')} ${look}`);
    }
  }
  for (const node of graph.nodes) {
    const link = linkTo(linkBase, node.at);
    if (link !== null) lines.push(`  click ${names.get(node.id)} href "${escapedUrl(link)}"`);
  }
  lines.push('');
  return lines.join('\n');
}

const changeLooks = [
  ['added', 'stroke:#17834a,stroke-width:3px'],
  ['removed', 'stroke:#b4541a,stroke-dasharray:3 4'],
  ['changed', 'stroke:#2f6fd0,stroke-dasharray:9 3 3 3'],
] as const;

function classOf({ presence, change }: GraphNode): string {
  if (presence !== 'here') return `:::${presence}`;
  return change ? `:::${change.kind}` : '';
}

function arrow(edge: GraphEdge): string {
  const { state, label: passing, kind } = edge;
  const words = (edge.change ? [edgeWords(edge), passing] : [passing, edgeWords(edge)])
    .filter((part) => part !== '')
    .join(' ');
  const line = state === 'works' && kind === 'traffic' ? '-->' : '-.->';
  return words === '' ? line : `${line}|"${text(words)}"|`;
}

/** The path is encoded already; of the base everything that could end the string is. */
function escapedUrl(link: string): string {
  return link.replace(/["\\<>\s]/g, encodeURIComponent);
}

function label({ name, details, rows, warnings, change }: GraphNode): string {
  const parts = [
    `<b>${text(change ? signed(change, name) : name)}</b>`,
    text(details),
    ...rows.map((row) =>
      text(
        `${row.change ? `${signed(row.change, '')} ` : ''}${row.kind === 'missing' ? '✖ ' : ''}${row.text}${row.note === '' ? '' : ` (${row.note})`}`,
      ),
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
  return printable(value).replace(specials(), reference);
}

/** Text to the end of a line. */
function plain(value: string): string {
  return printable(value).replace(specials(), ' ');
}

// A number with a dot begins a list in Markdown; so does a dash, a plus or a star. Read only when Mermaid is written.
let special: RegExp | undefined;

function specials(): RegExp {
  special ??= /[^\p{L}\p{N}\p{M} ,/()=_→·×✖⚠?:.-]|^[-]|(?<=^\d+)\./gu;
  return special;
}

function reference(char: string): string {
  return `#${char.codePointAt(0) ?? 0};`;
}
