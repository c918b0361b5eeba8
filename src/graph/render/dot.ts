import { edgeWords, signed } from '../edge-words.ts';
import type { Graph, GraphChange, GraphEdge, GraphNode } from '../graph.ts';
import { linkTo } from '../link.ts';
import type { PictureOptions } from '../present.ts';
import { changesText, countsText } from '../summary-text.ts';
import { escapeXml } from './xml.ts';

/** Writes a graph in the language of Graphviz: a table for each node, a cluster for each namespace. */
export function dot(graph: Graph, { title = 'Traffic', direction = 'LR', linkBase }: PictureOptions): string {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const rowPorts = new Map(
    graph.nodes.map(({ id, rows }) => [id, new Map(rows.map((row, index) => [row.id, `r${index + 1}`]))]),
  );
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const grouped = new Set(graph.groups.flatMap(({ nodes: ids }) => ids));
  const lines = [
    'digraph {',
    `  graph [rankdir=${direction}, nodesep=0.25, ranksep=1, fontname="Helvetica", labelloc=t, labeljust=l, label=${quoted(`${title}\n${summaryOf(graph)}`)}];`,
    '  node [shape=plain, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9, color="#62748a", arrowsize=0.7];',
  ];
  const statement = (node: GraphNode, indent: string): void => {
    const link = linkTo(linkBase, node.at);
    const url = link === null ? '' : `, URL=${quoted(link)}`;
    lines.push(`${indent}${names.get(node.id)} [label=<${table(node)}>, tooltip=${quoted(tooltipOf(node))}${url}];`);
  };
  graph.groups.forEach(({ name, nodes: ids }, index) => {
    lines.push(`  subgraph cluster_${index + 1} {`, `    label=${quoted(name)}; style="rounded"; color="#b6c1cd";`);
    for (const id of ids) {
      const node = nodes.get(id);
      if (node) statement(node, '    ');
    }
    lines.push('  }');
  });
  for (const node of graph.nodes) if (!grouped.has(node.id)) statement(node, '  ');
  const end = (id: string, row: string | null, side: 'w' | 'e'): string => {
    const port = row === null ? undefined : rowPorts.get(id)?.get(row);
    if (direction === 'TB') return `${names.get(id)}`;
    return `${names.get(id)}${port ? `:${port}` : ''}:${side}`;
  };
  for (const edge of graph.edges) {
    const from = end(edge.from, edge.fromRow, 'e');
    lines.push(`  ${from} -> ${end(edge.to, edge.toRow, 'w')} [${attributes(edge, graph.controllers)}];`);
  }
  lines.push('}', '');
  return lines.join('\n');
}

function summaryOf({ summary, changes }: Graph): string {
  return changes ? `${countsText(summary)}; ${changesText(changes)} since ${changes.before}` : countsText(summary);
}

const looks = {
  works: '',
  broken: 'color="#d64545", fontcolor="#b3202a", style=dashed, ',
  unknown: 'color="#8a96a3", fontcolor="#52606d", style=dotted, ',
  first: 'color="#2f6fd0", fontcolor="#1f56a8", style=dashed, ',
  second: 'color="#9a5fc4", fontcolor="#74409a", style=dashed, ',
  policy: 'color="#a3adb8", style=dotted, ',
  added: 'color="#17834a", fontcolor="#0f6a39", style=bold, ',
  removed: 'color="#b4541a", fontcolor="#95420f", style=dotted, ',
  changed: 'color="#2f6fd0", fontcolor="#1f56a8", style=dashed, ',
};

function attributes(edge: GraphEdge, [first]: readonly string[]): string {
  const { kind, state, label, reason, only, change } = edge;
  const text = edgeWords(edge);
  const whose = only === null || state !== 'works' ? state : only === first ? 'first' : 'second';
  const tooltip = [...(change?.texts ?? []), label, reason ?? ''].filter((part) => part !== '').join('\n');
  const isChange = change && (state === 'works' || change.kind === 'removed');
  return `${looks[isChange ? change.kind : kind === 'policy' ? kind : whose]}${text === '' ? '' : `label=${quoted(text)}, `}tooltip=${quoted(tooltip)}`;
}

function table({ name, details, rows, warnings, presence, change }: GraphNode): string {
  const color = presence === 'missing' ? '#d64545' : change ? changeColors[change.kind] : '#8a96a3';
  const style = presence === 'here' && change?.kind !== 'removed' ? 'rounded' : 'rounded,dashed';
  const cells = [
    `<TR><TD ALIGN="LEFT"><B>${cell(change ? signed(change, name) : name)}</B><BR ALIGN="LEFT"/><FONT POINT-SIZE="9">${cell(details)}</FONT><BR ALIGN="LEFT"/></TD></TR>`,
    ...rows.map(({ text, note, kind, change: own }, index) => {
      const sign = `${own ? `${signed(own, '')} ` : ''}${kind === 'missing' ? '✖ ' : ''}`;
      return `<TR><TD PORT="r${index + 1}" ALIGN="LEFT">${sign}${cell(text)}${note === '' ? '' : ` <FONT POINT-SIZE="9">${cell(note)}</FONT>`}</TD></TR>`;
    }),
    ...warnings.map((text) => `<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="9">⚠ ${cell(text)}</FONT></TD></TR>`),
  ];
  return `<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="${color}" STYLE="${style}">${cells.join('')}</TABLE>`;
}

const changeColors: Readonly<Record<GraphChange['kind'], string>> = {
  added: '#17834a',
  removed: '#b4541a',
  changed: '#2f6fd0',
};

/** An empty element is a syntax error in some places. */
function cell(text: string): string {
  return text === '' ? ' ' : escapeXml(text).replaceAll('\n', '\\n');
}

function tooltipOf({ object, details, name, warnings, at, change }: GraphNode): string {
  const called = object
    ? `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}`
    : `${details}: ${name}`;
  return [...(change?.texts ?? []), called, ...warnings, ...(at ? [`${at.file}:${at.line}`] : [])].join('\n');
}

/** A quoted string: only quotes and backslashes mean something in it, and Graphviz resolves character references. */
function quoted(text: string): string {
  return `"${escapeXml(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}"`;
}
