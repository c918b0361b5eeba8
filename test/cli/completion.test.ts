import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { shellScript } from '../../src/cli/completion/shell-scripts.ts';
import { commandSpecs } from '../../src/cli/options.ts';
import { ruleIds } from '../../src/rules/ids.ts';
import { run } from './run.ts';
import { memoryFileSystem } from './test-io.ts';

const manifests = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: plain}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec:
  rules: [{host: shop.example.com}, {host: "*.example.com"}, {http: {}}, {host: [odd]}]
`;
const fs = memoryFileSystem({ '/project/k8s/web.yaml': manifests, '/project/broken.yaml': 'a: [' });

/** The candidates for the last of some words. */
async function complete(...words: string[]): Promise<string[]> {
  const { stdout, stderr, exit } = await run(['__complete', ...words], { fs });
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.slice(0, line.indexOf('\t')));
}

describe('words that may come next', () => {
  test.each([
    [['li'], ['lint']],
    [['expl'], ['explain']],
    [['help', 'va'], ['validate']],
    [['lint', '--fail'], ['--fail-on']],
    [
      ['lint', '--no-c'],
      ['--no-config', '--no-color'],
    ],
    [
      ['lint', '--fail-on', ''],
      ['error', 'warning', 'info', 'never'],
    ],
    [['lint', '--fail-on=w'], ['--fail-on=warning']],
    [['lint', '-o', 'sa'], ['sarif']],
    [['graph', '-o', ''], commandSpecs.graph.formats],
    [['lint', '--profile', 's'], ['strict']],
    [['lint', '--rule', 'port-name-'], ['port-name-invalid']],
    [['lint', '--rule=namespace-m'], ['--rule=namespace-mixed']],
    [['explain', 'port-name-'], ['port-name-invalid']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['routes', '--controller', 'cont'], ['contour']],
    [['routes', '--controller', 'spec,cont'], ['spec,contour']],
    [
      ['lint', '--kubernetes-version', '1.3'],
      ['1.37', '1.36', '1.35', '1.34', '1.33', '1.32', '1.31', '1.30'],
    ],
    [['lint', '-n', ''], ['shop']],
    [
      ['endpoints', '--service', ''],
      ['plain', 'shop/api', 'shop/web'],
    ],
    [['routes', '--host', ''], ['shop.example.com']],
    [['trace', 'sh'], ['shop.example.com/']],
    [['trace', 'https://'], ['https://shop.example.com/']],
    [['trace', 'svc/'], ['svc/plain']],
    [['trace', 'ing'], ['ingress/front']],
    [['dns', 'w'], ['web.shop']],
    [['dns', 'p'], ['plain']],
    [['endpoints', '-f', 'k8s', '--service', 'shop/w'], ['shop/web']],
    [['endpoints', '-f', 'broken.yaml', '--service', 'w'], []],
    [['lint', 'k8s/'], []],
    [['trace', 'svc/web', 'k'], []],
    [['nonsense', 'k'], []],
    [['lint', '--nonsense=', ''], []],
    [['lint', '--config', ''], []],
  ] as const)('%j', async (words, expected) => {
    expect(await complete(...words)).toEqual(expected);
  });

  test('all rules', async () => {
    expect(await complete('lint', '--rule', '')).toEqual(ruleIds);
  });

  test('an option that counts once is offered once', async () => {
    expect(await complete('lint', '--profile', 'api', '--prof')).toEqual([]);
    expect(await complete('lint', '--output', 'json', '--out')).toEqual(['--output']);
  });

  test('without a word everything that there is', async () => {
    expect(await complete('')).toEqual(expect.arrayContaining(['lint', 'trace', 'completion', 'help']));
    expect((await run(['__complete'], { fs })).stdout).toContain('lint\twhat is wrong with these manifests\n');
  });
});

const folder = mkdtempSync(join(tmpdir(), 'ksvc-completion-'));
beforeAll(async () => {
  const root = resolve(__dirname, '../..');
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
  writeFileSync(join(folder, 'k8s/web.yaml'), manifests);
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    writeFileSync(join(folder, `_ksvc.${shell}`), shellScript(shell));
  writeFileSync(join(folder, 'ksvc'), `#!/bin/sh\nexec '${process.execPath}' '${join(folder, 'ksvc.cjs')}' "$@"\n`, {
    mode: 0o755,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const inShell = (shell: string, script: string): string => {
  const { stdout, stderr } = spawnSync(shell, ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  });
  expect(stderr).toBe('');
  return stdout;
};

(isThere('bash') ? describe : describe.skip)('bash', () => {
  /** What bash would put in place of the end of a line: what follows the last space, : or =. */
  const reply = (line: string): string[] =>
    inShell(
      'bash',
      `source ./_ksvc.bash; COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; _ksvc; printf '%s\\n' "\${COMPREPLY[@]}"`,
    )
      .split('\n')
      .filter((word) => word !== '');

  test.each([
    ['ksvc li', ['lint']],
    ['ksvc lint --fail-on ', ['error', 'warning', 'info', 'never']],
    ['ksvc lint --fail-on=w', ['warning']],
    ['ksvc trace https://sh', ['//shop.example.com/']],
    ['ksvc trace svc/', ['svc/plain']],
    ['ksvc trace w', ['web.shop']],
    ['ksvc   lint k8s/', []],
  ])('%s', (line, expected) => {
    expect(reply(line)).toEqual(expected);
  });

  test('is told of the function', () => {
    expect(inShell('bash', 'source ./_ksvc.bash; complete -p ksvc')).toBe('complete -o default -F _ksvc ksvc\n');
  });
});

(isThere('zsh') ? test : test.skip)('zsh takes the script', () => {
  const script = `
    compdef() { registered="$*"; }
    _describe() { print -l -- "\${(@P)2}"; }
    _files() { print files; }
    source ./_ksvc.zsh
    print -- $registered
    words=(ksvc lint --fail-on ''); CURRENT=4; _ksvc`;
  expect(inShell('zsh', script)).toBe('_ksvc ksvc\nerror:\nwarning:\ninfo:\nnever:\n');
});

(isThere('fish') ? test : test.skip)('fish completes', () => {
  expect(inShell('fish', "source ./_ksvc.fish; complete -C 'ksvc lint --fail-on w'")).toMatch(/^warning/);
});
