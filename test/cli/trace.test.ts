import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { run } from './run.ts';
import { memoryFileSystem } from './test-io.ts';

const repository = resolve(__dirname, '../..');
const schema = JSON.parse(readFileSync(join(repository, 'schemas/output/trace.json'), 'utf8'));
const validate = new Ajv2020({ strictRequired: false, strictTypes: false, allowUnionTypes: true }).compile(schema);

async function trace(
  manifests: string,
  ...words: string[]
): Promise<{ exit: number; output: unknown; stderr: string }> {
  const fs = memoryFileSystem({ '/project/manifests.yaml': manifests });
  const { exit, stdout, stderr } = await run(['trace', ...words, 'manifests.yaml', '-q', '-o', 'json'], { fs });
  return { exit, stderr, output: stdout === '' ? undefined : JSON.parse(stdout) };
}

interface Shown {
  readonly outcome: { readonly kind: string };
  readonly redirects?: readonly Shown[];
  readonly traces?: readonly Shown[];
}

describe('trace -o json has the shape that is promised', () => {
  const root = join(repository, 'fixtures/traffic');
  const cases = readdirSync(root)
    .filter((name) => name.startsWith('trace-'))
    .flatMap((name) => {
      const manifests = readFileSync(join(root, name, 'manifests.yaml'), 'utf8');
      const lines = readFileSync(join(root, name, 'targets.txt'), 'utf8')
        .trim()
        .split('\n');
      return lines.filter((line) => !line.includes('--complete')).map((line): [string, string] => [line, manifests]);
    });

  test.each(cases)('%s', async (line, manifests) => {
    const { exit, output, stderr } = await trace(manifests, ...line.split(' '));
    validate(output);
    expect({ errors: validate.errors, stderr, output }).toEqual({ errors: null, stderr: '', output });
    const { outcome, redirects, traces } = output as Shown;
    const { kind } = redirects?.at(-1)?.outcome ?? outcome;
    const code = kind === 'delivered' || kind === 'redirected' ? 0 : kind === 'unknown' ? 3 : 1;
    // Of several traces the one that decides comes first.
    expect({ exit, several: traces !== undefined }).toEqual({
      exit: code,
      several: line.startsWith('ingress/shop.shop'),
    });
  });

  test.each(cases)('%s, with everything that can be told beside it', async (line, manifests) => {
    const { output, stderr } = await trace(manifests, ...line.split(' '), '--all', '--why-not', '--explain');
    validate(output);
    expect({ errors: validate.errors, stderr, output }).toEqual({ errors: null, stderr: '', output });
    expect(output).toMatchObject({ candidates: expect.any(Array), suppositions: expect.any(Array) });
  });

  test('another shape is refused', () => {
    const told = { verdict: 'no-route', clientSees: { text: 'NXDOMAIN' } };
    const good = { version: 1, request: { kind: 'name' }, controller: null, ...told, hops: [], nearMisses: [] };
    expect(validate({ ...good, outcome: { kind: 'refused', reason: 'x' } })).toBe(true);
    expect(validate({ ...good, outcome: { kind: 'refused' } })).toBe(false);
    expect(validate({ ...good, outcome: { kind: 'delivered', reason: 'x' } })).toBe(false);
  });
});

const services = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: example/web:1 }] }
`;

function redirecting(host: string, target: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${host.replaceAll('.', '-')}
  namespace: shop
  annotations: { nginx.ingress.kubernetes.io/permanent-redirect: "${target}" }
spec:
  ingressClassName: nginx
  rules:
    - host: ${host}
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`;
}

const plainHost = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: plain, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: plain.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`;

describe('redirects', () => {
  test('are followed inside the set', async () => {
    const manifests = services + redirecting('old.example.com', 'http://plain.example.com/x') + plainHost;
    const { exit, output } = await trace(manifests, 'old.example.com/a');
    validate(output);
    expect(validate.errors).toBeNull();
    expect(output).toMatchObject({
      outcome: { kind: 'redirected', location: 'http://plain.example.com/x' },
      redirects: [
        { request: { host: 'plain.example.com', path: '/x' }, outcome: { kind: 'delivered', backend: 'shop/web:80' } },
      ],
    });
    expect(exit).toBe(0);
  });

  test('out of the set are an end like any other', async () => {
    const { exit, output } = await trace(
      services + redirecting('old.example.com', 'https://elsewhere.example.net/'),
      'old.example.com',
    );
    expect(output).not.toHaveProperty('redirects');
    expect(exit).toBe(0);
  });

  test('in a circle lead nowhere', async () => {
    const { exit, output } = await trace(
      services + redirecting('loop.example.com', 'http://loop.example.com/'),
      'loop.example.com',
    );
    expect(output).toMatchObject({ redirects: Array.from({ length: 5 }, () => ({ outcome: { kind: 'redirected' } })) });
    expect(exit).toBe(1);
  });
});

describe('several traces', () => {
  test('an Ingress stands for its hosts and paths, the worst of them decides', async () => {
    const { exit, output } = await trace(
      `${services}${plainHost}
    - host: other.example.com
      http: { paths: [{ path: /gone, pathType: Prefix, backend: { service: { name: gone, port: { number: 80 } } } }] }
`,
      'ingress/plain.shop',
    );
    validate(output);
    expect(validate.errors).toBeNull();
    expect(output).toMatchObject({
      request: { host: 'other.example.com', path: '/gone' },
      outcome: { kind: 'answered', status: 503 },
      traces: [{ outcome: { kind: 'delivered' } }, { outcome: { kind: 'answered' } }],
    });
    expect(exit).toBe(1);
  });

  test('of several controllers each answers', async () => {
    const { output } = await trace(services + plainHost, 'plain.example.com', '--controller', 'ingress-nginx,spec');
    expect(output).toMatchObject({ traces: [{ controller: 'ingress-nginx' }, { controller: 'spec' }] });
  });
});

describe('what is expected', () => {
  test.each([
    ['svc/web', 0],
    ['web', 0],
    ['shop/web', 0],
    ['shop/web:80', 0],
    ['web.shop', 0],
    ['200', 0],
    ['svc/api', 1],
    ['shop/web:8080', 1],
    ['prod/web', 1],
    ['404', 1],
  ])('%s: exit code %i', async (expected, code) => {
    expect((await trace(services, 'web.shop', '--expect', expected)).exit).toBe(code);
  });

  test('a refusal can be what is wanted', async () => {
    const missing = [services + plainHost, 'other.example.com', '--expect'] as const;
    expect((await trace(...missing, '404')).exit).toBe(0);
    expect((await trace(...missing, 'web')).exit).toBe(1);
  });
});

describe('wrong usage', () => {
  test.each([
    [['ftp://x'], 'only http:// and https://'],
    [['web', '--from', 'a/b/c/d'], 'option --from'],
    [['web', '--header', 'no colon'], 'option --header'],
    [['web', '--controller', 'nginx'], 'option --controller'],
    [['web', '--expect', '!'], 'option --expect'],
  ])('%j', async (words, message) => {
    const { exit, output, stderr } = await trace(services, ...words);
    expect({ exit, output }).toEqual({ exit: 2, output: undefined });
    expect(stderr).toContain(message);
  });
});
