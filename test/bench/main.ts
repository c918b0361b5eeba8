// Compares ksvc with bare Node and with kubeconform in one run. Figures are CPU time of whole processes and are meant to
// be read as ratios: absolute times depend on the machine. Gates judge the least of each; runs of kubeconform, which works
// on several threads, differ by half, so the ratio of the medians is printed beside. Exit 1 when a gate does not hold.
// `npm run bench -- graph` measures only that part; the others are `small`, `large` and `diff`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { controllers } from '../../src/traffic/controllers/index.ts';
import { comparisonCost } from './compare-sets.ts';
import { generateTree } from './generate.ts';
import { drawingTime, hasDot, writeApplications } from './graph.ts';
import { kubeconform } from './kubeconform.ts';
import { type Command, compare, type Figures, peakMemory } from './measure.ts';
import { writeRoutes } from './routes.ts';

const root = resolve(import.meta.dirname, '../..');
const work = join(root, '.bench');
const ksvc = join(root, 'bin/ksvc.js');
const three = join(root, 'fixtures/projects/three-documents.yaml');
const parts = process.argv.slice(2);
let failed = 0;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const empty = join(work, 'empty.cjs');
writeFileSync(empty, '');

const node = (...args: string[]): Command['argv'] => [process.execPath, ...args];

if (isWanted('small')) lintThree();
if (isWanted('large')) lintMany();
if (isWanted('graph')) drawGraphs();
if (isWanted('diff')) compareControllers();
if (existsSync(work)) rmSync(work, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;

function isWanted(part: string): boolean {
  return parts.length === 0 || parts.includes(part);
}

function lintThree(): void {
  const commands = [
    { name: 'node (empty file)', argv: node(empty) },
    { name: 'ksvc --version', argv: node(ksvc, '--version') },
    { name: 'ksvc lint', argv: node(ksvc, 'lint', three) },
  ];
  table('3 documents', compare(commands, 25));
}

function lintMany(): void {
  const peer = kubeconform(join(root, 'node_modules/.cache/bench'));
  if (!peer) print('kubeconform is not installed and Go is not at hand: that comparison is left out');
  for (const documents of [1000, 10_000]) {
    const folder = join(work, String(documents));
    generateTree(folder, documents);
    const own: Command = { name: 'ksvc lint', argv: node(ksvc, 'lint', folder) };
    const schemas = `${join(root, 'schemas/k8s/1.37')}/{{.ResourceKind}}{{.KindSuffix}}.json`;
    const theirs: Command[] = peer
      ? [
          {
            name: 'kubeconform',
            argv: [peer, '-strict', '-ignore-missing-schemas', '-schema-location', schemas, folder],
          },
        ]
      : [];
    table(`${documents} documents`, compare([...theirs, own], documents > 1000 ? 5 : 9));
    const memory = peakMemory([ksvc, 'lint', folder]);
    gate('peak memory', memory, 150, 'MB');
  }
}

/** 1,000 Ingresses with 5,000 paths: ingress-nginx against every other controller, and each of those against the next. */
function compareControllers(): void {
  const manifests = writeRoutes(work, 1000);
  const [first = 'ingress-nginx', ...others] = [
    'ingress-nginx',
    ...controllers.map(({ id }) => id).filter((id) => id !== 'ingress-nginx'),
  ];
  const ring = others.slice(1).map((id, index): [string, string] => [others[index] ?? first, id]);
  print('\n1,000 Ingresses with 5,000 paths, seconds of CPU');
  for (const pair of [...others.map((id): [string, string] => [first, id]), ...ring]) {
    const { seconds, megabytes, requests } = comparisonCost(join(root, 'dist/index.js'), manifests, pair);
    const name = `${pair.join(' → ')} (${requests} regions)`;
    gate(name, seconds, 10, 's');
    if (megabytes > 500) gate(name, megabytes, 500, 'MB');
  }
}

/** 200 nodes with all that it takes to get there; 2,000 nodes as Graphviz is given them, as a graph. */
function drawGraphs(): void {
  const [base, own] = compare(
    [
      { name: 'node (empty file)', argv: node(empty) },
      { name: 'ksvc graph', argv: node(ksvc, 'graph', writeApplications(work, 50)) },
    ],
    80, // the least of fewer differs by a twentieth on a machine that does other things as well
  );
  print('\ngraph');
  if (base && own) gate('200 nodes from manifests', own.min / base.min, 2.5, '× node', own.median / base.median);
  if (!hasDot()) {
    print('Graphviz is not installed: that comparison is left out');
    return;
  }
  const manifests = writeApplications(work, 500);
  const dot = join(work, 'applications.dot');
  const { stdout } = spawnSync(process.execPath, [ksvc, 'graph', manifests, '-o', 'dot'], { maxBuffer: 1 << 28 });
  writeFileSync(dot, stdout);
  const [native] = compare([{ name: 'dot', argv: ['dot', '-Tsvg', dot] }], 5);
  const drawing = drawingTime(join(root, 'dist/index.js'), manifests, 5);
  if (native) gate('2,000 nodes, layout and SVG', drawing / native.min, 0.3, '× dot');
}

/** Prints figures and their ratios to the first one, and judges the gates that go with it. */
function table(title: string, figures: readonly Figures[]): void {
  print(`\n${title}${' '.repeat(Math.max(1, 24 - title.length))}CPU min   median   × ${figures[0]?.name}`);
  const [base] = figures;
  if (!base) return;
  for (const { name, min, median } of figures) {
    print(
      `  ${name.padEnd(20)} ${min.toFixed(0).padStart(6)} ms ${median.toFixed(0).padStart(6)} ms   ${(min / base.min).toFixed(2)}`,
    );
  }
  const own = figures.find(({ name }) => name === 'ksvc lint');
  if (!own || own === base) return;
  const [limit, unit] = base.name === 'kubeconform' ? [0.5, '× kubeconform'] : [1.8, '× node'];
  gate('ksvc lint', own.min / base.min, limit, unit, own.median / base.median);
}

function gate(name: string, value: number, limit: number, unit: string, medians?: number): void {
  const holds = value <= limit;
  if (!holds) failed++;
  const beside = medians === undefined ? '' : ` (${medians.toFixed(2)} by the medians)`;
  print(`  ${holds ? 'holds ' : 'FAILS '} ${name} ${value.toFixed(2)} ${unit}, at most ${limit}${beside}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
