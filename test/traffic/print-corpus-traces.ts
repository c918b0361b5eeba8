// Prints traces of real manifests to be checked by hand: twenty of Services and twenty of Ingresses, drawn with a seed.
//   node src/dev/run.mjs test/traffic/print-corpus-traces.ts [seed]
import { type CorpusTarget, corpus, foldersBelow, ingressTargets, serviceTargets } from './corpus-targets.ts';

const seed = Number(process.argv[2] ?? 20261123);
const many = 20;

const folders = foldersBelow(corpus);
const services = folders.flatMap(serviceTargets);
const paths = folders.flatMap((folder) => ingressTargets(folder));
print(`seed ${seed}: ${services.length} ports of Services, ${paths.length} URLs of Ingresses`);
const random = randomFrom(seed);
for (const target of [...draw(services), ...draw(paths)]) show(target);

function show({ folder, text, ask }: CorpusTarget): void {
  for (const { controller, hops, nearMisses, outcome } of ask()) {
    print(`\n${folder} ${text}${controller === null ? '' : ` via ${controller}`}`);
    for (const { status, kind, text: said, because } of hops) {
      print(`  ${status} ${kind}: ${said}  ${because.map(({ at }) => `${at.file}:${at.line}`).join(' ')}`);
    }
    for (const { text: miss } of nearMisses) print(`  nearly: ${miss}`);
    print(`  ${JSON.stringify(outcome)}`);
  }
}

function draw(targets: readonly CorpusTarget[]): CorpusTarget[] {
  const left = [...targets];
  return Array.from({ length: many }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

/** The linear congruential generator of Numerical Recipes. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
