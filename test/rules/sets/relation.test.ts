import { describe, expect, test } from '@jest/globals';
import { lint } from '../../../src/index.ts';

function service(name: string, spec = '{ports: [{port: 80}]}', kind = 'Service'): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n---\n`;
}

function found(files: { readonly [path: string]: string }): string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return lint(sources).findings.map(({ at, severity, rule, message }) => `${at.file} ${severity} ${rule}: ${message}`);
}

const port81 = '{ports: [{port: 81}]}';

describe('one object in two files of a directory', () => {
  test('is an error when nothing says that they are alternatives', () => {
    expect(found({ 'x/a.yaml': service('web'), 'x/b.yaml': service('web', port81) })).toEqual([
      'x/b.yaml error duplicate-object: Service web: defined twice, here and in a.yaml; the one that is applied last wins',
    ]);
  });

  test('is only mentioned when it is a copy, whatever the order of keys', () => {
    const copy = '# the same\nkind: Service\napiVersion: v1\nspec: {ports: [{port: 80}]}\nmetadata: {name: web}\n';
    expect(found({ 'a.yaml': service('web'), 'b.yaml': copy })).toEqual([
      'b.yaml info duplicate-object: Service web: defined in a.yaml too, exactly the same',
    ]);
  });

  test('is only mentioned when the names of the files are variants', () => {
    expect(found({ 'service.yaml': service('web'), 'service-lb.yaml': service('web', port81) })).toEqual([
      'service-lb.yaml info duplicate-object: Service web: defined differently in service.yaml too; taken as alternatives, of which one is applied',
    ]);
  });

  test('is mentioned once for two files that share several objects', () => {
    const a = service('web') + service('api') + service('db');
    const b = service('web') + service('api', port81) + service('db');
    expect(found({ 'a.yaml': a, 'b.yaml': b })).toEqual([
      'b.yaml info duplicate-object: Service api: defined differently in a.yaml too, and so are 2 other objects; taken as alternatives, of which one is applied',
    ]);
  });

  test('is only mentioned in a directory of examples, where three files have it', () => {
    const files = { 'jwt.yaml': service('web'), 'acl.yaml': service('web', port81), 'cors.yaml': service('web', '{}') };
    expect(found(files).filter((line) => line.includes('duplicate-object'))).toHaveLength(2);
    expect(found(files).filter((line) => line.includes('error duplicate-object'))).toEqual([]);
  });
});

describe('other definitions of one name', () => {
  test('in other directories are alternatives, told once for each pair of directories', () => {
    const dev = { 'dev/a.yaml': service('web'), 'dev/b.yaml': service('api') };
    const prod = { 'prod/a.yaml': service('web', port81), 'prod/c.yaml': service('api', port81) };
    expect(found({ ...dev, ...prod })).toEqual([
      'prod/a.yaml info duplicate-object: Service web: defined differently in dev/a.yaml too, and so is 1 other object; taken as alternatives, of which one is applied',
    ]);
  });

  test('of another namespace, kind or group are other objects', () => {
    const other = service('web').replace('{name: web}', '{name: web, namespace: shop}');
    const custom = 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: web}\n';
    expect(found({ 'a.yaml': service('web'), 'b.yaml': other, 'c.yaml': custom })).toEqual([]);
  });

  test('in the default namespace, written or not, are the same object', () => {
    const written = service('web', port81).replace('{name: web}', '{name: web, namespace: default}');
    expect(found({ 'a.yaml': service('web'), 'b.yaml': written })).toHaveLength(1);
  });

  test('that a kustomization puts together are one object', () => {
    expect(
      found({
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml': service('web'),
        'prod/patches/web.yaml': service('web', port81),
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patches/web.yaml}]\n',
      }),
    ).toEqual([]);
  });
});

describe('a node port of two Services', () => {
  const nodePort = '{type: NodePort, ports: [{port: 80, nodePort: 30080}]}';

  test('is a warning across directories, which may be for two clusters', () => {
    expect(found({ 'web/a.yaml': service('web', nodePort), 'api/b.yaml': service('api', nodePort) })).toEqual([
      'api/b.yaml warning node-port-conflict: Service api: spec.ports[0].nodePort 30080 is claimed by Service web in web/a.yaml too',
    ]);
  });

  test('is nothing between environments', () => {
    expect(found({ 'dev/a.yaml': service('web', nodePort), 'prod/b.yaml': service('api', nodePort) })).toEqual([]);
  });

  test('is nothing between files of which one is applied', () => {
    const files = {
      'svc.yaml': service('web', nodePort),
      'svc-all.yaml': service('web', nodePort) + service('x', nodePort),
    };
    expect(found(files).filter((line) => line.startsWith('svc.yaml'))).toEqual([]);
  });
});
