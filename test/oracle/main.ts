// Compares the library with every recording that is at hand and prints the agreement of each kind of answer.
//   npm run oracle [-- folder…] [--list] [--recordings DIR]
// --list names what differs and how. Folders whose questions the library does not answer yet are counted, not judged.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { api } from './api.ts';
import { compiledRoutes } from './compiled-routes.ts';
import { recordedDifferences } from './diff.ts';
import { dnsAnswers } from './dns.ts';
import { endpointScenarios } from './endpoints.ts';
import type { Agreement, Exam } from './exam.ts';
import { proxyConnections } from './proxy.ts';
import { recordedRoutes } from './routes.ts';

const exams: readonly Exam[] = [
  api,
  endpointScenarios,
  dnsAnswers,
  proxyConnections,
  recordedRoutes,
  recordedDifferences,
  compiledRoutes,
];

const args = process.argv.slice(2);
const list = args.includes('--list');
const at = args.indexOf('--recordings');
const recordings = resolve(at === -1 ? join(import.meta.dirname, '../../../shared/oracle') : (args[at + 1] ?? ''));
const chosen = args.filter((arg, index) => !arg.startsWith('--') && (at === -1 || index !== at + 1));

if (!existsSync(recordings)) {
  print(`no recordings at ${recordings}: the part that comes with the repository is judged by npm test`);
} else {
  for (const name of readdirSync(recordings).sort()) {
    const own = exams.filter((each) => (each.folder ?? each.name) === name);
    const wanted = own.filter((exam) => chosen.length === 0 || chosen.includes(exam.name));
    for (const exam of wanted) report(exam, await exam.run(join(recordings, name)));
    if (own.length === 0 && (chosen.length === 0 || chosen.includes(name)))
      print(`\n${name}: ${count(join(recordings, name))} recordings, no function of the library answers them yet`);
  }
}

function report(exam: Exam, agreements: readonly Agreement[]): void {
  print(`\n${exam.name}: ${exam.subject}`);
  const width = Math.max(...agreements.map(({ what }) => what.length));
  for (const { what, equal, total, differing } of agreements) {
    print(
      `  ${what.padEnd(width)} ${String(equal).padStart(6)} of ${String(total).padStart(6)}  ${percent(equal, total)}`,
    );
    if (list) for (const { id, detail } of differing) print(`    ${id} ${detail.slice(0, 1000)}`);
  }
}

function percent(equal: number, total: number): string {
  // Rounded down: 100 % means all.
  return `${(Math.floor((equal / total) * 10_000) / 100).toFixed(2).padStart(6)} %`;
}

function count(folder: string): number {
  let lines = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.includes('.jsonl')) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const text = (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    lines += text.split('\n').filter((line) => line !== '').length;
  }
  return lines;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
