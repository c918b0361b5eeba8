import { describe, expect, test } from '@jest/globals';
import { type AnnotatedKind, namesOf, valueKindOf } from '../../../src/traffic/annotations/annotation-list.ts';
import { annotationLists, ownerOf } from '../../../src/traffic/annotations/annotation-lists.ts';
import { controllers } from '../../../src/traffic/controllers/index.ts';

const kinds: readonly AnnotatedKind[] = ['Ingress', 'Service'];
const products = controllers.filter(({ id, modeOf }) => modeOf === undefined && id !== 'spec');

/** Read by several controllers, and listed with none. */
const shared = /^(?:ingress\.kubernetes\.io\/|kubernetes\.io\/ingress\.)/;

describe.each(products.map((controller) => [controller.id, controller] as const))('%s', (_id, controller) => {
  const lists = annotationLists.filter(({ prefixes }) =>
    controller.annotationPrefixes.some((prefix) => prefixes.includes(prefix)),
  );

  test('has one list, under the prefixes by which it is recognised', () => {
    expect(lists).toHaveLength(1);
    const own = controller.annotationPrefixes.filter((prefix) => !shared.test(prefix));
    expect(own.filter((prefix) => !lists[0]?.prefixes.includes(prefix))).toEqual([]);
    expect(lists[0]?.classNames).toEqual(expect.arrayContaining([...controller.classNames]));
    expect(lists[0]?.controllerNames).toEqual(expect.arrayContaining([...controller.controllerNames]));
  });

  test('reads the annotations of its own examples', () => {
    const [list] = lists;
    const written = controller.examples.flatMap(({ yaml }) => yaml.match(/[\w.-]+\/[\w.-]+(?=['"]?: )/g) ?? []);
    const own = [...new Set(written)].filter((key) => ownerOf(key)?.list === list);
    const unknown = own.filter((key) => {
      const name = ownerOf(key)?.name ?? '';
      if (!list || list.families?.some((family) => name.startsWith(family))) return false;
      return !kinds.some((kind) => valueKindOf(list, kind, name));
    });
    expect(unknown).toEqual([]);
  });
});

describe.each(annotationLists.map((list) => [list.title, list] as const))('%s', (_title, list) => {
  test.each(kinds)('names nothing twice for %s', (kind) => {
    const names = list.names[kind].flatMap(([, words]) => words.trim().split(/\s+/));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(namesOf(list, kind).size).toBe(new Set(names).size);
  });

  test('refers, objects and remembers only by names that it has, or had', () => {
    const known = new Set(kinds.flatMap((kind) => [...namesOf(list, kind).keys()]));
    expect(Object.keys(list.references ?? {}).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(list.invalidEffects ?? {}).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(list.gone ?? {}).filter((name) => known.has(name))).toEqual([]);
  });

  test('no key belongs to two', () => {
    for (const prefix of list.prefixes) expect(ownerOf(`${prefix}x`)?.list).toBe(list);
  });
});
