// Builds dist/: the command line as CommonJS pieces that load on demand, the library as one ES module, the types.
//
// A piece is a file of its own for whatever is imported dynamically (a command, a report), and for what synchronous code
// needs seldom. Pieces share nothing: fewer files start faster than less code (docs/decisions/002).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { arrayLoops, Sources } from './array-loops.mjs';
import { traceScript } from './browser-script.mjs';
import {
  controllerDetails,
  controllerPieces,
  controllersOf,
  stubsForControllers,
  usual,
  withoutExamples,
} from './controller-pieces.mjs';
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

const sources = new Sources(join(root, 'tsconfig.json'));

const core = join(root, 'src/index.ts');
/** Packages that are loaded as they are installed: large ones that few runs need. */
const unbundled = ['graphviz-cli'];
const controllers = join(root, 'src/traffic/controllers/index.ts');
/** Brings the yaml package, which the library loads when it is needed as well. */
const lenientYaml = join(root, 'src/yaml/read-leniently.ts');
/** What synchronous code needs seldom: the first call of one of the functions of its files loads the piece. */
const onDemandPieces = new Map([
  ['complete-yaml', [join(root, 'src/yaml/read-completely.ts')]],
  ['lenient-yaml', [lenientYaml]],
  ['policy', [join(root, 'src/rules/policy/policy.ts')]],
  ['examine-ingresses', [join(root, 'src/traffic/examine-ingresses.ts')]],
  ['examine-annotations', [join(root, 'src/traffic/examine-annotations.ts')]],
  ['certificate-inspection', [join(root, 'src/traffic/certificate-inspection.ts')]],
  ['path-inspection', [join(root, 'src/traffic/path-inspection.ts')]],
  ['kustomize', [join(root, 'src/model/kustomize/build.ts')]],
  ['regex', [join(root, 'src/traffic/ingress/regex/regex.ts')]],
  // What is not the whole graph as a picture.
  [
    'graph-more',
    [
      ...['around', 'compare', 'fold', 'only-broken', 'only-workload'].map((name) => `view/${name}`),
      ...['build/policies', 'render/dot', 'render/mermaid'],
    ].map((name) => join(root, `src/graph/${name}.ts`)),
  ],
  // Of the controller that nearly every run compiles, what single requests ask for.
  [
    `${usual}-requests`,
    ['answer', 'upstream', 'surprises'].map((name) => join(dirname(controllers), usual, `${name}.ts`)),
  ],
]);
/** Commands that are called most: their pieces have what runs commands, and start with one file less (bin/ksvc.js). */
const withMain = ['lint', 'graph'];
/** Source files of each piece, by its name; dynamic imports add to it. */
const pieces = new Map([
  ['main', [join(root, 'src/cli/main.ts')]],
  ...onDemandPieces,
  ['explanations', [join(root, 'src/rules/index.ts')]],
  ...controllerPieces(controllers),
]);
const known = await controllersOf(controllers);
const stubs = stubsForControllers(known);
const withoutRuleTexts = [withoutTexts(sources)];
const withoutExplanations = [stubsForExplanations('./explanations.cjs', sources), ...withoutRuleTexts];
/** What is left out of the rules in a piece. */
const leanRules = {
  lint: withoutExplanations,
  fix: withoutExplanations,
  report: withoutExplanations,
  explanations: withoutRuleTexts,
  policy: withoutRuleTexts,
};
for (const [name, files] of pieces) await buildPiece(name, files);
writeFileSync(join(root, 'dist/cli/controller-details.cjs'), inPiece(controllerDetails(known)));
execFileSync(process.execPath, [join(root, 'src/dev/compile-pieces.cjs')], { stdio: 'ignore', env: plainEnvironment });

const lenientYamlOnDemand = {
  name: 'lenient-yaml-on-demand',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/read-leniently\.ts$/ }, ({ path }) => ({ contents: onDemand(path, './cli/lenient-yaml.cjs') }));
    onResolve({ filter: /^\.\/cli\// }, ({ path }) => ({ path, external: true }));
  },
};
await build({
  ...common,
  entryPoints: [core],
  outfile: 'dist/index.js',
  format: 'esm',
  packages: 'external',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  plugins: [lenientYamlOnDemand, arrayLoops(sources)],
});
sources.close();

mkdirSync(join(root, 'dist/page'), { recursive: true });
writeFileSync(join(root, 'dist/page/trace.js'), await traceScript());

execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'src/dev/types.json'], {
  cwd: root,
  stdio: 'inherit',
});

async function buildPiece(name, files) {
  const lines = files.map((file) => `export * from ${JSON.stringify(file)};`);
  if (withMain.includes(name))
    lines.push(
      `import { run as runMain } from ${JSON.stringify(join(root, 'src/cli/main.ts'))};`,
      `import { ${name}Command } from ${JSON.stringify(files[0])};`,
      `export const run = (expectWork) => runMain(expectWork, { ${name}: ${name}Command });`,
    );
  const { outputFiles } = await build({
    ...common,
    ...(lines.length === 1 ? { entryPoints: files } : { stdin: { contents: lines.join('\n'), resolveDir: root } }),
    outfile: `dist/cli/${name}.cjs`,
    write: false,
    format: 'cjs',
    minify: true,
    // As require() in a promise: Node's own import() of CommonJS goes through the slower loader of ES modules.
    supported: { 'dynamic-import': false },
    plugins: [stubs, withoutExamples, separatePieces(files), ...(leanRules[name] ?? []), arrayLoops(sources)],
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, inPiece(text));
  }
}

/** As bin/ksvc.js takes it: a function already. */
function inPiece(text) {
  return `(function(require,module,exports,__dirname){${inAscii(text)}\n})`;
}

/** esbuild leaves other characters in regular expressions; with a single one, bin/ksvc.js could not read text as Latin-1. */
function inAscii(text) {
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Leaves what is a piece of its own out of another one, and takes note of new pieces. */
function separatePieces(own) {
  return {
    name: 'separate-pieces',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        if (path.startsWith('node:') || unbundled.includes(path)) return { path, external: true };
        const file = path.startsWith('.') ? resolve(resolveDir, path) : path;
        if (kind === 'dynamic-import') return { path: `./${pieceOf(file)}.cjs`, external: true };
        const isOnDemand = !own.includes(file) && [...onDemandPieces.values()].flat().includes(file);
        return isOnDemand ? { path: file, namespace: 'on-demand' } : undefined;
      });
      onLoad({ filter: /./, namespace: 'on-demand' }, ({ path }) => {
        const piece = [...onDemandPieces].find(([, files]) => files.includes(path))?.[0];
        return { contents: onDemand(path, `./${piece}.cjs`) };
      });
      const requires = new RegExp(`^\\./(?:${[...onDemandPieces.keys()].join('|')})\\.cjs$`);
      onResolve({ filter: requires }, ({ path }) => ({ path, external: true }));
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
  const [other] = pieces.get(name) ?? [];
  if (other !== undefined && other !== file)
    throw new Error(`two pieces ${name}: ${relative(root, other)} and ${relative(root, file)}`);
  pieces.set(name, [file]);
  return name;
}
