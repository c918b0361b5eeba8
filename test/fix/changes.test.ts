import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../src/diagnostics/fix.ts';
import { applyEdits } from '../../src/fix/text-edit.ts';
import { writtenChanges } from '../../src/fix/written.ts';
import type { KubeObject } from '../../src/objects/kube-object.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import type { YamlDocument } from '../../src/yaml/document.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { manifestText } from '../yaml/arbitrary.ts';

/** The object of the document with this place among those of a text. */
function objectOf(text: string, index = 0): KubeObject {
  const objects: KubeObject[] = [];
  readDocuments({ path: 'a.yaml', text }, (document: YamlDocument, root) => {
    if (root) readObjects(document, root, (object) => objects.push(object));
  });
  const object = objects[index];
  if (!object) throw new Error('no object');
  return object;
}

type Plain = Change extends infer Each ? (Each extends Change ? Omit<Each, 'object'> : never) : never;

function changed(text: string, ...changes: Plain[]): string | undefined {
  const object = objectOf(text);
  const edits = writtenChanges(
    object.document,
    changes.map((change) => ({ ...change, object }) as Change),
  );
  return edits && applyEdits(text, edits);
}

const service = `# what it is
kind: Service
metadata:
  name: web # its name
  labels: {app: web}
spec:
  # where
  type: "ClusterIP"
  ports:
    # the only one
    - name: http # first
      port: 80
    - port: 443 # second

  selector:
    app: web
`;

describe('a change keeps everything else as it is written', () => {
  test.each<[string, Plain, string, string]>([
    [
      'replaces a number',
      { kind: 'replace', path: ['spec', 'ports', 0, 'port'], value: 8080 },
      'port: 80\n',
      'port: 8080\n',
    ],
    ['keeps the quotes', { kind: 'replace', path: ['spec', 'type'], value: 'NodePort' }, '"ClusterIP"', '"NodePort"'],
    [
      'quotes what would be no text',
      { kind: 'replace', path: ['metadata', 'name'], value: 'yes' },
      'name: web #',
      'name: "yes" #',
    ],
    ['renames a key', { kind: 'rename', path: ['spec', 'selector'], key: 'selectors' }, '  selector:', '  selectors:'],
    ['takes an entry away', { kind: 'remove', path: ['spec', 'type'] }, '  type: "ClusterIP"\n', ''],
    [
      'takes away the first entry of an item',
      { kind: 'remove', path: ['spec', 'ports', 0, 'name'] },
      '- name: http # first\n      port',
      '- port',
    ],
    ['takes an item away', { kind: 'remove', path: ['spec', 'ports', 1] }, '    - port: 443 # second\n', ''],
    [
      'leaves an empty mapping',
      { kind: 'remove', path: ['spec', 'selector', 'app'] },
      '  selector:\n    app: web\n',
      '  selector: {}\n',
    ],
    ['takes away what stands in braces', { kind: 'remove', path: ['metadata', 'labels', 'app'] }, '{app: web}', '{}'],
    [
      'adds to a block',
      { kind: 'add', path: ['metadata', 'namespace'], value: 'shop' },
      '{app: web}\n',
      '{app: web}\n  namespace: shop\n',
    ],
    [
      'adds to braces',
      { kind: 'add', path: ['metadata', 'labels', 'tier'], value: 'a b' },
      '{app: web}',
      '{app: web, tier: a b}',
    ],
    [
      'adds to an item',
      { kind: 'add', path: ['spec', 'ports', 1, 'name'], value: 'https' },
      '443 # second\n',
      '443 # second\n      name: https\n',
    ],
    [
      'adds after another entry',
      { kind: 'add', path: ['spec', 'ports', 0, 'protocol'], value: 'TCP', after: 'name' },
      'http # first\n',
      'http # first\n      protocol: TCP\n',
    ],
    [
      'adds to braces after another entry',
      { kind: 'add', path: ['metadata', 'labels', 'tier'], value: 'a', after: 'app' },
      '{app: web}',
      '{app: web, tier: a}',
    ],
    [
      'adds what lies deeper',
      { kind: 'add', path: ['metadata', 'annotations', 'a/b'], value: '1' },
      '{app: web}\n',
      '{app: web}\n  annotations:\n    a/b: "1"\n',
    ],
    [
      'appends an item',
      { kind: 'append', path: ['spec', 'ports'], value: { port: 90, name: 'x' } },
      '# second\n',
      '# second\n    - port: 90\n      name: x\n',
    ],
    [
      'writes a list for a text',
      { kind: 'replace', path: ['spec', 'type'], value: ['a', 'b'] },
      '"ClusterIP"',
      '[a, b]',
    ],
    [
      'writes a mapping for a mapping',
      { kind: 'replace', path: ['spec', 'selector'], value: { app: { a: [1] } } },
      '    app: web\n',
      '    app:\n      a:\n        - 1\n',
    ],
  ])('%s', (_, change, before, after) => {
    expect(service).toContain(before);
    expect(changed(service, change)).toBe(service.replace(before, after));
    const inWindows = (text: string): string => text.replaceAll('\n', '\r\n');
    expect(changed(inWindows(service), change)).toBe(inWindows(service.replace(before, after)));
  });

  test('moves an entry with its comments, as deep as its new neighbours', () => {
    const text =
      'kind: Endpoints\nsubsets:\n  - addresses:\n      - ip: 10.0.0.1\nports:\n- port: 80 # http\n  # the name\n  name: web\n';
    expect(changed(text, { kind: 'move', path: ['ports'], to: ['subsets', 0] })).toBe(
      'kind: Endpoints\nsubsets:\n  - addresses:\n      - ip: 10.0.0.1\n    ports:\n    - port: 80 # http\n      # the name\n      name: web\n',
    );
  });

  test('several changes are one', () => {
    const result = changed(
      service,
      { kind: 'remove', path: ['spec', 'ports', 0] },
      { kind: 'remove', path: ['spec', 'ports', 1] },
    );
    expect(result).toBeUndefined(); // each alone would leave the other
    const both = changed(
      service,
      { kind: 'replace', path: ['spec', 'ports', 1, 'port'], value: 1 },
      { kind: 'remove', path: ['spec', 'ports', 0] },
    );
    expect(both).toContain('  ports:\n    # the only one\n    - port: 1 # second\n');
  });

  test.each<[string, string, Plain]>([
    ['an alias', 'a: &x {k: 1}\nb: *x\nkind: A\n', { kind: 'replace', path: ['b', 'k'], value: 2 }],
    ['a merged entry', 'a: &x {k: 1}\nb:\n  <<: *x\nkind: A\n', { kind: 'remove', path: ['b', 'k'] }],
    ['a repeated key', 'kind: A\nb: 1\nb: 2\n', { kind: 'replace', path: ['b'], value: 3 }],
    ['a block of text', 'kind: A\nb: |\n  text\n', { kind: 'replace', path: ['b'], value: 'other' }],
    ['what is not there', 'kind: A\n', { kind: 'remove', path: ['b'] }],
  ])('leaves %s alone', (_, text, change) => {
    expect(changed(text, change)).toBeUndefined();
  });
});

test('changes of any manifest can be written, and never touch another document', () => {
  let tried = 0;
  let done = 0;
  const anyChange = fc.record({
    pick: fc.nat(),
    kind: fc.constantFrom('replace', 'remove', 'rename', 'add'),
    value: fc.constantFrom('text', 7, 'yes', true),
  });
  fc.assert(
    fc.property(manifestText, anyChange, (text, { pick, kind, value }) => {
      const before = `kind: First\n# kept\n---\n`;
      const after = `\n---\nkind: Last # kept\n`;
      const whole = before + text + after;
      const object = objectOf(whole, 1);
      if (object.path.length > 0 || object.kind === 'Last') return;
      const path = pathsOf(object)[pick % pathsOf(object).length] ?? [];
      const change = (
        kind === 'add'
          ? { kind, object, path: ['metadata', 'addedByTest'], value }
          : kind === 'rename'
            ? { kind, object, path, key: 'renamedByTest' }
            : { kind, object, path, value }
      ) as Change;
      if (path.length === 0 || (kind === 'rename' && typeof path.at(-1) === 'number')) return;
      tried++;
      const edits = writtenChanges(object.document, [change]);
      if (!edits) return;
      done++;
      const result = applyEdits(whole, edits);
      expect(result.startsWith(before)).toBe(true);
      expect(result.endsWith(after)).toBe(true);
    }),
    { numRuns: 1500, seed: 11 },
  );
  expect(tried).toBeGreaterThan(500);
  // Blocks of text, and the only entry of a document, are left alone.
  expect(done / tried).toBeGreaterThan(0.8);
});

/** The paths of all values of an object. */
function pathsOf(object: KubeObject): (string | number)[][] {
  const paths: (string | number)[][] = [];
  readDocuments(object.document.source, (document, root) => {
    if (document.index !== object.document.index || !root) return;
    const visit = (node: typeof root, path: (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (node.kind === 'mapping') for (const { key, value } of node.entries) visit(value, [...path, key]);
      if (node.kind === 'sequence') for (const [at, item] of node.items.entries()) visit(item, [...path, at]);
    };
    visit(root, []);
  });
  return paths;
}
