import { describe, expect, test } from '@jest/globals';
import { run } from '../run.ts';
import { memoryFileSystem } from '../test-io.ts';

const bad = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 0}]}\n';
const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n';

describe('the configuration', () => {
  const config = 'rules: {port-out-of-range: warning}\n';
  const severity = async (cwd: string, files: Record<string, string>): Promise<string | undefined> => {
    const fs = memoryFileSystem({ ...files, [`${cwd}/web.yaml`]: bad });
    const { stdout } = await run(['lint', '-o', 'compact'], { cwd, fs });
    return /: (\w+): .*port-out-of-range/.exec(stdout)?.[1];
  };

  test('is that of the working directory or the nearest above', async () => {
    expect(await severity('/r/a/b', { '/r/a/b/.ksvc.yaml': config })).toBe('warning');
    expect(
      await severity('/r/a/b', { '/r/a/.ksvc.yaml': config, '/r/.ksvc.yaml': 'rules: {port-out-of-range: info}' }),
    ).toBe('warning');
    expect(await severity('/r/a/b', { '/r/.ksvc.yaml': config, '/r/.git/HEAD': '' })).toBe('warning');
  });

  test('is not looked for above the repository', async () => {
    expect(await severity('/r/a/b', { '/.ksvc.yaml': config, '/r/.git/HEAD': '' })).toBe('error');
    // The working tree of a submodule has a file of this name.
    expect(await severity('/r/a/b', { '/r/.ksvc.yaml': config, '/r/a/.git': 'gitdir: …' })).toBe('error');
  });

  test('has globs that start from its directory', async () => {
    const fs = memoryFileSystem({
      '/r/.ksvc.yaml': 'overrides: [{files: dev/*.yaml, rules: {port-out-of-range: off}}]\nexclude: ["**/gen"]\n',
      '/r/dev/web.yaml': bad,
      '/r/dev/gen/web.yaml': bad,
      '/r/prod/dev/web.yaml': bad,
    });
    const paths = async (cwd: string, ...argv: string[]): Promise<string[]> => {
      const { stdout } = await run(['lint', '--rule', 'port-out-of-range', '-o', 'json', ...argv], { cwd, fs });
      return JSON.parse(stdout).findings.map(({ at }: { at: { file: string } }) => at.file);
    };
    // A rule that is named is on; so only what is searched for differs.
    expect(await paths('/r')).toEqual(['dev/web.yaml', 'prod/dev/web.yaml']);
    expect(await paths('/r/dev')).toEqual(['web.yaml']);
    expect(await paths('/r/dev', 'gen/web.yaml')).toEqual(['gen/web.yaml']);
    const { stdout } = await run(['lint', '-o', 'compact'], { cwd: '/r', fs });
    expect(stdout).toMatch(/prod\/dev\/web\.yaml:.*port-out-of-range/);
    expect(stdout).not.toMatch(/^dev\/web\.yaml:.*port-out-of-range/m);
  });

  test('counts for every command that reads manifests', async () => {
    const files = { '/r/web.yaml': bad, '/r/.ksvc.yaml': 'oops: 1\n' };
    const words = [['lint'], ['validate'], ['endpoints'], ['routes'], ['trace', 'svc/web'], ['dns', 'web'], ['graph']];
    for (const argv of words) {
      const { exit, stderr } = await run([...argv, 'web.yaml'], { cwd: '/r', fs: memoryFileSystem(files) });
      expect({ argv, exit, stderr }).toEqual({
        argv,
        exit: 2,
        stderr: `error: .ksvc.yaml:1:1: the configuration has no key 'oops'; ${known}`,
      });
    }
  });

  test('has ignores that are called unused when everything is linted, and only then', async () => {
    const files = {
      '/r/web.yaml': good,
      '/r/.ksvc.yaml': 'ignores: [{rules: [unknown-field]}]\n',
      '/r/sub/a.yaml': good,
    };
    const unused = async (argv: string[], cwd: string, stdin?: string): Promise<boolean> => {
      const surroundings = { cwd, fs: memoryFileSystem(files), ...(stdin !== undefined && { stdin }) };
      return (await run(['lint', ...argv, '-o', 'compact'], surroundings)).stdout.includes('[suppression-unused]');
    };
    expect(await unused([], '/r')).toBe(true);
    expect(await unused(['.'], '/r')).toBe(false);
    expect(await unused(['-f', 'web.yaml'], '/r')).toBe(false);
    expect(await unused(['--rule', 'suppression-unused'], '/r')).toBe(false);
    expect(await unused([], '/r/sub')).toBe(false);
    expect(await unused([], '/r', good)).toBe(false);
  });

  test('gives way to the command line', async () => {
    const files = {
      '/r/web.yaml': bad.replace('{name: web}', '{name: web, namespace: shop}').replace('port: 0', 'port: 80'),
      '/r/.ksvc.yaml': 'namespace: other\nkubernetesVersion: "1.30"\nformat: json\nfailOn: never\n',
    };
    const asked = async (...argv: string[]): Promise<string | undefined> => {
      const { stdout } = await run(['trace', 'svc/web', 'web.yaml', ...argv], {
        cwd: '/r',
        fs: memoryFileSystem(files),
      });
      return /\b(?:shop|other)\b/.exec(stdout)?.[0];
    };
    expect(await asked('-n', 'shop')).toBe('shop');
    expect(await asked()).toBe('other');
    const { stdout } = await run(['lint', 'web.yaml'], { cwd: '/r', fs: memoryFileSystem(files) });
    expect(stdout).toMatch(/^\{\n {2}"version": 1/);
    const { stdout: lines } = await run(['lint', 'web.yaml', '-o', 'compact'], {
      cwd: '/r',
      fs: memoryFileSystem(files),
    });
    expect(lines).not.toMatch(/^\{/);
  });

  const known =
    'known: version, extends, kubernetesVersion, namespace, controller, controllers, defaultIngressClass, clusterDomain, proxyMode, nodePortRange, serviceCIDR, complete, assumeComplete, external, podTemplates, rules, overrides, ignores, include, exclude, sets, baseline, failOn, maxWarnings, format\n';
});

describe('--print-config', () => {
  const fs = memoryFileSystem({
    '/r/.git/HEAD': '',
    '/r/.ksvc.yaml': `extends: api
kubernetesVersion: "1.30"
nodePortRange: 30000-31000
overrides: [{files: dev, rules: {port-out-of-range: info}}]
ignores: [{rules: [duplicate-object], reason: on purpose}]
`,
  });

  test('shows what holds, in a form that is a configuration', async () => {
    const { stdout, stderr, exit } = await run(['lint', '--print-config'], { cwd: '/r', fs });
    expect({ stderr, exit }).toEqual({ stderr: 'note: .ksvc.yaml\n', exit: 0 });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      extends: 'api',
      kubernetesVersion: '1.30',
      nodePortRange: '30000-31000',
      rules: { 'port-out-of-range': 'error', 'namespace-mixed': 'off' },
      ignores: [{ rules: ['duplicate-object'], reason: 'on purpose' }],
    });
    const printed = memoryFileSystem({ '/r/.ksvc.yaml': stdout, '/r/web.yaml': good });
    expect(await run(['lint'], { cwd: '/r', fs: printed })).toMatchObject({ exit: 0 });
  });

  test('for a file', async () => {
    const { stdout, stderr } = await run(['lint', '--print-config', 'web.yaml'], { cwd: '/r/dev', fs });
    expect(stderr).toBe('note: ../.ksvc.yaml, for web.yaml\n');
    expect(JSON.parse(stdout).rules).toMatchObject({ 'port-out-of-range': 'info' });
  });

  test('without a configuration', async () => {
    const { stdout, stderr } = await run(['lint', '--print-config'], { fs: memoryFileSystem({}) });
    expect(stderr).toBe('note: no configuration file\n');
    expect(JSON.parse(stdout)).toMatchObject({ extends: 'recommended', rules: { 'suppression-unused': 'info' } });
  });
});

test('--list-rules shows every rule with the level that holds', async () => {
  const { stdout, exit } = await run(['lint', '--list-rules', '--profile', 'api', '--rule', 'namespace-mixed=error'], {
    fs: memoryFileSystem({}),
  });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^namespace-mixed +error +\S/m);
  expect(stdout).toMatch(/^port-out-of-range +error +\S/m);
  expect(stdout).toMatch(/^service-selector-matches-nothing +off +\S/m);
});

describe('a baseline', () => {
  const fs = (files: Record<string, string>) => memoryFileSystem({ '/r/.git/HEAD': '', ...files });

  test('is written, and then nothing is new until something is', async () => {
    const { written, exit, stderr } = await run(['lint', '--write-baseline'], {
      cwd: '/r',
      fs: fs({ '/r/web.yaml': bad }),
    });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '.ksvc-baseline.json: 1 finding accepted\n' });
    const [[path, baseline] = ['', '']] = written;
    expect(path).toBe('/r/.ksvc-baseline.json');
    const lint = async (text: string): Promise<{ exit: number; summary: object }> => {
      const files = { '/r/web.yaml': text, '/r/.ksvc-baseline.json': baseline };
      const argv = ['lint', '--baseline', '.ksvc-baseline.json', '-o', 'json'];
      const result = await run(argv, { cwd: '/r', fs: fs(files) });
      return { exit: result.exit, summary: JSON.parse(result.stdout).summary };
    };
    expect(await lint(bad)).toMatchObject({ exit: 0, summary: { errors: 0, known: 1 } });
    // Lines move, and another item comes first.
    const moved = `# a comment\n\n${bad.replace('[', '[{name: a, port: 80}, ')}`.replace('port: 0', 'port: 0, name: b');
    expect(await lint(moved)).toMatchObject({ exit: 0, summary: { errors: 0, known: 1 } });
    expect(await lint(bad.replaceAll('web', 'api'))).toMatchObject({ exit: 1, summary: { errors: 1, gone: 1 } });
    expect(await lint(good)).toMatchObject({ exit: 0, summary: { gone: 1 } });
  });
});
