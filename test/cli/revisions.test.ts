// Sets of an earlier revision, in a real repository.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from './run.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ksvc-revisions-')));
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

const shop = (path: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - {path: ${path}, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  selector: {app: cart}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: cart, labels: {app: cart}}
spec: {containers: [{name: cart, image: cart}]}
`;

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  mkdirSync(join(root, 'k8s'));
  writeFileSync(join(root, 'k8s/shop.yaml'), shop('/cart'));
  git('add', '.');
  git('commit', '-qm', 'one');
  writeFileSync(join(root, 'k8s/shop.yaml'), shop('/basket'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('--git', () => {
  test('diff compares with a revision', async () => {
    const { exit, stdout } = await run(['diff', '--git', 'HEAD', 'k8s'], { cwd: root });
    expect(exit).toBe(1);
    expect(stdout).toContain('http://shop.example.com/cart');
    git('stash', '-q');
    expect(await run(['diff', '--git', 'HEAD', 'k8s'], { cwd: root })).toMatchObject({ exit: 0 });
    git('stash', 'pop', '-q');
  });

  test('report has a part about what changes for requests', async () => {
    const { exit, stdout, stderr } = await run(['report', '--git', 'HEAD', 'k8s'], { cwd: root });
    expect(exit).toBe(0);
    expect(stderr).toMatch(/0 of 1 route broken, [1-9]\d* differences\n$/);
    const part = /<section id="differences">[\s\S]*?<\/section>/.exec(stdout)?.[0] ?? '';
    expect(part).toContain('HEAD');
    expect(part).toContain('shop.example.com/cart');
    expect(part).toContain('shop.example.com/basket');
  });

  test('report compares a revision for one controller with now for another', async () => {
    const argv = ['report', '--git', 'HEAD', '--controller', 'ingress-nginx,traefik', 'k8s'];
    const { exit, stdout } = await run(argv, { cwd: root });
    expect(exit).toBe(0);
    expect(/<section id="differences">[\s\S]*?<\/section>/.exec(stdout)?.[0]).toMatch(/traefik/);
  });

  test('report says which updates the API server refuses', async () => {
    const file = join(root, 'k8s/shop.yaml');
    writeFileSync(file, shop('/basket').replace('  selector: {app: cart}\n', '  clusterIP: None\n$&'));
    const { stdout } = await run(['report', '--git', 'HEAD', 'k8s'], { cwd: root });
    writeFileSync(file, shop('/basket'));
    const part = /<section id="differences">[\s\S]*?<\/section>/.exec(stdout)?.[0] ?? '';
    expect(part).toContain('<td>update refused</td><td>Service default/cart</td>');
    expect(part).toContain('<td>spec.clusterIP None</td>');
  });

  test('graph colours what has changed, and report with it', async () => {
    const { exit, stdout, stderr } = await run(['graph', '--git', 'HEAD', 'k8s'], { cwd: root });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '1 route; 1 new, 1 gone, 1 changed\n' });
    for (const text of [
      '≠ shop',
      '+ /basket',
      '− /cart',
      '1 route · by ingress-nginx · 1 new, 1 gone, 1 changed since HEAD',
    ]) {
      expect(stdout).toContain(`>${text}<`);
    }
    const { stdout: json } = await run(['graph', '--git', 'HEAD', '-o', 'json', 'k8s'], { cwd: root });
    expect(JSON.parse(json).changes).toEqual({ before: 'HEAD', after: 'k8s', added: 1, removed: 1, changed: 1 });
    expect((await run(['report', '--git', 'HEAD', 'k8s'], { cwd: root })).stdout).toContain('>+ /basket<');
  });

  test.each(['diff', 'report', 'graph'])('%s says what is wrong with a revision', async (command) => {
    const { exit, stderr } = await run([command, '--git', 'nowhere', 'k8s'], { cwd: root });
    expect({ exit, stderr }).toMatchObject({ exit: 2 });
    expect(stderr).toContain("no revision 'nowhere' in this repository");
  });
});
