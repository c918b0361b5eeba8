/** What a flowchart says: nodes with their texts, edges, and which nodes are in which subgraph. */
export interface Flowchart {
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: readonly { from: string; to: string; text: string; dotted: boolean }[];
  readonly subgraphs: readonly { title: string; nodes: string[] }[];
}

/**
 * Reads the part of Mermaid's flowchart grammar that is needed, strictly: a line of any other form throws, and so does
 * any character within quotes that Mermaid, Markdown or HTML give a meaning to.
 */
export function readMermaid(text: string): Flowchart {
  const [first, ...lines] = text.split('\n');
  if (first !== 'flowchart LR') throw new Error(`begins with ${first}`);
  if (lines.pop() !== '') throw new Error('the last line does not end');
  const nodes = new Map<string, string>();
  const edges: { from: string; to: string; text: string; dotted: boolean }[] = [];
  const subgraphs: { title: string; nodes: string[] }[] = [];
  let open: { title: string; nodes: string[] } | undefined;
  for (const line of lines) {
    const node = /^ +(n\d+)\["([^"]*)"\](?::::(?:missing|unknown|added|removed|changed))?$/.exec(line);
    const edge = /^ {2}(n\d+) (-->|-\.->)(?:\|"([^"]*)"\|)? (n\d+)$/.exec(line);
    const subgraph = /^ {2}subgraph g\d+\["([^"]*)"\]$/.exec(line);
    if (node) {
      const id = node[1] ?? '';
      if (nodes.has(id)) throw new Error(`${id} twice`);
      nodes.set(id, (node[2] ?? '').split('<br/>').map(unbold).map(decode).join('\n'));
      open?.nodes.push(id);
    } else if (edge) {
      edges.push({ from: edge[1] ?? '', to: edge[4] ?? '', text: decode(edge[3] ?? ''), dotted: edge[2] !== '-->' });
    } else if (subgraph) {
      open = { title: decode(subgraph[1] ?? ''), nodes: [] };
      subgraphs.push(open);
    } else if (line === '  end') {
      if (!open) throw new Error('end of nothing');
      open = undefined;
    } else if (
      !/^ {2}(?:acc(?:Title|Descr): [^{}#;%<>"]*|classDef \w+ [\w#:,. -]+|linkStyle [\d,]+ [\w#:,. -]+)$/.test(line)
    ) {
      throw new Error(`not a line of a flowchart: ${line}`);
    }
  }
  if (open) throw new Error('a subgraph is never closed');
  for (const { from, to } of edges)
    if (!nodes.has(from) || !nodes.has(to)) throw new Error(`${from} to ${to}: no such node`);
  return { nodes, edges, subgraphs };
}

function unbold(text: string): string {
  return text.replace(/^<b>(.*)<\/b>$/, '$1');
}

function decode(text: string): string {
  const bare = text.replace(/#\d+;/g, '');
  if (/[#;<>{}[\]|`"\\&*~^@%\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(bare))
    throw new Error(`unescaped in ${text}`);
  if (/^(?:[-+*]|\d+\.)/.test(text)) throw new Error(`a list in Markdown: ${text}`);
  return text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
