import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../src/objects/kube-object.ts';
import { type ObjectProblem, readObjects } from '../../src/objects/read-objects.ts';
import { nodeAt, spanOf } from '../../src/objects/where.ts';
import { readDocuments } from '../../src/yaml/read.ts';

function objectsOf(text: string): { objects: KubeObject[]; problems: ObjectProblem[] } {
  const objects: KubeObject[] = [];
  const problems: ObjectProblem[] = [];
  readDocuments({ path: 'f.yaml', text }, (document, root) => {
    if (root) problems.push(...readObjects(document, root, (object) => objects.push(object)));
  });
  return { objects, problems };
}

/** `apiVersion kind namespace/name path` of each object. */
function identities(text: string): string[] {
  return objectsOf(text).objects.map(
    ({ apiVersion, kind, namespace, name, path }) => `${apiVersion} ${kind} ${namespace}/${name} ${path.join('.')}`,
  );
}

describe('objects of a document', () => {
  test('the root, with what it is called', () => {
    expect(identities('apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n')).toEqual([
      'v1 Service shop/web ',
    ]);
  });

  test('names that are missing or no strings are empty', () => {
    expect(identities('kind: 5\nmetadata: {name: 1, namespace: [x]}\n')).toEqual(['  / ']);
    expect(identities('metadata: x\n')).toEqual(['  / ']);
    expect(identities('{}\n')).toEqual(['  / ']);
  });

  test('items of lists, also of lists in lists', () => {
    const text = `apiVersion: v1
kind: List
metadata: {name: ignored}
items:
- {apiVersion: v1, kind: Service, metadata: {name: a}}
- apiVersion: v1
  kind: List
  items:
  - {apiVersion: v1, kind: Service, metadata: {name: b}}
- apiVersion: v1
  kind: ServiceList
  items:
  - {metadata: {name: c}}
  - {apiVersion: x/v1, kind: Other, metadata: {name: d}}
`;
    expect(identities(text)).toEqual([
      'v1 Service /a items.0',
      'v1 Service /b items.1.items.0',
      'v1 Service /c items.2.items.0',
      'x/v1 Other /d items.2.items.1',
    ]);
  });

  test('a list may be empty', () => {
    expect(objectsOf('apiVersion: v1\nkind: List\nitems: []\n')).toEqual({ objects: [], problems: [] });
    expect(objectsOf('apiVersion: v1\nkind: List\nitems:\n')).toEqual({ objects: [], problems: [] });
  });

  test('a kind that only ends in List is an object', () => {
    expect(identities('apiVersion: x/v1\nkind: AllowList\nmetadata: {name: a}\nspec: {}\n')).toEqual([
      'x/v1 AllowList /a ',
    ]);
    expect(identities('apiVersion: x/v1\nkind: AllowList\nmetadata: {name: a}\nitems: [1]\n')).toEqual([
      'x/v1 AllowList /a ',
    ]);
    expect(identities('apiVersion: v1\nkind: List\n')).toEqual(['v1 List / ']);
  });

  test('what is no mapping is told with its place', () => {
    const text = 'apiVersion: v1\nkind: List\nitems: [x, {kind: A}, [], null, 1]\n---\nhello\n';
    const { objects, problems } = objectsOf(text);
    expect(objects.map(({ kind }) => kind)).toEqual(['A']);
    expect(problems.map(({ got, path, start, end }) => [got, path.join('.'), text.slice(start, end)])).toEqual([
      ['string', 'items.0', 'x'],
      ['list', 'items.2', '[]'],
      ['null', 'items.3', 'null'],
      ['number', 'items.4', '1'],
      ['string', '', 'hello'],
    ]);
  });
});

describe('where a field is written', () => {
  const text = `# first
a: 1
---
apiVersion: v1
kind: List
items:
- kind: Service
  metadata: {name: a}
  spec:
    ports:
    - port: 80
`;
  const [first, second] = objectsOf(text).objects;

  function at(path: readonly (string | number)[], part?: 'key' | 'value'): string {
    if (!second) throw new Error('no object');
    const { source, start, end } = spanOf(second, path, part);
    return source.text.slice(start, end);
  }

  test('is found relative to the object', () => {
    expect(at(['spec', 'ports', 0, 'port'])).toBe('80');
    expect(at(['spec', 'ports', 0, 'port'], 'key')).toBe('port');
    expect(at(['metadata', 'name'])).toBe('a');
    expect(at(['spec', 'type'])).toBe('spec');
    expect(first && spanOf(first, ['a']).start).toBe(text.indexOf('1\n'));
  });

  test('has a node only when it is written', () => {
    expect(second && nodeAt(second, ['spec', 'ports', 0])?.kind).toBe('mapping');
    expect(second && nodeAt(second, ['spec', 'type'])).toBeUndefined();
    expect(second && nodeAt(second, [])?.kind).toBe('mapping');
  });
});
