// The commands of docs/guide/ci.md, each run in a project with what they are about; other tools are stand-ins.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const text = readFileSync(join(root, 'docs/guide/ci.md'), 'utf8');
const project = mkdtempSync(join(tmpdir(), 'ksvc-ci-'));
const bin = join(project, 'bin');
const ksvc = `'${process.execPath}' '${root}/bin/ksvc.js'`;

/** What each program does here: others print the manifests of the project, as they would. */
const programs: Readonly<Record<string, string>> = {
  ksvc: `exec ${ksvc} "$@"`,
  npx: `shift; shift; exec ${ksvc} "$@"`,
  kubectl: `if [ "$1" = ksvc ]; then shift; exec ${ksvc} "$@"; fi; cat k8s/*.yaml`,
  kustomize: 'cat k8s/*.yaml',
  helm: 'cat k8s/*.yaml',
  argocd: 'cat k8s/*.yaml',
};

mkdirSync(bin);
for (const [name, script] of Object.entries(programs)) {
  writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}
cpSync(join(root, 'fixtures/projects/three-documents.yaml'), join(project, 'k8s/three-documents.yaml'));
shell('git init -q . && git add k8s && git -c user.name=a -c user.email=a@example.com commit -qm first');

function shell(command: string): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: project, TMPDIR: project };
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-o', 'pipefail', '-c', command], {
    cwd: project,
    encoding: 'utf8',
    env,
    input: '',
  });
  return { status, stdout, stderr };
}

function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');
}

const recipes = blocks('yaml').map((block) => parse(block) as Record<string, unknown>);
const scripts = recipes
  .flatMap((recipe) => Object.values(recipe))
  .flatMap((job) => (job as { script?: string[] }).script ?? []);
const commands = [...blocks('sh').flatMap((block) => block.trim().split('\n')), ...scripts];

describe('the guide', () => {
  test('has commands', () => expect(commands.length).toBeGreaterThan(12));

  // 0 and 1 are answers; 2 would be a command that does not exist.
  test.each(commands)('%s', (command) => {
    const { status, stderr } = shell(command);
    expect({ command, stderr, answered: status === 0 || status === 1 || status === 3 }).toMatchObject({
      answered: true,
    });
    expect(stderr).not.toMatch(/^error:|unknown option|not found/m);
  });

  test('has a plugin for Argo CD that prints what it was given', () => {
    const plugin = recipes.find(({ kind }) => kind === 'ConfigManagementPlugin') as unknown as {
      spec: { generate: { args: [string] } };
    };
    const { status, stdout } = shell(plugin.spec.generate.args[0]);
    expect(status).toBe(0);
    expect(stdout).toBe(readFileSync(join(project, 'k8s/three-documents.yaml'), 'utf8'));
  });

  test('uses the action and the hooks that there are', () => {
    const inputs = Object.keys((parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object }).inputs);
    const [workflow] = recipes as unknown as { jobs: { manifests: { steps: { uses: string; with?: object }[] } } }[];
    const step = workflow?.jobs.manifests.steps.find(({ uses }) => uses.startsWith('ksvc/ksvc@'));
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(step?.with ?? { none: 0 })));
    const hooks = (parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[]).map(
      ({ id }) => id,
    );
    const used = recipes.flatMap((recipe) => (recipe.repos ?? []) as { hooks: { id: string }[] }[]);
    for (const { id } of used.flatMap((repo) => repo.hooks)) expect(hooks).toContain(id);
  });
});
