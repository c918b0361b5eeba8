import { describe, expect, test } from '@jest/globals';
import { pretty } from '../../src/report/pretty.ts';
import { at, finding, options, results, tagged } from './finding-samples.ts';

const service = `apiVersion: v1
kind: Service
spec:
  ports:
    - port: 80
    - port: 443
  selector: {}
`;
const deployment = 'kind: Deployment\nspec:\n  containers:\n    - name: web\n';

describe('a finding', () => {
  test('is its place, severity, rule and message, the lines around it and what to do', () => {
    const found = finding(at('k8s/svc.yaml', service, 'port: 80'), { help: 'Give it a name.' });
    expect(pretty(results([found], { 'k8s/svc.yaml': service }), options)).toBe(
      `── k8s/svc.yaml ──

k8s/svc.yaml:5:7 error service-port-name-required
  Service shop/web: port 80 has no name
     3 │ spec:
     4 │   ports:
     5 │     - port: 80
       │       ^^^^^^^^
     6 │     - port: 443
  help: Give it a name.

`,
    );
  });

  test('shows related places of other files with their line', () => {
    const related = [{ message: 'the container is here', at: at('k8s/dep.yaml', deployment, 'name: web') }];
    const found = finding(at('k8s/svc.yaml', service, '443'), { related, severity: 'warning' });
    const files = { 'k8s/svc.yaml': service, 'k8s/dep.yaml': deployment };
    expect(pretty(results([found], files), { ...options, ascii: true })).toBe(
      `-- k8s/svc.yaml --

k8s/svc.yaml:6:13 warning service-port-name-required
  Service shop/web: port 80 has no name
     4 |   ports:
     5 |     - port: 80
     6 |     - port: 443
       |             ^^^
     7 |   selector: {}
  k8s/dep.yaml:4:7 the container is here
     4 |     - name: web
       |       ^^^^^^^^^

`,
    );
  });

  test('of a file whose text is not at hand has no frame', () => {
    const found = finding(at('a.yaml', 'x', 'x'));
    expect(pretty(results([found]), options)).not.toContain('│');
  });

  test('over several lines is underlined on the first', () => {
    const found = finding(at('a.yaml', service, 'ports:\n    - port: 80'));
    expect(pretty(results([found], { 'a.yaml': service }), options)).toContain(
      '     4 │   ports:\n       │   ^^^^^^\n     5 │     - port: 80\n',
    );
  });

  test('at the end of a file is underlined behind the last character', () => {
    const text = 'a: [1,\n';
    const place = { file: 'a.yaml', line: 1, column: 7, endLine: 1, endColumn: 7 };
    expect(pretty(results([finding(place)], { 'a.yaml': text }), options)).toContain(
      '     1 │ a: [1,\n       │       ^\n',
    );
  });

  test('wraps long messages and help', () => {
    const found = finding(at('a.yaml', 'x', 'x'), {
      message: 'word '.repeat(30).trim(),
      help: 'help '.repeat(30).trim(),
    });
    const lines = pretty(results([found]), options).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith('  word'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('        help'))).toHaveLength(2);
  });

  test('paints by meaning', () => {
    const found = finding(at('a.yaml', 'x: 1', '1'), { help: 'h', severity: 'info' });
    const text = pretty(results([found], { 'a.yaml': 'x: 1' }), { ...options, paint: tagged });
    expect(text).toContain('a.yaml:1:4 <info>info</info> service-port-name-required');
    expect(text).toContain('   <info>^</info>');
    expect(text).toContain('<ok>help:</ok> h');
  });
});

test('never hands control characters of users to a terminal', () => {
  const text = 'x: "\u001b[31m"\n';
  const found = finding(at('e\u001b.yaml', text, '"\u001b[31m"'), { message: 'bad\u0007\nnext', help: '\u202egnp' });
  const shown = pretty(results([found], { 'e\u001b.yaml': text }), options);
  expect(shown).toContain('e\\x1b.yaml:1:4');
  expect(shown).toContain('bad\\x07\\nnext');
  expect(shown).toContain('\\u202egnp');
  expect(shown).toContain('     1 │ x: "\\x1b[31m"\n       │    ^^^^^^^^^^\n');
  // biome-ignore format: one list of what may occur
  expect([...shown].filter((char) => char < ' ' && char !== '\n')).toEqual([]);
});

test('files are told apart, in order', () => {
  const text = pretty(results([finding(at('a.yaml', 'x', 'x')), finding(at('b.yaml', 'x', 'x'))]), options);
  expect(text.match(/^──.*$/gm)).toEqual(['── a.yaml ──', '── b.yaml ──']);
});

test('nothing to say', () => {
  expect(pretty(results([]), options)).toBe('');
});
