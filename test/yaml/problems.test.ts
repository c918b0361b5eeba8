import { describe, expect, test } from '@jest/globals';
import { positionOf } from '../../src/text/position.ts';
import type { YamlDocument } from '../../src/yaml/document.ts';
import { readDocuments } from '../../src/yaml/read.ts';

function documentsOf(text: string): YamlDocument[] {
  const documents: YamlDocument[] = [];
  readDocuments({ path: 'service.yaml', text }, (document) => documents.push(document));
  return documents;
}

/** `line:column "text" reason | hint | server` of each problem. */
function problemsOf(text: string): string[] {
  return documentsOf(text).flatMap(({ source, problems }) =>
    problems.map((problem) => {
      const { start, end } = problem;
      const { line, column } = positionOf({ source, start, end });
      const place = `${line}:${column} ${JSON.stringify(text.slice(start, end))}`;
      if (problem.kind === 'duplicate-key') return `${place} duplicate ${problem.key} | ${problem.server}`;
      return `${place} ${problem.reason} | ${problem.hint ?? '-'} | ${problem.server}`;
    }),
  );
}

const template = 'lint what it renders, as in `helm template <chart> | ksvc lint -`';
const cases: readonly (readonly [name: string, text: string, problem: string])[] = [
  [
    'a tab as indentation',
    'spec:\n  type: ClusterIP\n\tselector: {}\n',
    '3:1 "\\t" a tab is used for indentation | use spaces | yaml: line 3: found a tab character that violates indentation',
  ],
  [
    'a tab below a key',
    'spec:\n\ttype: ClusterIP\n',
    '2:1 "\\t" a tab is used for indentation | use spaces | yaml: line 2: found character that cannot start any token',
  ],
  [
    'a template expression',
    'metadata:\n  name: {{ .Values.name }}\n',
    `2:9 "{{ .Values.name }}" a template is not rendered | ${template} | yaml: invalid map key: map[interface {}]interface {}{".Values.name":interface {}(nil)}`,
  ],
  [
    'a template block',
    '{{- if .Values.on }}\nkind: Service\n{{- end }}\n',
    `1:1 "{{- if .Values.on }}" a template is not rendered | ${template} | yaml: did not find expected node content`,
  ],
  [
    'a template before a mistake that names the next line',
    'metadata:\n  {{ include "labels" . }}\n  name: x\n',
    `2:3 "{{ include \\"labels\\" . }}" a template is not rendered | ${template} | yaml: line 2: did not find expected key`,
  ],
  [
    'a quote that is not closed',
    'spec:\n  clusterIP: "None\n  type: ClusterIP\n',
    '2:14 "\\"None" the quote that begins here is never closed | add the closing " | yaml: line 4: found unexpected end of stream',
  ],
  [
    'text behind a quote',
    "key: 'it's'\n",
    '1:10 "s\'" text follows the closing quote | put the whole value in quotes, and double or escape the quotes in it | yaml: did not find expected key',
  ],
  [
    'no space behind a colon',
    'ports:\n- port: 80\n  name:http\n  protocol: TCP\n',
    '3:3 "name:http" there is no space behind the `:` | write `name: http` | yaml: line 4: could not find expected \':\'',
  ],
  [
    'no colon',
    'kind Service\nmetadata:\n  name: x\n',
    '1:1 "kind Service" `kind Service` has no `:` behind it | add the colon, or indent the line if it belongs to the value above | yaml: line 2: mapping values are not allowed in this context',
  ],
  [
    'no colon before a nested mapping',
    'metadata\n  name: x\n',
    '1:1 "metadata" `metadata` has no `:` behind it | add the colon, or indent the line if it belongs to the value above | yaml: line 2: mapping values are not allowed in this context',
  ],
  [
    'a second colon',
    'image: nginx: latest\n',
    '1:13 ":" a second `: ` on one line | put the value in quotes if it contains `: ` | yaml: mapping values are not allowed in this context',
  ],
  [
    'a key too deep',
    'spec:\n  type: ClusterIP\n    clusterIP: None\n',
    '3:5 "clusterIP" `clusterIP` is indented deeper than the line above, which has a value already | give both the same indentation, or remove the value above | yaml: line 3: mapping values are not allowed in this context',
  ],
  [
    'a key too shallow',
    'spec:\n    type: ClusterIP\n  clusterIP: None\n',
    '3:3 "clusterIP: None" the indentation of this line fits none of the lines above | align it with the key that it belongs beside | yaml: line 2: did not find expected key',
  ],
  [
    'an unquoted wildcard',
    'host: *.example.com\n',
    '1:7 "*.example.com" `*` begins an alias, but no name of one follows | put the value in quotes | yaml: did not find expected alphabetic or numeric character',
  ],
  [
    'a value that begins with @',
    'name: @x\n',
    '1:7 "@" a value cannot begin with `@` | put the value in quotes | yaml: found character that cannot start any token',
  ],
  [
    'a missing bracket',
    'args: [a, b\nname: x\n',
    "1:7 \"[a, b\" the `[` that begins here is never closed | add the closing `]`, or a comma between the values | yaml: line 1: did not find expected ',' or ']'",
  ],
  [
    'a missing comma in JSON',
    '{\n  "kind": "Service"\n  "apiVersion": "v1"\n}\n',
    "2:20 \"\" a comma is missing at the end of this line | - | yaml: line 2: did not find expected ',' or '}'",
  ],
  [
    'a list on the line of its key',
    'ports: - port: 80\n',
    '1:8 "- port: 80" a list item cannot stand on the line of its key | begin the list on the next line | yaml: block sequence entries are not allowed in this context',
  ],
  [
    'an escape of YAML 1.2',
    'a: "x\\/y"\n',
    '1:6 "\\\\/" `\\/` is no escape in double quotes | write `\\\\` for a backslash, or use single quotes | yaml: found unknown escape character',
  ],
  [
    'a no-break space',
    'a:\u00a0b\nc: d\n',
    '1:3 "\u00a0" a no-break space (U+00A0) stands here | replace it by a space | yaml: line 2: mapping values are not allowed in this context',
  ],
  [
    'a control character',
    'a: b\u0001\n',
    '1:5 "\\u0001" a control character, U+0001 | remove it, or write it as an escape in double quotes | yaml: control characters are not allowed',
  ],
  [
    'a merge conflict',
    'a: 0\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n',
    '2:1 "<<<<<<< HEAD" a merge conflict is not resolved | keep one side and remove the marker lines | yaml: line 3: could not find expected \':\'',
  ],
  [
    'a variable in a list',
    'ports: [$\u007bPORT}]\n',
    "1:9 \"$\u007bPORT}\" a variable is not replaced | put it in quotes, or replace it first, as in `envsubst < file | ksvc lint -` | yaml: did not find expected ',' or ']'",
  ],
  [
    'a YAML 1.2 directive',
    '%YAML 1.2\n---\na: 1\n',
    '1:1 "%YAML 1.2" this version of YAML is refused | remove the line: the server reads YAML 1.1 only | yaml: found incompatible YAML document',
  ],
  [
    'a null key',
    'a:\n  null: x\n',
    '2:3 "null: x" a key is empty or null | write the key, or put it in quotes | unsupported map key of type: %!s(<nil>), key: <nil>, value: "x"',
  ],
  [
    'a number that JSON lacks',
    'a: .inf\n',
    '1:4 ".inf" JSON has no such number | put the value in quotes | json: unsupported value: +Inf',
  ],
];

describe('syntax problems', () => {
  test.each(cases)('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('braces within quotes and comments are no template', () => {
    expect(problemsOf('a: "{{ $x }}" b\n').join()).toContain('text follows the closing quote');
    expect(problemsOf('a: b: c # {{ x }}\n').join()).toContain('a second `: ` on one line');
  });

  test('a very long line is explained in time that grows with its length', () => {
    const text = `{"a": ["${'{'.repeat(2_000_000)}" "b"]}\n`;
    const before = performance.now();
    expect(problemsOf(text)).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  test('nesting beyond reason is a problem and no crash', () => {
    expect(problemsOf('['.repeat(20_000)).join()).toContain('exceeded max depth');
    expect(problemsOf('- '.repeat(20_000)).join()).toContain('exceeded max depth');
  });

  test('one unreadable document leaves the others readable', () => {
    const roots: string[] = [];
    readDocuments({ path: 'a.yaml', text: 'a: 1\n---\nb: [\n---\nc: 3\n' }, (_, root) => roots.push(typeof root));
    expect(roots).toEqual(['object', 'undefined', 'object']);
  });

  test('lines are counted as for a body of this document alone, markers before the first one included', () => {
    expect(problemsOf('---\na: b: c\n').join()).toContain('yaml: line 2: mapping');
    expect(problemsOf('# comment\n---\na: b: c\n').join()).toContain('yaml: line 3: mapping');
    expect(problemsOf('x: y\n---\n\na: b: c\n').join()).toContain('yaml: line 2: mapping');
  });
});

describe('repeated keys', () => {
  test('have both places and the line of the value as the server counts it', () => {
    const text = 'kind: Service\n---\na:\n  b: 1\n  c: 2\n  b:\n    d: 3\n';
    const [problem] = documentsOf(text).flatMap(({ problems }) => problems);
    expect(problem).toEqual({
      kind: 'duplicate-key',
      key: 'b',
      start: 37,
      end: 38,
      first: { start: 23, end: 24 },
      line: 5,
      server: 'line 5: key "b" already set in map',
    });
  });

  test('are found across merges, at the `<<` that brings them', () => {
    const text = 'x: &x {a: 1}\ny:\n  a: 2\n  <<: *x\n';
    expect(problemsOf(text)).toEqual(['4:3 "<<" duplicate a | line 1: key "a" already set in map']);
  });

  test('are typed as in Go', () => {
    expect(problemsOf('yes: 1\non: 2\n')).toEqual(['2:1 "on" duplicate true | line 2: key true already set in map']);
    expect(problemsOf('1: a\n"1": b\n')).toEqual([]);
  });
});
