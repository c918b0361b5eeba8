import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ksvc-action-'));

interface Action {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: string } };
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { readonly run: string; readonly env: { readonly [name: string]: string } }[];
  };
}

describe('the GitHub action', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
  const [step] = action.runs.steps;

  /** Runs the step as GitHub does, `npx` being this checkout. */
  function run(inputs: { readonly [name: string]: string }): { status: number | null; stdout: string; asked: string } {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const npx = `#!/usr/bin/env bash\necho "$@" > '${folder}/asked'\nshift 2\nexec '${process.execPath}' '${root}/bin/ksvc.js' "$@"\n`;
    writeFileSync(join(bin, 'npx'), npx);
    chmodSync(join(bin, 'npx'), 0o755);
    const env: Record<string, string> = { PATH: `${bin}:${process.env.PATH}` };
    for (const [name, expression] of Object.entries(step?.env ?? {})) {
      const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression) ?? [];
      env[name] = inputs[input] ?? action.inputs[input]?.default ?? '';
    }
    // The shell that `shell: bash` stands for.
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
      cwd: folder,
      encoding: 'utf8',
      env,
      input: '',
    });
    return { status, stdout, asked: readFileSync(join(folder, 'asked'), 'utf8').trim() };
  }

  mkdirSync(join(folder, 'k8s apps'), { recursive: true });
  writeFileSync(
    join(folder, 'k8s apps/web.yaml'),
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: "80"\n',
  );

  test('annotates the line, and fails', () => {
    const { status, stdout, asked } = run({});
    expect(asked).toBe('--yes ksvc@latest lint -o github .');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=k8s apps\/web\.yaml,line=7,/m);
  });

  test('passes inputs on, spaces in paths too', () => {
    const { status, asked } = run({
      paths: 'k8s apps\n',
      args: '--fail-on never  -q',
      sarif: 'out.sarif',
      version: '1.2.3',
    });
    expect(asked).toBe('--yes ksvc@1.2.3 lint -o github -o sarif=out.sarif --fail-on never -q k8s apps');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });
});

describe('the hooks for pre-commit', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as {
    id: string;
    entry: string;
    files: string;
    pass_filenames: boolean;
  }[];

  test.each(hooks.map((hook) => [hook.id, hook] as const))('%s is a command of the package', (_, hook) => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
    const [program = '', ...args] = hook.entry.split(' ');
    const { status, stdout } = spawnSync(process.execPath, [join(root, bin[program] ?? ''), ...args, '--help'], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toContain(hook.entry);
    expect(['a.yaml', 'k8s/b.yml', 'c.json', 'README.md'].map((name) => new RegExp(hook.files).test(name))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
