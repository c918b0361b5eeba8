import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { toYaml } from '../../src/report/yaml.ts';

const awkward = [
  '',
  ' ',
  'y',
  'No',
  'ON',
  'null',
  '~',
  'true',
  '1.10',
  '012',
  '0x50',
  '1e3',
  '12:30',
  '2024-01-01',
  '-',
  '- a',
  '? a',
  'a: b',
  'a #b',
  '#a',
  '*',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '|',
  '>',
  '{a}',
  '[a]',
  '"a"',
  "'a'",
  'a\nb',
  '\ta',
  'a\u0000b',
  'a\u202eb',
  'a\u0085b\u2028c',
  '\ufeffa',
  'a\\b',
  '=',
  '<<',
  '...',
  '---',
  '/a/b',
  '.inf',
  'café',
  '日本',
  '\u{1f600}',
];

describe('YAML', () => {
  test.each(['1.1', '1.2'] as const)('reads back as what was written, as YAML %s does', (version) => {
    const value = {
      texts: awkward,
      keys: Object.fromEntries(awkward.map((text, index) => [text, index])),
      deep: [{ a: [[1, [2]], [], {}], b: { c: {}, d: [] } }, [], [{ x: null, y: false, z: -1.5 }]],
    };
    expect(parse(toYaml(value), { version })).toEqual(value);
  });

  test('looks as kubectl writes it', () => {
    const value = { kind: 'List', items: [{ name: 'a', ports: [80, 443] }, { name: '80' }], none: [], left: undefined };
    expect(toYaml(value)).toBe(
      ['kind: List', 'items:', '- name: a', '  ports:', '  - 80', '  - 443', '- name: "80"', 'none: []', ''].join('\n'),
    );
  });

  test('writes integers that a double cannot hold with all their digits', () => {
    expect(toYaml({ generation: 9223372036854775807n })).toBe('generation: 9223372036854775807\n');
  });

  test('hides what could make text read differently', () => {
    expect(toYaml(['a\u202eb'])).toBe('- "a\\u202eb"\n');
  });
});
