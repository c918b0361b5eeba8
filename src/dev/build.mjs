// Builds dist/: the command line as CommonJS pieces that load on demand, the library as one ES module, the types.
//
// A piece is a file of its own for whatever is imported dynamically (a command, a report), for the library as a whole
// (core.cjs), and for what synchronous code needs seldom. Pieces share nothing but core.cjs: fewer files start faster
// than less code (docs/decisions/002).
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { stubsForExplanations, withoutTexts } from './rule-pieces.mjs';

const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
rmSync(join(root, 'dist'), { recursive: true, force: true });

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  define: { 'process.env.KSVC_VERSION': JSON.stringify(version) },
  logLevel: 'warning',
};

// Flags of Node are part of what its compiled code is good for.
const { NODE_OPTIONS: _options, ...plainEnvironment } = process.env;

const core = join(root, 'src/index.ts');
/** What the command line takes from the library, and nothing else: every command loads it. */
const coreOfCommands = {
  contents: `export { ${[...namesFromCore(join(root, 'src/cli'))].sort().join(', ')} } from './index.ts';`,
  resolveDir: join(root, 'src'),
};
/** Packages that are loaded as they are installed: large ones that few runs need. */
const unbundled = ['graphviz-cli'];
const completeYaml = join(root, 'src/yaml/read-completely.ts');
/** Source file of each piece, by its name; dynamic imports add to it. */
const pieces = new Map([
  ['main', join(root, 'src/cli/main.ts')],
  ['core', core],
  ['complete-yaml', completeYaml],
  ['explanations', join(root, 'src/rules/index.ts')],
]);
for (const [name, entry] of pieces) await buildPiece(name, entry);
copyFileSync(join(root, 'src/cli/start.cjs'), join(root, 'dist/cli/start.cjs'));
execFileSync(process.execPath, [join(root, 'src/dev/compile-pieces.cjs')], { stdio: 'ignore', env: plainEnvironment });

await build({
  ...common,
  entryPoints: [core],
  outfile: 'dist/index.js',
  format: 'esm',
  packages: 'external',
});

execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'src/dev/types.json'], {
  cwd: root,
  stdio: 'inherit',
});

async function buildPiece(name, entry) {
  const rules = {
    core: [stubsForExplanations('./explanations.cjs'), withoutTexts],
    explanations: [withoutTexts],
  };
  await build({
    ...common,
    ...(name === 'core' ? { stdin: coreOfCommands } : { entryPoints: [entry] }),
    outfile: `dist/cli/${name}.cjs`,
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    // As require() in a promise: Node's own import() of CommonJS goes through the slower loader of ES modules.
    supported: { 'dynamic-import': false },
    plugins: [separatePieces(entry), ...(rules[name] ?? [])],
  });
}

/** Leaves what is a piece of its own out of another one, and takes note of new pieces. */
function separatePieces(entry) {
  return {
    name: 'separate-pieces',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        if (unbundled.includes(path)) return { path, external: true };
        const file = path.startsWith('.') ? resolve(resolveDir, path) : path;
        if (kind === 'dynamic-import') return { path: `./${pieceOf(file)}.cjs`, external: true };
        if (file === core && entry !== core) return { path: './core.cjs', external: true };
        return file === completeYaml && entry !== completeYaml ? { path: file, namespace: 'on-demand' } : undefined;
      });
      onLoad({ filter: /./, namespace: 'on-demand' }, ({ path }) => ({
        contents: onDemand(path, './complete-yaml.cjs'),
      }));
      onResolve({ filter: /^\.\/complete-yaml\.cjs$/ }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** Stands in for a module of functions: the first call of one of them loads it. */
function onDemand(path, piece) {
  const names = [...readFileSync(path, 'utf8').matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
  return [
    'let loaded;',
    `const load = () => (loaded ??= require('${piece}'));`,
    ...names.map((name) => `export const ${name} = (...args) => load().${name}(...args);`),
  ].join('\n');
}

function pieceOf(file) {
  const name = basename(file, '.ts');
  const known = pieces.get(name);
  if (known !== undefined && known !== file)
    throw new Error(`two pieces ${name}: ${relative(root, known)} and ${relative(root, file)}`);
  pieces.set(name, file);
  return name;
}

/** Names of values that files below a folder import from src/index.ts. */
function namesFromCore(folder) {
  const names = new Set();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    for (const [, list, path] of readFileSync(file, 'utf8').matchAll(/^import \{([^}]*)\} from '([^']*)';/gm)) {
      if (resolve(entry.parentPath, path) !== core) continue;
      for (const name of list.split(',').map((each) => each.trim()))
        if (name && !name.startsWith('type ')) names.add(name);
    }
  }
  return names;
}
