// Lists what lint finds in the manifests of well-known projects, to be judged by hand for docs/precision.md: every error,
// and warnings drawn with a seed. `node src/dev/run.mjs src/dev/precision.ts [folder] [seed] [warnings]`; the folder holds
// one directory for each project, and is not in the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Finding, lint } from '../index.ts';

const [folder = '../shared/corpus', seed = '1', number = '100'] = process.argv.slice(2);
const root = resolve(folder);
if (existsSync(root)) print(root);
else process.stderr.write(`${folder} is not there\n`);

function print(corpus: string): void {
  const findings = readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => findingsIn(corpus, name));
  const errors = findings.filter(({ finding }) => finding.severity === 'error');
  const warnings = findings.filter(({ finding }) => finding.severity === 'warning');
  const drawn = draw(warnings, Number(number), Number(seed));
  process.stdout.write(`seed ${seed}: ${errors.length} errors, ${drawn.length} of ${warnings.length} warnings\n`);
  for (const { finding, line } of [...errors, ...drawn]) {
    const { at, severity, rule, message } = finding;
    process.stdout.write(`\n${at.file}:${at.line} ${severity} ${rule}\n  ${message}\n  | ${line}\n`);
  }
}

interface Found {
  readonly finding: Finding;
  /** The line of the manifest. */
  readonly line: string;
}

function findingsIn(corpus: string, project: string): Found[] {
  const sources = readdirSync(join(corpus, project), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort()
    .map((path) => ({ path: `${project}/${path}`, text: readFileSync(join(corpus, project, path), 'utf8') }));
  const texts = new Map(sources.map(({ path, text }) => [path, text.split('\n')]));
  return lint(sources).findings.map((finding) => {
    return { finding, line: texts.get(finding.at.file)?.[finding.at.line - 1]?.trim() ?? '' };
  });
}

/** Some of a list, in its order; the same for the same seed (Fisher-Yates with the numbers of mulberry32). */
function draw<T>(items: readonly T[], count: number, start: number): T[] {
  const order = items.map((_, index) => index);
  let state = start >>> 0;
  for (let at = order.length - 1; at > 0; at--) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const other = ((mixed ^ (mixed >>> 14)) >>> 0) % (at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order
    .slice(0, count)
    .sort((a, b) => a - b)
    .flatMap((index) => items[index] ?? []);
}
