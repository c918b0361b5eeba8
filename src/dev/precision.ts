// Lists what lint finds in the manifests of well-known projects, to be judged by hand for docs/precision.md: every error,
// and warnings drawn with a seed. `node src/dev/run.mjs src/dev/precision.ts [folder] [seed] [number] [profile]`; the folder
// holds one directory for each project, and is not in the repository. With a profile, only what it finds beyond the usual
// errors and warnings is drawn from, rule by rule in turn, so that the few findings of one rule are not lost among the many
// of another.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Finding, type LintOptions, lint } from '../index.ts';

const [folder = '../shared/corpus', seed = '1', number = '100', profile] = process.argv.slice(2);
const root = resolve(folder);
if (!existsSync(root)) process.stderr.write(`${folder} is not there\n`);
else if (profile === undefined) printUsual(root);
else printBeyond(root, { profile: profile as NonNullable<LintOptions['profile']> });

function printUsual(corpus: string): void {
  const findings = findingsOf(corpus, {});
  const errors = findings.filter(({ finding }) => finding.severity === 'error');
  const warnings = findings.filter(({ finding }) => finding.severity === 'warning');
  const drawn = draw(warnings, Number(number), Number(seed));
  process.stdout.write(`seed ${seed}: ${errors.length} errors, ${drawn.length} of ${warnings.length} warnings\n`);
  print([...errors, ...drawn]);
}

function printBeyond(corpus: string, options: LintOptions): void {
  const judged = findingsOf(corpus, {}).filter(({ finding }) => finding.severity !== 'info');
  const known = new Set(judged.map(({ finding }) => keyOf(finding)));
  const findings = findingsOf(corpus, options).filter(({ finding }) => !known.has(keyOf(finding)));
  const byRule = new Map<string, Found[]>();
  for (const each of draw(findings, findings.length, Number(seed), false)) {
    byRule.set(each.finding.rule, [...(byRule.get(each.finding.rule) ?? []), each]);
  }
  const turns = [...byRule.values()].flatMap((list) => list.map((found, turn) => ({ found, turn })));
  const first = turns.sort((a, b) => a.turn - b.turn).slice(0, Number(number));
  const drawn = new Set(first.map(({ found }) => found));
  process.stdout.write(`seed ${seed}: ${drawn.size} of ${findings.length} findings of ${byRule.size} rules\n`);
  print(findings.filter((each) => drawn.has(each)));
}

function print(findings: readonly Found[]): void {
  for (const { finding, line } of findings) {
    const { at, severity, rule, message } = finding;
    process.stdout.write(`\n${at.file}:${at.line} ${severity} ${rule}\n  ${message}\n  | ${line}\n`);
  }
}

interface Found {
  readonly finding: Finding;
  /** The line of the manifest. */
  readonly line: string;
}

function keyOf({ at, rule, message }: Finding): string {
  return `${at.file}:${at.line} ${rule} ${message}`;
}

function findingsOf(corpus: string, options: LintOptions): Found[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => findingsIn(corpus, name, options));
}

function findingsIn(corpus: string, project: string, options: LintOptions): Found[] {
  const sources = readdirSync(join(corpus, project), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort()
    .map((path) => ({ path: `${project}/${path}`, text: readFileSync(join(corpus, project, path), 'utf8') }));
  const texts = new Map(sources.map(({ path, text }) => [path, text.split('\n')]));
  return lint(sources, options).findings.map((finding) => {
    return { finding, line: texts.get(finding.at.file)?.[finding.at.line - 1]?.trim() ?? '' };
  });
}

/** Some of a list, in its order unless told otherwise; the same for the same seed (Fisher-Yates with the numbers of mulberry32). */
function draw<T>(items: readonly T[], count: number, start: number, inOrder = true): T[] {
  const order = items.map((_, index) => index);
  let state = start >>> 0;
  for (let at = order.length - 1; at > 0; at--) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const other = ((mixed ^ (mixed >>> 14)) >>> 0) % (at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const drawn = order.slice(0, count);
  if (inOrder) drawn.sort((a, b) => a - b);
  return drawn.flatMap((index) => items[index] ?? []);
}
