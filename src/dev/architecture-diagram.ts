import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { renderGraphFromSource } from 'graphviz-cli';

interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string }[];
}

/** The folders of src and the imports between them as SVG, drawn by Graphviz from what dependency-cruiser reads. */
export async function architectureDiagram(root: string): Promise<string> {
  const output = execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      'src',
      '--config',
      join(root, 'test/architecture/dependencies.mjs'),
      '--output-type',
      'json',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const svg = await renderGraphFromSource(
    { input: dotOf(JSON.parse(output).modules) },
    { format: 'svg', engine: 'dot' },
  );
  return svg.replace(/<!--[\s\S]*?-->\n?/g, '');
}

function dotOf(modules: readonly Module[]): string {
  const edges = new Set<string>();
  for (const { source, dependencies } of modules) {
    const from = layerOf(source);
    for (const { resolved } of dependencies) {
      const to = layerOf(resolved);
      if (from && to && from !== to) edges.add(`  "${to}" -> "${from}";`);
    }
  }
  return [
    'digraph {',
    '  rankdir=LR; bgcolor=transparent; nodesep=0.3; ranksep=0.5;',
    '  node [shape=box, style="rounded,filled", fillcolor="#eef3fb", color="#5878a8", fontname="Helvetica", fontsize=13];',
    '  edge [color="#8899aa", arrowsize=0.7];',
    ...[...edges].sort(),
    '}',
  ].join('\n');
}

/** `src/api/core/service.ts` → `api`; files directly in src go by their own name; src/dev is not part of the product. */
function layerOf(path: string): string | undefined {
  const layer = /^src\/([^/]+)/.exec(path)?.[1];
  return layer === 'dev' ? undefined : layer;
}
