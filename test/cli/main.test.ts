import { describe, expect, test } from '@jest/globals';
import { run } from './run.ts';
import { memoryFileSystem, systemError } from './test-io.ts';

const good = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';
const bad = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 0}]}\n';

describe('inputs that cannot be read', () => {
  const unreadable = { '/project/secret.yaml': systemError('EACCES') };

  test('do not hide the findings of the others', async () => {
    const { exit, stdout, stderr } = await run(['lint'], {
      fs: memoryFileSystem({ ...unreadable, '/project/a.yaml': bad }),
    });
    expect(stdout).toMatch(/^a\.yaml:4:/);
    expect(stderr).toMatch(/^error: secret\.yaml: permission denied/);
    expect(exit).toBe(1);
  });

  test.each(['lint', 'validate'])('keep %s from saying yes', async (command) => {
    const fs = memoryFileSystem({ ...unreadable, '/project/a.yaml': good });
    expect((await run([command], { fs })).exit).toBe(2);
  });

  test.each(['lint', 'validate'])('leave %s nothing to answer', async (command) => {
    expect(await run([command], { fs: memoryFileSystem(unreadable) })).toMatchObject({ exit: 2, stdout: '' });
  });

  test('and do not exist are wrong usage, whatever is found', async () => {
    const { exit, stdout } = await run(['lint', 'a.yaml', 'b.yaml'], {
      fs: memoryFileSystem({ '/project/a.yaml': bad }),
    });
    expect(stdout).toMatch(/^a\.yaml:4:/);
    expect(exit).toBe(2);
  });
});

test('a bug of ours is exit code 70, with what helps to mend it', async () => {
  const fs = memoryFileSystem({ '/project/a.yaml': new TypeError('x is not a function') });
  const { exit, stdout, stderr } = await run(['lint', 'a.yaml'], { fs });
  expect({ exit, stdout }).toEqual({ exit: 70, stdout: '' });
  expect(stderr).toContain('your manifests are not to blame');
  expect(stderr).toContain('https://github.com/ksvc/ksvc/issues');
  expect(stderr).toContain('  ksvc lint a.yaml\n  TypeError: x is not a function\n');
});

test('YAML without apiVersion and kind is refused when it is named, and no manifest when a search comes across it', async () => {
  const fs = memoryFileSystem({ '/project/a.yaml': good, '/project/values.yaml': 'replicas: 1\n' });
  expect(await run(['validate'], { fs })).toEqual(
    expect.objectContaining({ exit: 0, stderr: '1 document: 1 accepted, 0 rejected\n' }),
  );
  expect(await run(['validate', 'values.yaml'], { fs })).toEqual(
    expect.objectContaining({
      exit: 1,
      stdout: 'values.yaml:1:1: error: error validating data: [apiVersion not set, kind not set]\n',
    }),
  );
});

test.each(['lint', 'validate'])('%s of a directory without manifests says so', async (command) => {
  expect(await run([command], { fs: memoryFileSystem({ '/project/package.json': '{}' }) })).toMatchObject({
    exit: 2,
    stdout: '',
    stderr: 'error: no manifest found: no file there names an apiVersion or kind\n',
  });
});

test.each(['lint', 'validate'])('%s of a chart of which only values are left is no yes', async (command) => {
  const chart = {
    '/project/Chart.yaml': 'apiVersion: v2\n',
    '/project/values.yaml': 'a: 1\n',
    '/project/templates/a.yaml': '',
  };
  const { exit, stderr } = await run([command], { fs: memoryFileSystem(chart) });
  expect(exit).toBe(2);
  expect(stderr).toMatch(/^note: templates left out: .*, helm template \. \| ksvc (lint|validate) -\n/);
  expect(stderr).toContain('note: no Kubernetes objects found\n');
});

describe('severities', () => {
  const fs = memoryFileSystem({ '/project/a.yaml': bad });
  test.each([
    ['error', 1],
    ['warning', 1],
    ['info', 1],
    ['never', 0],
  ])('--fail-on %s with an error: %d', async (severity, exit) => {
    expect((await run(['lint', '--fail-on', severity], { fs })).exit).toBe(exit);
  });
});

describe('-q', () => {
  // An error, and a finding of a lower severity: the same object twice.
  const fs = memoryFileSystem({ '/project/a.yaml': bad, '/project/b.yaml': bad });
  const severitiesOf = async (...argv: string[]): Promise<string[]> => {
    const { stdout, stderr } = await run(['lint', '-q', ...argv], { fs });
    expect(stderr).toBe('');
    return [...stdout.matchAll(/^\S+ (\w+):/gm)].map((match) => match[1] ?? '');
  };
  test.each(['error', 'warning', 'never'])('with --fail-on %s leaves errors', async (failOn) => {
    expect(new Set(await severitiesOf('--fail-on', failOn))).toEqual(new Set(['error']));
  });
  test('leaves what makes the exit code 1', async () => {
    expect(new Set(await severitiesOf('--fail-on', 'info'))).toEqual(new Set(['error', 'info']));
  });
});
