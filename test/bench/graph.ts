import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateTree } from './generate.ts';

const drawnKinds = /^kind: (?:Deployment|Service|Ingress)$/m;

/** Writes what is drawn of so many generated applications into one file: a host, an Ingress, a Service and a Deployment each. */
export function writeApplications(folder: string, count: number): string {
  const tree = join(folder, `applications-${count}`);
  generateTree(tree, count * 10);
  const documents = readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .flatMap((path) => readFileSync(join(tree, path), 'utf8').split(/^---\n/m))
    .filter((text) => drawnKinds.test(text));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `applications-${count}.yaml`);
  writeFileSync(file, documents.join('---\n'));
  return file;
}

/** Milliseconds of CPU that layout and SVG take in a process of their own, once its graph is made: the least of some runs. */
export function drawingTime(library: string, manifests: string, rounds: number): number {
  const script = `
    import { readFileSync } from 'node:fs';
    import { setFlagsFromString } from 'node:v8';
    if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=1500000'); // as the command line does
    const { graph, renderSvg } = await import(${JSON.stringify(library)});
    const made = graph([{ path: 'all.yaml', text: readFileSync(${JSON.stringify(manifests)}, 'utf8') }]);
    const before = process.cpuUsage();
    renderSvg(made);
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...env } = process.env;
  const times = Array.from({ length: rounds }, () => {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env });
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout);
  });
  return Math.min(...times);
}

/** Whether Graphviz is installed. */
export function hasDot(): boolean {
  return spawnSync('dot', ['-V'], { stdio: 'ignore' }).status === 0;
}
