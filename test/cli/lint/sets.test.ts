// Sets of files that are checked apart from each other.
import { describe, expect, test } from '@jest/globals';
import { run } from '../run.ts';
import { memoryFileSystem } from '../test-io.ts';

const service = (name: string, port: number): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {ports: [{port: ${port}}]}\n`;
const files = {
  '/r/base/web.yaml': service('web', 0),
  '/r/prod/api.yaml': service('api', 0),
  '/r/dev/api.yaml': service('api', 80),
};
const config = 'rules: {service-without-selector-or-endpoints: off}\nsets: {prod: [base, prod], dev: dev}\n';
const lint = async (
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
  cwd = '/r',
): Promise<{ exit: number; found: string[]; stderr: string; known?: number; gone?: number }> => {
  const fs = memoryFileSystem({ ...files, ...more });
  const { exit, stdout, stderr } = await run(['lint', '-o', 'json', ...argv], { cwd, fs });
  const { findings = [], summary = {} } = stdout === '' ? {} : JSON.parse(stdout);
  const found = (findings as { set?: string; at: { file: string }; rule: string }[])
    .filter(({ rule }) => rule === 'port-out-of-range')
    .map(({ set, at }) => `${set ?? '-'} ${at.file}`);
  return { exit, found, stderr, ...summary };
};

describe('sets', () => {
  test('are each linted on their own, in their order', async () => {
    const { exit, found } = await lint(['--set', 'prod=prod', '--set', 'dev=dev', '--set', 'all=base']);
    expect({ exit, found }).toEqual({ exit: 1, found: ['prod prod/api.yaml', 'all base/web.yaml'] });
  });

  test('of the configuration start from its directory', async () => {
    const more = { '/r/.ksvc.yaml': config };
    expect((await lint([], more)).found).toEqual(['prod base/web.yaml', 'prod prod/api.yaml']);
    expect((await lint([], more, '/r/prod')).found).toEqual(['prod ../base/web.yaml', 'prod api.yaml']);
    expect((await lint(['--set', 'dev'], more)).found).toEqual([]);
  });

  test('give way to paths', async () => {
    const more = { '/r/.ksvc.yaml': config };
    expect((await lint(['base'], more)).found).toEqual(['- base/web.yaml']);
    expect((await lint(['-f', 'base'], more)).found).toEqual(['- base/web.yaml']);
  });

  test.each([
    [['--set', 'prod=prod', 'base'], 'a path belongs to a set'],
    [['--set', 'prod='], "'prod=' is no name and path"],
    [['--set', 'a b=prod'], "'a b=prod' is no name and path"],
    [['--set', 'prod=-'], 'standard input is no set'],
    [['--set', 'prod'], "there is no set 'prod'"],
  ])('%j is refused', async (argv, problem) => {
    const { exit, stderr } = await lint(argv);
    expect(exit).toBe(2);
    expect(stderr).toContain(problem);
  });

  test('say nothing of what is gone from a baseline that is for all of them', async () => {
    const fs = memoryFileSystem(files);
    const sets = ['--set', 'prod=prod', '--set', 'base=base'];
    const { written } = await run(['lint', '--write-baseline', ...sets], { cwd: '/r', fs });
    const [[, text = ''] = []] = [...written];
    const more = { '/r/.ksvc-baseline.json': text };
    const { exit, found, known, gone } = await lint(['--baseline', '.ksvc-baseline.json', ...sets], more);
    expect({ exit, found, gone }).toEqual({ exit: 0, found: [], gone: undefined });
    expect(known).toBeGreaterThanOrEqual(2);
  });

  test('do not call ignores unused that are for another set', async () => {
    const ignores = 'ignores: [{rules: [port-out-of-range], files: [prod/**]}]\n';
    const fs = memoryFileSystem({ ...files, '/r/.ksvc.yaml': `${config}${ignores}` });
    const { stdout } = await run(['lint'], { cwd: '/r', fs });
    expect(stdout).toContain('[prod] Service web');
    expect(stdout).not.toContain('suppression-unused');
  });
});

describe('--no-progress', () => {
  const many = memoryFileSystem({ '/r/web.yaml': `${service('web', 80)}---\n`.repeat(20_000) });
  const words = async (...argv: string[]): Promise<string> =>
    (await run(['lint', '-o', 'json', ...argv], { cwd: '/r', fs: many, columns: 80 })).stderr;

  test('keeps a terminal quiet', async () => {
    expect(await words()).toContain('1 file: lint…');
    expect(await words('--no-progress')).not.toContain('lint…');
  }, 60_000);
});
