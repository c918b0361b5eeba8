// Every option of every command, through the program: it is taken, and what is said to change by it changes.
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type CommandName, commandSpecs, type OptionName, optionSpecs } from '../../src/cli/options.ts';
import { run } from './run.ts';

const root = resolve(__dirname, '../..');
const shop = join(root, 'fixtures/projects/shop');

/** What each command is run on. */
const operands: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  trace: ['svc/web.shop', '.'],
  dns: ['web.shop', '.'],
  diff: ['--controller', 'ingress-nginx,traefik', '.'],
  test: [join(root, 'fixtures/cli/test-shop/routes.yaml')],
  rules: [],
  explain: ['unknown-field'],
  init: [],
  completion: ['bash'],
};

/** A value for each option that takes one. */
const values: Readonly<Partial<Record<OptionName, string>>> = {
  file: '.',
  namespace: 'shop',
  'kubernetes-version': '1.34',
  controller: 'ingress-nginx',
  from: 'shop/web',
  method: 'POST',
  header: 'X-A: b',
  sni: 'shop.example.com',
  cookie: 'a=b',
  'client-ip': '192.0.2.1',
  expect: 'svc/web',
  requests: '10',
  seed: '2',
  service: 'shop/web',
  host: '*.example.com',
  'cluster-domain': 'cluster.example',
  workload: 'shop/web',
  around: 'svc/shop/web',
  'max-nodes': '20',
  'link-base': 'https://git.example.com/a',
  external: 'Service/shared/*',
  rule: 'unknown-field',
  'max-warnings': '100',
  'stdin-filename': 'a.yaml',
};

/** Options that need others beside them, or that do not end, or write files: tests of their own run them. */
const elsewhere: ReadonlySet<OptionName> = new Set([
  ...(['output', 'explain', 'depth', 'git', 'changed', 'baseline', 'write-baseline', 'watch', 'config'] as const),
  ...(['set', 'manifests', 'record', 'diff', 'force', 'ipvs-scheduler', 'seed', 'fail-on-grade', 'engine'] as const),
]);

function argumentsFor(option: OptionName): string[] {
  const { value, choices, negatable } = optionSpecs[option];
  if (value === undefined) return [negatable ? `--no-${option}` : `--${option}`];
  return [`--${option}`, values[option] ?? choices?.[0] ?? 'x'];
}

const optionsOf = (command: CommandName): readonly OptionName[] =>
  commandSpecs[command].options.filter((option) => !elsewhere.has(option));
const commands = (Object.keys(commandSpecs) as CommandName[]).filter(
  (name) => !['test', 'init'].includes(name) && optionsOf(name).length > 0,
);

describe.each(commands)('ksvc %s', (command) => {
  test.each(optionsOf(command))('--%s', async (option) => {
    const own = operands[command] ?? ['.'];
    const given = own.includes('--controller') && option === 'controller' ? [] : argumentsFor(option);
    const { exit, stderr } = await run([command, ...own, ...given], { cwd: shop });
    expect({ exit, stderr }).not.toMatchObject({ exit: 2 });
    expect(stderr).not.toMatch(/^error:|unknown option/m);
  });
});

const manifest = (name: string): string => join(root, 'fixtures/projects', name);

describe('what is known beside the manifests', () => {
  const outcome = async (...argv: string[]): Promise<string> => {
    const { exit, stdout } = await run(argv, { cwd: shop });
    return `${exit}\n${stdout}`;
  };

  test('--single-stack: a Service has one address', async () => {
    const stdin =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ipFamilyPolicy: RequireDualStack, ports: [{port: 80}]}\n';
    for (const command of ['validate', 'lint'] as const) {
      expect((await run([command, '-'], { stdin })).exit).toBe(0);
      expect((await run([command, '-', '--single-stack'], { stdin })).exit).toBe(1);
    }
  });

  test('--assume-complete: what is not there does not exist', async () => {
    const stdin = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
`;
    expect((await run(['trace', 'http://a.example.com/', '-'], { stdin })).exit).toBe(3);
    expect((await run(['trace', 'http://a.example.com/', '-', '--assume-complete'], { stdin })).exit).toBe(1);
  });

  test('--namespace: of what names none', async () => {
    expect(await outcome('endpoints', manifest('three-documents.yaml'), '-n', 'team')).toContain('team ');
    expect(await outcome('routes', manifest('three-documents.yaml'), '-n', 'team', '-o', 'json')).toContain('"team"');
  });

  test('-q: nothing beside the answer', async () => {
    for (const command of ['lint', 'validate', 'endpoints', 'routes', 'graph'] as const) {
      expect((await run([command, '-q', '.'], { cwd: shop })).stderr).toBe('');
    }
  });
});

describe('ksvc report', () => {
  test('writes a page with every part, and with differences where they are asked for', async () => {
    const { exit, stdout, stderr } = await run(['report', '--controller', 'ingress-nginx,traefik', '.'], { cwd: shop });
    expect(exit).toBe(0);
    for (const id of ['findings', 'exposed', 'routes', 'topology', 'differences']) {
      expect(stdout).toContain(`<section id="${id}">`);
    }
    expect(stdout).toContain('target-port-numeric-string');
    expect(stderr).toMatch(/^17 errors, \d+ warnings, 5 of 6 routes broken, \d+ differences\n$/);
    expect((await run(['report', '.'], { cwd: shop })).stdout).not.toContain('<section id="differences">');
  });

  test('goes to a file, with links to the lines', async () => {
    const argv = ['report', '-o', 'out.html', '--link-base', 'https://git.example.com/shop', '-q', '.'];
    const { written, stdout, stderr } = await run(argv, { cwd: shop });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    expect(written.get(join(shop, 'out.html'))).toMatch(
      /href="https:\/\/git\.example\.com\/shop\/shop\/cart\.yaml#L38"/,
    );
  });

  test.each([
    [['--controller', 'spec,kong,alb'], /compares two controllers/],
    [['--git', '--all'], /git/],
    [['--link-base', 'javascript:alert(1)'], /http or https/],
  ])('refuses %j', async (argv, message) => {
    const { exit, stderr } = await run(['report', '.', ...argv], { cwd: shop });
    expect(exit).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('a page of the graph is one file', async () => {
  const { stdout } = await run(['graph', '-o', 'html', '.'], { cwd: shop });
  expect(stdout).toMatch(/^<!doctype html>/);
  expect(stdout).toContain('aria-label="Topology"');
});
