// In a real repository: what git says decides.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../run.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ksvc-changed-')));
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const service = (name: string, label: string, port = 80): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  selector: {app: ${label}}\n  ports: [{port: ${port}}]\n`;
const deployment = (label: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: ${label}}}
  template:
    metadata: {labels: {app: ${label}}}
    spec: {containers: [{name: web, image: web}]}
`;
const lint = async (cwd: string, ...argv: string[]): Promise<{ found: string[]; exit: number; stderr: string }> => {
  const { stdout, exit, stderr } = await run(['lint', ...argv, '-o', 'compact'], { cwd: join(root, cwd) });
  const found = [...stdout.matchAll(/^(\S+?):\d+:\d+: .*\[([\w-]+)\]$/gm)].map((match) => `${match[1]} ${match[2]}`);
  return { found, exit, stderr };
};

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  write('k8s/old.yaml', service('old', 'web', 0));
  write('k8s/web.yaml', service('web', 'web'));
  write('k8s/deployment.yaml', deployment('web'));
  git('add', '.');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'branch');
  write('k8s/new.yaml', service('new', 'web', 0));
  git('add', '.');
  git('commit', '-qm', 'two');
  git('checkout', '-q', 'main');
  write('k8s/main.yaml', service('main', 'web', 0));
  git('add', '.');
  git('commit', '-qm', 'three');
  git('checkout', '-q', 'branch');
});
afterAll(() => rmSync(root, { recursive: true }));

describe('--changed', () => {
  test('is about what is not committed', async () => {
    expect(await lint('.', '--changed')).toMatchObject({ found: [], exit: 0 });
    write('k8s/untracked.yaml', service('untracked', 'web', 0));
    const { found, exit } = await lint('.', '--changed');
    expect({ found, exit }).toEqual({ found: ['k8s/untracked.yaml port-out-of-range'], exit: 1 });
    rmSync(join(root, 'k8s/untracked.yaml'));
  });

  test('with a revision is about what happened since this branch left it', async () => {
    for (const argv of [['--changed=main'], ['--changed', 'main'], ['--changed', 'main', 'k8s']]) {
      expect((await lint('.', ...argv)).found).toEqual(['k8s/new.yaml port-out-of-range']);
    }
    expect((await lint('k8s', '--changed', 'main')).found).toEqual(['new.yaml port-out-of-range']);
  });

  test('takes a path that is no revision for a path', async () => {
    write('k8s/untracked.yaml', service('untracked', 'web', 0));
    expect((await lint('.', '--changed', 'k8s/')).found).toEqual(['k8s/untracked.yaml port-out-of-range']);
    rmSync(join(root, 'k8s/untracked.yaml'));
  });

  test('tells what a changed file does to others', async () => {
    write('k8s/deployment.yaml', deployment('webb'));
    expect((await lint('.', '--changed')).found).toContain('k8s/web.yaml service-selector-matches-nothing');
    write('k8s/deployment.yaml', deployment('web'));
  });

  test('of a revision that does not exist is wrong usage', async () => {
    const { exit, stderr } = await lint('.', '--changed', 'mian');
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining("option --changed: no revision 'mian' in this repository"),
    });
  });
});

test('outside of a repository --changed is wrong usage', async () => {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'ksvc-outside-')));
  writeFileSync(join(outside, 'a.yaml'), service('a', 'a'));
  const { exit, stderr } = await run(['lint', '--changed'], { cwd: outside });
  expect({ exit, stderr }).toMatchObject({ exit: 2 });
  expect(stderr).toContain('option --changed: this directory is in no git repository');
  rmSync(outside, { recursive: true });
});
