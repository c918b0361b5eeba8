// Each format of lint is read by something that stands for its consumers: the published schema, a strict parser.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { rules } from 'ksvc';
import { filesOf, withoutExpectations } from '../../../src/rules/example.ts';
import { parseTap } from '../../report/strict-tap.ts';
import { parseXml, type XmlElement } from '../../report/strict-xml.ts';
import { run } from '../run.ts';
import { memoryFileSystem } from '../test-io.ts';

const schemas = resolve(__dirname, '../../../fixtures/schemas');
const readSchema = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(schemas, name), 'utf8'));

// The examples of all rules, a file that holds what escapes are for, and one with nothing to say.
const files: Record<string, string> = {
  '/project/.git/HEAD': '',
  '/project/sub/clean.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: clean}\n',
  '/project/sub/odd, 100%: <a&b> "c" # d\u0007.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: {name: "x%,:<&>]]>\\uFFFE\\u0001#"}\nspec: {ports: [{port: 0}]}\n',
};
for (const { id, examples } of rules) {
  for (const [index, example] of [...examples.bad, ...examples.good].entries()) {
    for (const [path, text] of Object.entries(filesOf(example))) {
      files[`/project/sub/${id}/${index}/${path}`] = withoutExpectations(text);
    }
  }
}
const surroundings = { cwd: '/project/sub', fs: memoryFileSystem(files) };
const outputs = new Map<string, string>();
const output = async (format: string): Promise<string> => {
  let text = outputs.get(format);
  if (text === undefined) {
    const { stdout, exit } = await run(['lint', '-o', format], surroundings);
    expect(exit).toBe(1);
    text = stdout;
    outputs.set(format, text);
  }
  return text;
};
interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly at: { readonly file: string; readonly line: number };
}
const found = async (): Promise<readonly Found[]> => JSON.parse(await output('json')).findings;

describe('sarif', () => {
  // The published schema is of draft 4; Ajv knows the later drafts, which differ here only in the name of `id`.
  const { $schema: _draft, id, ...schema } = readSchema('sarif-schema-2.1.0.json');
  const validate = new Ajv({
    strict: false,
    formats: {
      uri: URL.canParse,
      'uri-reference': (text: string) => URL.canParse(text, 'file:///'),
      'date-time': true,
    },
  }).compile({ $id: String(id), ...schema });

  test('is what the schema of OASIS says', async () => {
    const log = JSON.parse(await output('sarif'));
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log.runs[0].results).toHaveLength((await found()).length);
  });

  test('which refuses another', async () => {
    const log = JSON.parse(await output('sarif'));
    log.runs[0].results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });

  test('has paths from the top of the repository, and no fingerprint twice', async () => {
    const { results } = JSON.parse(await output('sarif')).runs[0];
    const uris = results.map(
      (result: { locations: [{ physicalLocation: { artifactLocation: object } }] }) =>
        result.locations[0].physicalLocation.artifactLocation,
    );
    for (const location of uris) {
      expect(location).toEqual({ uri: expect.stringMatching(/^sub\/[\w%./-]+$/), uriBaseId: '%SRCROOT%' });
    }
    const fingerprints = results.map((result: { partialFingerprints: object }) =>
      JSON.stringify(result.partialFingerprints),
    );
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });
});

describe('gitlab', () => {
  const validate = new Ajv2020().compile(readSchema('gitlab-code-quality.json'));

  test('is a report that GitLab reads, without a fingerprint twice', async () => {
    const issues = JSON.parse(await output('gitlab'));
    validate(issues);
    expect(validate.errors).toBeNull();
    expect(issues).toHaveLength((await found()).length);
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(issues.length);
  });

  test('has the same fingerprints from another directory, and after lines have moved', async () => {
    const one = '/project/sub/service-port-name-required/0/manifest.yaml';
    const text = files[one] ?? '';
    const fingerprints = async (cwd: string, path: string, content: string): Promise<string[]> => {
      const fs = memoryFileSystem({ '/project/.git/HEAD': '', [one]: content });
      const { stdout } = await run(['lint', '-o', 'gitlab', path], { cwd, fs });
      return JSON.parse(stdout).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    };
    const first = await fingerprints('/project/sub', 'service-port-name-required', text);
    expect(first.length).toBeGreaterThan(0);
    expect(await fingerprints('/project', '.', text)).toEqual(first);
    expect(await fingerprints('/project', 'sub', `# a comment\n\n${text}`)).toEqual(first);
  });
});

describe('github', () => {
  // As actions/runner reads a line: src/Runner.Common/ActionCommand.cs (TryParseV2).
  const plainOf = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const parse = (line: string): { command: string; properties: Record<string, string>; data: string } => {
    const [, head = '', data = ''] = /^::(.*?)::(.*)$/.exec(line) ?? [];
    const space = head.indexOf(' ');
    const properties = head
      .slice(space + 1)
      .split(',')
      .map((pair): [string, string] => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals), plainOf(pair.slice(equals + 1))];
      });
    return { command: head.slice(0, space), properties: Object.fromEntries(properties), data: plainOf(data) };
  };

  test('is a workflow command for each finding', async () => {
    const findings = await found();
    const lines = (await output('github')).split('\n').slice(0, -1);
    expect(lines).toHaveLength(findings.length);
    for (const [index, line] of lines.entries()) {
      const { command, properties, data } = parse(line);
      const { rule, severity, at, message } = findings[index] as Found;
      expect(command).toBe(severity === 'info' ? 'notice' : severity);
      expect(properties).toMatchObject({ file: `sub/${at.file}`, line: String(at.line), title: `ksvc ${rule}` });
      const isOdd = /[\u0000-\u001f\ufffe]/.test(message);
      if (!isOdd) expect(data.startsWith(message)).toBe(true);
    }
  });
});

describe.each(['junit', 'checkstyle'])('%s', (format) => {
  test('is XML', async () => {
    const xml = await output(format);
    expect(() => parseXml(xml)).not.toThrow();
  });

  const python = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status === 0 ? test : test.skip;
  python('is XML to expat too', async () => {
    const script = 'import sys, xml.etree.ElementTree as t; print(len(list(t.parse(sys.stdin.buffer).iter())))';
    const count = (element: XmlElement): number => element.children.reduce((sum, child) => sum + count(child), 1);
    const xml = await output(format);
    expect(Number(execFileSync('python3', ['-c', script], { input: xml }))).toBe(count(parseXml(xml)));
  });
});

test('junit counts tests and failures, and what fails is what makes the exit code 1', async () => {
  const findings = await found();
  const root = parseXml(await output('junit'));
  const cases = root.children.flatMap((suite) => {
    const failures = suite.children.filter(({ children }) => children[0]?.name === 'failure');
    expect(suite.attributes).toMatchObject({
      tests: String(suite.children.length),
      failures: String(failures.length),
    });
    return suite.children;
  });
  const failed = cases.filter(({ children }) => children[0]?.name === 'failure');
  expect(root.attributes).toEqual({
    name: 'ksvc lint',
    tests: String(cases.length),
    failures: String(failed.length),
    errors: '0',
  });
  expect(failed.length).toBe(findings.filter(({ severity }) => severity === 'error').length);
  const clean = root.children.find(({ attributes }) => attributes.name === 'clean.yaml');
  expect(clean?.children).toEqual([
    { name: 'testcase', attributes: { name: 'no findings', classname: 'clean.yaml' }, children: [], text: '' },
  ]);
});

test('checkstyle has a file with an error for each finding', async () => {
  const findings = await found();
  const root = parseXml(await output('checkstyle'));
  expect(root).toMatchObject({ name: 'checkstyle', attributes: { version: '4.3' } });
  const errors = root.children.flatMap(({ name, attributes, children }) => {
    expect(name).toBe('file');
    return children.map((child) => ({ file: attributes.name, ...child.attributes }));
  });
  expect(errors).toHaveLength(findings.length);
  const [first] = findings;
  expect(errors[0]).toMatchObject({
    file: first?.at.file,
    line: String(first?.at.line),
    severity: first?.severity,
    source: `ksvc.${first?.rule}`,
  });
});

test('tap has a test for each file', async () => {
  const findings = await found();
  const tests = parseTap(await output('tap'));
  expect(tests.filter(({ ok }) => !ok).length).toBe(
    new Set(findings.filter(({ severity }) => severity === 'error').map(({ at }) => at.file)).size,
  );
  expect(tests.find(({ description }) => description === 'clean.yaml')).toMatchObject({
    ok: true,
    diagnostic: undefined,
  });
  const rulesTold = tests.flatMap(({ diagnostic }) =>
    ((diagnostic ?? { findings: [] }) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule),
  );
  expect(rulesTold.sort()).toEqual(findings.map(({ rule }) => rule).sort());
});

test('--fail-on decides what a failed test is', async () => {
  const { stdout } = await run(['lint', '-o', 'tap', '--fail-on', 'never'], surroundings);
  expect(parseTap(stdout).every(({ ok }) => ok)).toBe(true);
});

test('markdown holds neither HTML nor mentions of people, and fits into a comment', async () => {
  const text = await output('markdown');
  const outsideCode = text.replace(/`[^`\n]*`/g, '');
  expect(outsideCode.replaceAll('<br>', '')).not.toMatch(/[<>]/);
  expect(outsideCode).not.toContain('@');
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/\n… and [\d,]+ more findings; `ksvc lint` shows them all\.\n$|\n {2}<br>.*\n$/);
});

test('several at once say the same', async () => {
  const argv = ['lint', '-o', 'sarif=a.sarif', '-o', 'junit=a.xml', '-o', 'gitlab=a.json', '-o', 'compact'];
  const { stdout, written } = await run(argv, surroundings);
  expect(stdout).toBe(await output('compact'));
  expect(Object.fromEntries(written)).toEqual({
    '/project/sub/a.sarif': await output('sarif'),
    '/project/sub/a.xml': await output('junit'),
    '/project/sub/a.json': await output('gitlab'),
  });
});
