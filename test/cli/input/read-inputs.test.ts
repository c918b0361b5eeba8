import { describe, expect, test } from '@jest/globals';
import { type Inputs, readInputs } from '../../../src/cli/input/read-inputs.ts';
import { memoryFileSystem, recordingIo, type Surroundings, systemError } from '../test-io.ts';

const service = 'apiVersion: v1\nkind: Service\n';
type Files = Parameters<typeof memoryFileSystem>[0];

function read(files: Files, paths: string[] = [], rest: Surroundings = {}): Promise<Inputs> {
  return readInputs(paths, recordingIo({ fs: memoryFileSystem(files), ...rest }).io);
}
const pathsOf = (inputs: Inputs): string[] => inputs.sources.map(({ path }) => path);

describe('directories', () => {
  test('are read recursively in order of names, manifests only', async () => {
    const inputs = await read({
      '/project/b.yaml': service,
      '/project/a/z.yml': service,
      '/project/a/b/c.json': '{"apiVersion": "v1", "kind": "Service"}',
      '/project/README.md': '# hello',
      '/project/.git/config.yaml': service,
      '/project/a/node_modules/x/y.yaml': service,
    });
    expect(inputs).toMatchObject({ missing: [], unreadable: [], charts: [] });
    expect(pathsOf(inputs)).toEqual(['a/b/c.json', 'a/z.yml', 'b.yaml']);
  });

  test.each([
    ['.', 'k8s/a.yaml'],
    ['./k8s', 'k8s/a.yaml'],
    ['k8s/', 'k8s/a.yaml'],
    ['../project/k8s', '../project/k8s/a.yaml'],
    ['/project/k8s', '/project/k8s/a.yaml'],
    ['k8s//a.yaml', 'k8s/a.yaml'],
  ])('%s is shown as %s', async (given, shown) => {
    expect(pathsOf(await read({ '/project/k8s/a.yaml': service }, [given]))).toEqual([shown]);
  });

  test('JSON files found there are manifests only if they say so; named ones always are', async () => {
    const files = {
      '/project/package.json': '{"name": "x", "kind": 1}',
      '/project/tsconfig.json': '{ // comment\n}',
      '/project/svc.json': '{"kind": "Service"}',
    };
    expect(pathsOf(await read(files))).toEqual(['svc.json']);
    expect(pathsOf(await read(files, ['package.json']))).toEqual(['package.json']);
  });

  test('without a manifest are told', async () => {
    expect((await read({ '/project/x/README.md': '' }, ['x'])).missing).toEqual([
      'x: no .yaml, .yml or .json file in it or below; name files, or pipe manifests in with -',
    ]);
    expect((await read({ '/project/README.md': '' })).missing[0]).toMatch(/^this directory: no /);
  });

  test('that cannot be listed are told, the others are read', async () => {
    const inputs = await read({
      '/project/a.yaml': service,
      '/project/secret/.': systemError('EACCES'),
      '/project/secret/b.yaml': '',
    });
    expect(inputs.unreadable).toEqual(['secret: permission denied; make it readable, or leave it out']);
    expect(pathsOf(inputs)).toEqual(['a.yaml']);
  });

  test('links to files are followed, links to directories are not', async () => {
    const inputs = await read({
      '/project/a.yaml': service,
      '/project/d/x.yaml': service,
      '/project/link.yaml': '-> /project/a.yaml',
      '/project/loop.yaml': '-> /project',
      '/project/dangling.yaml': '-> /nowhere',
    });
    expect(pathsOf(inputs)).toEqual(['a.yaml', 'd/x.yaml', 'link.yaml']);
    expect(inputs.unreadable).toEqual(['dangling.yaml: a link that leads nowhere']);
  });
});

describe('Helm charts', () => {
  const files = {
    '/project/web/Chart.yaml': 'apiVersion: v2\nname: web\n',
    '/project/web/templates/svc.yaml': '{{ .Values.x }}',
    '/project/web/crds/crd.yaml': service,
    '/project/web/charts/sub/Chart.yaml': 'apiVersion: v2\n',
    '/project/web/charts/sub/templates/svc.yaml': '{{ x }}',
    '/project/plain/templates/a.yaml': service,
  };

  test('their templates and their description are left out', async () => {
    const inputs = await read(files);
    expect(pathsOf(inputs)).toEqual(['plain/templates/a.yaml', 'web/crds/crd.yaml']);
    expect(inputs.charts).toEqual(['web/charts/sub', 'web']);
  });

  test.each([
    ['web/templates', '/project', 'web'],
    ['.', '/project/web/templates', '..'],
    ['templates', '/project/web', '.'],
    ['/project/web/templates', '/', '/project/web'],
  ])('%s in %s belongs to the chart %s', async (path, cwd, chart) => {
    const inputs = await read(files, [path], { cwd });
    expect(inputs).toMatchObject({ sources: [], charts: [chart] });
    expect(inputs.missing[0]).toContain('templates of a Helm chart');
  });

  test('a template that is named is read', async () => {
    expect(pathsOf(await read(files, ['web/templates/svc.yaml']))).toEqual(['web/templates/svc.yaml']);
  });
});

describe('what is named', () => {
  test('is read whatever its extension, once, in the order given', async () => {
    const files = { '/project/b.txt': service, '/project/a.yaml': service };
    expect(pathsOf(await read(files, ['b.txt', 'a.yaml', './b.txt', '.', '/project/a.yaml']))).toEqual([
      'b.txt',
      'a.yaml',
    ]);
  });

  test('may be patterns', async () => {
    const files = { '/project/k8s/a.yaml': service, '/project/k8s/b.yml': service, '/project/k8s/d/c.yaml': service };
    expect(pathsOf(await read(files, ['k8s/*.yaml']))).toEqual(['k8s/a.yaml']);
    expect(pathsOf(await read(files, ['k8s/**/*.yaml']))).toEqual(['k8s/a.yaml', 'k8s/d/c.yaml']);
    expect(pathsOf(await read(files, ['./k8s/*']))).toEqual(['k8s/a.yaml', 'k8s/b.yml', 'k8s/d/c.yaml']);
    expect((await read(files, ['k8s/*.json'])).missing).toEqual(['k8s/*.json: no file matches this pattern']);
    expect((await read(files, ['nope/*.json'])).missing).toEqual(['nope/*.json: no file matches this pattern']);
  });

  test('may have special characters of patterns in its name', async () => {
    expect(pathsOf(await read({ '/project/a{1}.yaml': service }, ['a{1}.yaml']))).toEqual(['a{1}.yaml']);
  });

  test('may be a list with commas, as for kubectl -f', async () => {
    const files = { '/project/a.yaml': service, '/project/b.yaml': service };
    expect(pathsOf(await read(files, ['a.yaml,b.yaml']))).toEqual(['a.yaml', 'b.yaml']);
  });

  test('and does not exist is told, with the nearest name', async () => {
    const files = { '/project/k8s/service.yaml': service };
    expect((await read(files, ['k8s/service.yml'])).missing).toEqual([
      'k8s/service.yml: no such file or directory (did you mean k8s/service.yaml?)',
    ]);
    expect((await read(files, ['other/x.yaml'])).missing).toEqual(['other/x.yaml: no such file or directory']);
  });

  test('is never fetched', async () => {
    expect((await read({}, ['https://example.com/a.yaml'])).missing[0]).toContain('never uses the network');
  });
});

describe('what is not text', () => {
  test.each([
    ['permission', systemError('EACCES'), 'a.yaml: permission denied; make it readable, or leave it out'],
    ['device', systemError('EIO'), 'a.yaml: cannot be read (EIO)'],
    [
      'NUL',
      new Uint8Array([0x7f, 0x45, 0, 1]),
      'a.yaml: is binary (it holds NUL bytes), so it is no manifest; leave it out',
    ],
    ['Latin-1', new Uint8Array([0x61, 0xe9, 0x62]), 'a.yaml: is not UTF-8; save it as UTF-8, or leave it out'],
    [
      'UTF-16',
      new Uint8Array([0xff, 0xfe, 0x61, 0]),
      'a.yaml: is UTF-16; save it as UTF-8: iconv -f UTF-16 -t UTF-8 a.yaml',
    ],
  ])('%s', async (_name, content, message) => {
    expect(await read({ '/project/a.yaml': content }, ['a.yaml'])).toMatchObject({
      sources: [],
      unreadable: [message],
    });
  });

  test('a replacement character that is really written is text', async () => {
    expect(pathsOf(await read({ '/project/a.yaml': 'a: \ufffd\n' }))).toEqual(['a.yaml']);
  });
});

describe('standard input', () => {
  test.each([[['-']], [[]]])('is read for %j', async (paths) => {
    expect((await read({}, paths, { stdin: service })).sources).toEqual([{ path: '<stdin>', text: service }]);
  });

  test('that is empty is told when it is asked for, else the directory is read', async () => {
    expect((await read({}, ['-'], { stdin: '\n' })).missing).toEqual(['standard input is empty']);
    expect(pathsOf(await read({ '/project/a.yaml': service }, [], { stdin: '' }))).toEqual(['a.yaml']);
  });

  test('is left alone when paths are named', async () => {
    expect(pathsOf(await read({ '/project/a.yaml': service }, ['a.yaml'], { stdin: service }))).toEqual(['a.yaml']);
  });

  test('is read once', async () => {
    expect(pathsOf(await read({}, ['-', '-'], { stdin: service }))).toEqual(['<stdin>']);
  });

  test('that is no text is told', async () => {
    const inputs = await read({}, ['-'], { stdin: new Uint8Array([0xfe, 0xff, 0, 0x61]) });
    expect(inputs.unreadable[0]).toMatch(/^standard input is UTF-16/);
  });
});
