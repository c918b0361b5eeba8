import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { run } from './run.ts';
import { memoryFileSystem } from './test-io.ts';

const bad = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 0}]}\n';
const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n';
const small = memoryFileSystem({ '/project/web.yaml': bad });

describe('what takes time', () => {
  const large = memoryFileSystem({
    '/project/web.yaml': `${good}data:\n  a: |\n${'    text text text\n'.repeat(100_000)}`,
  });
  const status = async (files: typeof large, env: Record<string, string>, columns?: number, ...argv: string[]) => {
    const { stderr } = await run(['lint', '-o', 'json', ...argv], {
      fs: files,
      env,
      ...(columns !== undefined && { columns }),
    });
    return stderr;
  };

  test('is told on a terminal, and the line goes away', async () => {
    expect(await status(large, {}, 80)).toBe('1 file: lint…\r\u001b[2K');
  });

  test.each([
    ['off a terminal', large, {}, undefined, []],
    ['in CI', large, { CI: 'true' }, 80, []],
    ['on a dumb terminal', large, { TERM: 'dumb' }, 80, []],
    ['with -q', large, {}, 80, ['-q']],
    ['for little', small, {}, 80, []],
  ] as const)('is not told %s', async (_name, files, env, columns, argv) => {
    expect(await status(files, env, columns, ...argv)).toBe('');
  });
});

describe('a terminal', () => {
  const pretty = async (env: Record<string, string>, columns?: number, ...argv: string[]): Promise<string> =>
    (await run(['lint', '-o', 'pretty', ...argv], { fs: small, env, ...(columns !== undefined && { columns }) }))
      .stdout;
  const isColoured = (text: string): boolean => text.includes('\u001b[');
  const isAscii = (text: string): boolean => /^[\u0020-\u007e\n]*$/.test(text);

  test.each([
    ['a terminal', {}, 80, [], true],
    ['a pipe', {}, undefined, [], false],
    ['NO_COLOR', { NO_COLOR: '1' }, 80, [], false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, 80, [], true],
    ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, undefined, [], true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, 80, [], false],
    ['NO_COLOR with FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, 80, [], false],
    ['TERM=dumb', { TERM: 'dumb' }, 80, [], false],
    ['--color in a pipe', { NO_COLOR: '1' }, undefined, ['--color'], true],
    ['--no-color', { FORCE_COLOR: '1' }, 80, ['--no-color'], false],
  ] as const)('%s decides about colours', async (_name, env, columns, argv, expected) => {
    expect(isColoured(await pretty(env, columns, ...argv))).toBe(expected);
  });

  test.each([
    ['LANG=C', { LANG: 'C' }, true],
    ['LANG=de_DE.UTF-8', { LANG: 'de_DE.UTF-8' }, false],
    ['LC_ALL=C before LANG', { LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true],
    ['TERM=dumb', { TERM: 'dumb' }, true],
    ['the Linux console', { TERM: 'linux', LANG: 'en_US.UTF-8' }, true],
    ['nothing', {}, false],
  ] as const)('%s decides about characters', async (_name, env, expected) => {
    expect(isAscii(await pretty({ ...env, NO_COLOR: '1' }, 80))).toBe(expected);
  });

  const long = `${good.replace('web', 'w')}---\n${bad.replace('{name: web}', `{name: ${'web-'.repeat(12)}a, labels: {${'a'.repeat(70)}: b}}`)}`;
  const widest = async (env: Record<string, string>, columns?: number): Promise<number> => {
    const fs = memoryFileSystem({ '/project/web.yaml': long });
    const { stdout } = await run(['lint', '-o', 'pretty'], { fs, env, ...(columns !== undefined && { columns }) });
    return Math.max(...stdout.split('\n').map((line) => [...line].length));
  };

  test('has a width that is heeded from 80 to 120 columns', async () => {
    const cases = [
      await widest({ NO_COLOR: '1' }, 40),
      await widest({ NO_COLOR: '1' }, 80),
      await widest({ NO_COLOR: '1' }, 120),
      await widest({ NO_COLOR: '1' }, 500),
    ];
    expect(cases[0]).toBe(cases[1]);
    expect(cases[1]).toBeLessThanOrEqual(80);
    expect(cases[2]).toBeGreaterThan(80);
    expect(cases[2]).toBeLessThanOrEqual(120);
    expect(cases[3]).toBe(cases[2]);
  });

  test('that is none has the width of COLUMNS, or 100', async () => {
    expect(await widest({ COLUMNS: '80' })).toBe(await widest({ NO_COLOR: '1' }, 80));
    expect(await widest({ COLUMNS: '120' })).toBe(await widest({ NO_COLOR: '1' }, 120));
    expect(await widest({ COLUMNS: 'wide' })).toBe(await widest({}));
    expect(await widest({})).toBeLessThanOrEqual(100);
  });
});

describe('--watch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ksvc-watch-'));
  const root = resolve(__dirname, '../..');
  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      stdin: { contents: "import { run } from './src/cli/main.ts'; run(() => {});", resolveDir: root },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      outfile: join(folder, 'ksvc.cjs'),
      external: ['graphviz-cli'],
      logLevel: 'error',
    });
    mkdirSync(join(folder, 'k8s'));
    writeFileSync(join(folder, 'k8s/web.yaml'), bad);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('lints again when a manifest or the configuration changes', async () => {
    const child = spawn(
      process.execPath,
      ['ksvc.cjs', 'lint', '--watch', '-o', 'compact', 'k8s', '--config', '.ksvc.yaml'],
      {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    writeFileSync(join(folder, '.ksvc.yaml'), 'version: 1\n');
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk;
    });
    const runs = (): number => told.split('watching k8s; Ctrl+C ends it\n').length - 1;
    const until = async (holds: () => boolean): Promise<void> => {
      for (let waited = 0; !holds() && waited < 15_000; waited += 50) await new Promise((go) => setTimeout(go, 50));
      expect({ told, holds: holds() }).toEqual({ told, holds: true });
    };
    try {
      await until(() => told.includes('1 error'));
      writeFileSync(join(folder, 'k8s/web.yaml'), good);
      await until(() => told.endsWith('1 object: no problems\nwatching k8s; Ctrl+C ends it\n'));
      const before = runs();
      writeFileSync(join(folder, '.ksvc.yaml'), 'oops: 1\n');
      await until(() => runs() > before && told.includes("no key 'oops'"));
      expect(child.exitCode).toBeNull();
    } finally {
      child.kill('SIGINT');
    }
  }, 30_000);

  test('has nothing to watch in standard input', async () => {
    expect(await run(['lint', '--watch', '-'], { stdin: bad })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('standard input cannot be watched'),
    });
  });
});
