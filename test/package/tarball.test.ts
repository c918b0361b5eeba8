import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { controllers } from '../../src/traffic/controllers/index.ts';
import { pack, root } from './packed.ts';

const packed = pack();

function inProject(command: string): { status: number | null; stdout: string; stderr: string } {
  const path = `${join(packed.project, 'node_modules/.bin')}:${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', command], {
    cwd: packed.project,
    encoding: 'utf8',
    input: '',
    env: { PATH: path },
  });
  return { status, stdout, stderr };
}

const broken = `apiVersion: v1
kind: Endpoints
metadata: {name: web}
subsets:
  - addresses: [{ip: 10.0.0.5}]
ports:
  - port: 80
`;
writeFileSync(join(packed.project, 'web.yaml'), broken);

describe('the packed package', () => {
  test('has what is needed and nothing else', () => {
    const allowed =
      /^(?:package\.json|README\.md|LICENSE|bin\/(?:ksvc\.js|package\.json)|dist\/(?:index\.js|page\/trace\.js|cli\/[\w-]+\.cjs|types\/.+\.d\.ts)|schemas\/(?:[\w-]+|output\/[\w-]+)\.json)$/;
    expect(packed.files.filter((file) => !allowed.test(file))).toEqual([]);
    for (const needed of ['LICENSE', 'README.md', 'bin/ksvc.js', 'dist/cli/main.cjs', 'dist/index.js']) {
      expect(packed.files).toContain(needed);
    }
    expect(packed.unpackedSize).toBeLessThan(14_000_000);
  });

  test('has a program that can be run, under both of its names', () => {
    accessSync(join(packed.project, 'node_modules/ksvc/bin/ksvc.js'), constants.X_OK);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(inProject('ksvc --version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(inProject('kubectl-ksvc --version').stdout).toBe(`${version}\n`);
  });

  test.each(controllers.map((each) => [each.id, each] as const))('has all of the controller %s', (id, whole) => {
    const { status, stdout } = inProject(`ksvc explain ${id} -o json`);
    const told = JSON.parse(stdout) as { controller: unknown };
    const { title, sources, examples } = JSON.parse(JSON.stringify(whole)) as typeof whole;
    expect({ status, told }).toMatchObject({ status: 0, told: { controller: { id, title, sources, examples } } });
  });

  test('runs in an empty directory, without any other package', () => {
    expect(inProject('ksvc lint -q').stdout).toMatch(/^web\.yaml:6:1: error: .*\[unknown-field\]\n/);
    expect(inProject('ksvc fix').status).toBe(0);
    expect(inProject('ksvc lint -q')).toMatchObject({ status: 0, stdout: '' });
    expect(inProject('ksvc graph -o g.svg && head -c 4 g.svg').stdout).toBe('<svg');
    expect(inProject('ksvc trace svc/web').status).toBe(3);
    expect(inProject('ksvc explain unknown-field').stdout).toContain('unknown-field');
    expect(inProject('ksvc lint --nonsense')).toMatchObject({ status: 2, stdout: '' });
  });

  test('is a library with types', () => {
    const script =
      "import { lint, load } from 'ksvc'; console.log(lint(load([{ path: 'a.yaml', text: 'kind: [' }])).findings[0].rule);";
    writeFileSync(join(packed.project, 'use.mjs'), script);
    expect(inProject(`'${process.execPath}' use.mjs`)).toEqual({
      status: 0,
      stdout: 'yaml-syntax-error\n',
      stderr: '',
    });
    expect(packed.files).toContain('dist/types/index.d.ts');
  });
});
