import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');

/** Programs that leave what they met in `seen`, and whether something of them is compiled to indices. */
const samples: readonly { readonly source: string; readonly indexed: boolean }[] = [
  { source: 'for (const each of list) seen.push(each);', indexed: true },
  {
    source: 'for (const each of list) { if (each === 2) continue; if (each === 3) break; seen.push(each); }',
    indexed: true,
  },
  { source: 'for (const each of list) for (const other of list) seen.push(each * other);', indexed: true },
  {
    source:
      'outer: for (const each of list) for (const other of list) { if (other === 2) continue outer; seen.push(each); }',
    indexed: true,
  },
  { source: 'for (const each of list) { if (list.length < 6) list.push(each); seen.push(each); }', indexed: true },
  { source: 'for (let each of list) { each++; seen.push(each); }', indexed: true },
  {
    source:
      'const later: (() => number)[] = []; for (const each of list) later.push(() => each); seen.push(...later.map((each) => each()));',
    indexed: true,
  },
  { source: 'for (const [at, each] of list.entries()) seen.push(at, each);', indexed: true },
  { source: 'for (const [at] of list.entries()) seen.push(at);', indexed: true },
  { source: 'for (const [, each] of list.entries()) seen.push(each);', indexed: true },
  { source: 'for (const each of list.entries()) seen.push(each);', indexed: false },
  { source: 'for (const [first, , third = 7] of [list, [1]]) seen.push(first, third);', indexed: true },
  { source: 'for (const { length } of [list, [1]]) seen.push(length);', indexed: true },
  { source: "for (const each of 'a😀b') seen.push(each);", indexed: false },
  { source: 'for (const each of new Set(list)) seen.push(each);', indexed: false },
  { source: 'for (const [key, value] of new Map([[1, 2]])) seen.push(key, value);', indexed: true },
  { source: 'for (const each of either ? list : new Set(list)) seen.push(each);', indexed: false },
  { source: 'for (const each of anything) seen.push(each);', indexed: false },
  {
    source:
      'const each = <T extends readonly number[]>(some: T) => { for (const one of some) seen.push(one); }; each(list);',
    indexed: true,
  },
  { source: 'const [first, second] = list; seen.push(first, second);', indexed: true },
  { source: 'const [, second, ...rest] = list; seen.push(second, rest);', indexed: true },
  { source: 'const [first = 9] = [] as number[]; seen.push(first);', indexed: false },
  { source: 'const [first, [second]] = [1, list] as const; seen.push(first, second);', indexed: false },
  { source: 'const [first, second] = new Set(list); seen.push(first, second);', indexed: false },
  { source: 'let a = 1, b = 2; [a, b] = [b, a]; seen.push(a, b);', indexed: false },
  { source: 'seen.push([list].map(([first, second]) => [second, first]));', indexed: true },
  { source: 'seen.push([list, list].sort(([a = 1], [b = 2]) => a - b));', indexed: false },
  { source: 'seen.push([[list]].map(([inner]) => ({ inner })));', indexed: true },
  {
    source:
      'const reversed = ([a, b]: readonly number[], [c]: readonly number[]): unknown => [c, b, a]; seen.push(reversed(list, list));',
    indexed: true,
  },
  { source: 'const given = ([a]: readonly number[], b = a): unknown => b; seen.push(given(list));', indexed: false },
];

const head =
  'const seen: unknown[] = []; const list: number[] = [1, 2, 3]; const anything: any = list; const either = list.length > 9;';

describe('loops over arrays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'array-loops-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const texts = samples.map(({ source }) => `${head}\n${source}\nexport const found = seen;\n`);
  for (const [at, text] of texts.entries()) writeFileSync(join(folder, `${at}.ts`), text);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { target: 'es2022', lib: ['es2023'], module: 'esnext', strict: true, types: [] },
    }),
  );
  const script = `
    import { transformSync } from 'esbuild';
    import { Sources } from ${JSON.stringify(pathToFileURL(join(root, 'src/dev/array-loops.mjs')).href)};
    const sources = new Sources(${JSON.stringify(join(folder, 'tsconfig.json'))});
    const run = async (text) => {
      const { code } = transformSync(text, { loader: 'ts' });
      return (await import('data:text/javascript,' + encodeURIComponent(code))).found;
    };
    const answers = [];
    for (const [at, text] of ${JSON.stringify(texts)}.entries()) {
      const compiled = sources.read(${JSON.stringify(folder)} + '/' + at + '.ts');
      answers.push({ compiled, before: await run(text), after: await run(compiled) });
    }
    sources.close();
    console.log(JSON.stringify(answers));`;
  const answers: readonly { compiled: string; before: unknown; after: unknown }[] = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }),
  );

  test.each(samples.map((sample, at) => ({ ...sample, answer: answers[at] })))('$source', ({ indexed, answer }) => {
    expect(answer?.after).toEqual(answer?.before);
    expect(/\$(?:list|item)\d+\[/.test(answer?.compiled ?? '')).toBe(indexed);
  });
});
