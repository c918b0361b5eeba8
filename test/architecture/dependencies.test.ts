import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

const root = resolve(__dirname, '../..');

interface Cruise {
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalDependenciesCruised: number };
}

/** Asks dependency-cruiser about a folder laid out like the repository. */
function cruise(folder: string): Cruise['summary'] {
  const output = execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      'src',
      '--config',
      join(root, 'test/architecture/dependencies.mjs'),
      '--output-type',
      'json',
    ],
    { cwd: folder, maxBuffer: 1 << 28, encoding: 'utf8' },
  );
  return (JSON.parse(output) as Cruise).summary;
}

const violations = (folder: string): string[] =>
  cruise(folder).violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);

describe('layers', () => {
  test('no file imports what it must not', () => {
    expect(violations(root)).toEqual([]);
  }, 60_000);
});

describe('the rules themselves', () => {
  const planted = join(root, 'node_modules/.planted-breaks');
  afterAll(() => rmSync(planted, { recursive: true, force: true }));

  test('catch every planted break', () => {
    const files: Record<string, string> = {
      'tsconfig.json': '{ "compilerOptions": { "allowImportingTsExtensions": true } }',
      'src/text/source.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
      'src/yaml/read.ts': "import type { B } from '../rules/b.ts';\nexport type A = B;\n",
      'src/rules/b.ts': "import { c } from './c.ts';\nexport type B = typeof c;\n",
      'src/rules/c.ts': "import { a } from '../text/source.ts';\nexport const c = a;\n",
      'src/report/r.ts': "import { c } from '../rules/c.ts';\nexport const r = c;\n",
      'src/model/m.ts': "import { n } from './n.ts';\nexport const m = n;\n",
      'src/model/n.ts': "import { m } from './m.ts';\nexport const n = () => m;\n",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(planted, path, '..'), { recursive: true });
      writeFileSync(join(planted, path), text);
    }
    expect([...new Set(cruise(planted).violations.map(({ rule }) => rule.name))].sort()).toEqual([
      'a-rule-knows-no-rule',
      'no-cycles',
      'only-cli-does-io',
      'report-sees-results',
      'yaml-imports-only-what-is-before-it',
    ]);
  }, 60_000);
});
