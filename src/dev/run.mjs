// Runs a TypeScript file of the repository: `node src/dev/run.mjs <file.ts> [arguments…]`.
// Node 20 cannot strip types itself; esbuild, which builds the product, bundles the file first.
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  process.stderr.write('usage: node src/dev/run.mjs <file.ts> [arguments…]\n');
  process.exit(2);
}
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(root, 'node_modules/.run-'));
const outfile = join(folder, 'main.mjs');
try {
  await build({
    entryPoints: [resolve(entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'warning',
    alias: { ksvc: join(root, 'src/index.ts') },
    define: { 'import.meta.dirname': JSON.stringify(resolve(entry, '..')) },
    sourcemap: 'inline',
  });
  process.argv = [process.argv[0] ?? 'node', resolve(entry), ...rest];
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
