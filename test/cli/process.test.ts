import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';

// The program as a process of its own: what a recorded run cannot show.
const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ksvc-process-'));
const program = join(folder, 'ksvc.cjs');

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    stdin: { contents: "import { run } from './src/cli/main.ts'; run();", resolveDir: root },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile: program,
    external: ['graphviz-cli'],
    logLevel: 'error',
  });
  mkdirSync(join(folder, 'many'));
  for (let index = 0; index < 400; index++) {
    writeFileSync(
      join(folder, 'many', `${index}.yaml`),
      `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: [\n`,
    );
  }
  writeFileSync(join(folder, 'broken.yaml'), 'apiVersion: v1\nkind: [\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `ksvc` in the command stands for the program. */
function shell(command: string, cwd: string = folder): SpawnSyncReturns<string> {
  const script = `ksvc() { '${process.execPath}' '${program}' "$@"; }; ${command}`;
  return spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8', input: '', maxBuffer: 1 << 28 });
}

describe('standard output', () => {
  test('that is a pipe gets everything', () => {
    const { stdout } = shell('ksvc lint many -o json | cat');
    expect(JSON.parse(stdout).findings.length).toBeGreaterThanOrEqual(400);
  });

  test('whose reader goes away ends quietly, with the exit code it would have had', () => {
    const { stdout, stderr } = shell(
      'set -o pipefail; ksvc lint -o json many | head -c 20 >/dev/null; echo $?; ksvc lint -q many | true; echo $?',
    );
    expect({ stdout, stderr }).toEqual({ stdout: '1\n1\n', stderr: '' });
  });

  test('gets a picture, which is written in pieces, as a file gets it', () => {
    const service = (name: string, ports: number): string =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  selector: {app: ${name}}\n  ports:\n${Array.from({ length: ports }, (_, at) => `    - {name: p${at}, port: ${at + 1}, targetPort: web}\n`).join('')}`;
    const services = Array.from({ length: 150 }, (_, at) => service(`shop-${at}`, 2));
    // The box of the last one is longer than what is written at a time; the rows have arrows.
    writeFileSync(join(folder, 'pictures.yaml'), [...services, service('wide', 400)].join('---\n'));
    const { status, stdout } = shell(
      'ksvc graph -q pictures.yaml -o svg=whole.svg && ksvc graph -q pictures.yaml | cat',
    );
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(200_000);
    expect(stdout).toBe(readFileSync(join(folder, 'whole.svg'), 'utf8'));
  });

  test('that is closed is no crash', () => {
    expect(shell('ksvc lint -q broken.yaml >&-')).toMatchObject({ status: 1, stderr: '' });
  });
});

test('output that cannot be written is told', () => {
  expect(shell('ksvc lint broken.yaml >/dev/full')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^error: standard output: cannot be written: no space left\n/),
  });
  expect(shell('ksvc lint broken.yaml 2>/dev/full').status).toBe(1);
});

test('a directory that was removed is no answer', () => {
  const { status, stderr } = shell('mkdir gone && cd gone && rmdir ../gone && ksvc lint');
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'error: .: no such file or directory\n' });
});

describe('standard input', () => {
  test.each(['cat broken.yaml | ksvc lint', 'ksvc lint < broken.yaml', 'cat broken.yaml | ksvc lint -'])(
    '%s',
    (line) => {
      const { stdout, status } = shell(line, folder);
      expect(stdout).toMatch(/^<stdin>:\d+:\d+: error: /);
      expect(status).toBe(1);
    },
  );

  test.each(['ksvc lint', 'ksvc lint </dev/null', 'ksvc lint <&-'])('%s reads the directory', (line) => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    expect(shell(line, join(folder, 'empty'))).toMatchObject({
      status: 2,
      stderr:
        'error: this directory: no .yaml, .yml or .json file in it or below; name files, or pipe manifests in with -\n',
    });
  });

  describe('of a program that is started by another', () => {
    const start = (cwd: string): { child: ChildProcess; ended: Promise<{ code: number | null; stdout: string }> } => {
      const child = spawn(process.execPath, [program, 'lint'], { cwd });
      let stdout = '';
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
      });
      return { child, ended: new Promise((done) => child.on('close', (code) => done({ code, stdout }))) };
    };

    test('is read when something comes', async () => {
      const { child, ended } = start(join(folder, 'many'));
      child.stdin?.end('apiVersion: v1\nkind: [\n');
      expect((await ended).stdout).toMatch(/^<stdin>:2:\d+: error: /);
    });

    test('and is never written to nor closed does not make it wait', async () => {
      const { child, ended } = start(join(folder, 'many'));
      expect((await ended).stdout).toMatch(/^0\.yaml:/);
      child.stdin?.destroy();
    });
  });

  test('a process substitution is a file', () => {
    expect(shell('ksvc lint <(cat broken.yaml)').stdout).toMatch(/^\/dev\/fd\/\d+:\d+:\d+: error: /);
  });
});

test('an output file is written', () => {
  const { stdout, stderr, status } = shell('ksvc lint broken.yaml -o out.json && false; grep -c version out.json');
  expect({ stdout, status }).toEqual({ stdout: '1\n', status: 0 });
  expect(stderr).toBe('1 file, 0 objects: 1 error\n');
});

test('colours are forced by a variable', () => {
  expect(shell('FORCE_COLOR=1 ksvc lint broken.yaml').stdout).toContain('\u001b[31m\u001b[1merror:');
});
