// What the library's options make of findings.
import { describe, expect, test } from '@jest/globals';
import { baselineOf, type Finding, type LintOptions, type LintOutcome, lint, load, rules } from 'ksvc';

const service = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports:
    - port: 80
    - {name: admin, port: 70000}
`;
const sources = [{ path: 'k8s/web.yaml', text: service }];
const told = (options: LintOptions): string[] =>
  lint(sources, options).findings.map(({ rule, severity }) => `${severity} ${rule}`);
const usual = ['error service-port-name-required', 'error port-out-of-range'];

/** An object that throws when it is changed. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}

test('without options the rules say what they say', () => {
  expect(told({})).toEqual(usual);
});

describe('levels', () => {
  test.each([
    ['off', ['error port-out-of-range']],
    ['on', usual],
    ['warning', ['warning service-port-name-required', 'error port-out-of-range']],
    ['info', ['info service-port-name-required', 'error port-out-of-range']],
  ] as const)('%s', (level, expected) => {
    expect(told({ rules: { 'service-port-name-required': level } })).toEqual(expected);
  });

  test('of an override hold for its files, and the last one that names the rule', () => {
    const rule = 'port-out-of-range';
    expect(told({ overrides: [{ files: ['k8s/**'], rules: { [rule]: 'info' } }] })).toContain(`info ${rule}`);
    expect(told({ overrides: [{ files: ['web.yaml'], rules: { [rule]: 'info' } }] })).toContain(`info ${rule}`);
    expect(told({ overrides: [{ files: ['dev'], rules: { [rule]: 'info' } }] })).toContain(`error ${rule}`);
    const overrides = [
      { files: ['k8s'], rules: { [rule]: 'off' } },
      { files: ['**/*.yaml'], rules: { [rule]: 'warning' } },
      { files: ['k8s'], rules: { 'unknown-field': 'off' } },
    ] as const;
    expect(told({ overrides, rules: { [rule]: 'off' } })).toContain(`warning ${rule}`);
  });

  test('do not make a mistake of what the files cannot decide', () => {
    const text = service.replace('70000', `\${PORT}`);
    const { findings } = lint([{ path: 'a.yaml', text }], { rules: { 'wrong-field-type': 'error' } });
    expect(
      findings.filter(({ message }) => message.includes('unchecked')).map(({ severity }) => severity),
    ).not.toContain('error');
  });

  test('a rule that does not exist means nothing', () => {
    const levels = JSON.parse('{"constructor": "off", "toString": "error", "no-such-rule": "off"}');
    expect(told({ rules: levels })).toEqual(usual);
  });
});

describe('profiles', () => {
  const active = (profile: LintOptions['profile']): Set<string> => {
    const examples = rules.flatMap(({ examples: { bad } }) => bad);
    const found = new Set<string>();
    for (const { files, yaml } of examples) {
      const set = Object.entries(files ?? { 'a.yaml': yaml ?? '' }).map(([path, text]) => ({ path, text }));
      for (const { rule } of lint(set, { ...(profile && { profile }) }).findings) found.add(rule);
    }
    return found;
  };

  test('minimal has the core rules', () => {
    const found = active('minimal');
    const core = rules.filter(({ core: isCore }) => isCore).map(({ id }) => id);
    expect([...found].filter((id) => !core.includes(id) && !id.startsWith('suppression-'))).toEqual([]);
    expect(found.size).toBeGreaterThan(core.length / 2);
  });

  test('api has what the API server refuses', () => {
    const found = active('api');
    const judging = rules.filter(({ group }) => group !== 'validity').map(({ id }) => id);
    expect(found).toContain('unknown-field');
    expect(found).toContain('api-version-removed');
    expect(found).not.toContain('service-selector-matches-nothing');
    expect(judging).toContain('service-selector-matches-nothing');
  });

  test('strict makes errors of the warnings of core rules, and has those that are off', () => {
    const id = 'service-target-port-not-exposed';
    const [{ yaml = '' } = { yaml: '' }] = rules.find((rule) => rule.id === id)?.examples.bad ?? [];
    const severity = (options: LintOptions): string | undefined =>
      lint([{ path: 'a.yaml', text: yaml }], options).findings.find(({ rule }) => rule === id)?.severity;
    expect(severity({})).toBe('warning');
    expect(severity({ profile: 'strict' })).toBe('error');
    expect(severity({ profile: 'strict', rules: { [id]: 'on' } })).toBe('warning');
    for (const { id: optional } of rules.filter(({ optIn }) => optIn)) {
      expect({ optional, usual: active('recommended').has(optional), strict: active('strict').has(optional) }).toEqual({
        optional,
        usual: false,
        strict: true,
      });
    }
  });
});

test('only some rules, even those that are off', () => {
  expect(told({ only: ['port-out-of-range'] })).toEqual(['error port-out-of-range']);
  expect(told({ only: ['port-out-of-range'], rules: { 'port-out-of-range': 'off' } })).toEqual([
    'error port-out-of-range',
  ]);
  expect(told({ only: ['port-out-of-range'], rules: { 'port-out-of-range': 'info' } })).toEqual([
    'info port-out-of-range',
  ]);
  expect(told({ only: [] })).toEqual([]);
});

describe('ignores', () => {
  const left = (ignore: NonNullable<LintOptions['ignores']>[number], today?: string): number =>
    told({ ignores: [ignore], ...(today !== undefined && { today }) }).length;

  test.each([
    [{ rules: ['port-out-of-range'] }, 1],
    [{ objects: ['Service/shop/*'] }, 0],
    [{ objects: ['Service/web'] }, 0],
    [{ objects: ['Service/other/web'] }, 2],
    [{ objects: ['Ingress/shop/web'] }, 2],
    [{ objects: ['*/*/*'] }, 0],
    [{ files: ['k8s'] }, 0],
    [{ files: ['k8s'], objects: ['Service/other/*'] }, 2],
    [{ files: ['k8s'], rules: ['port-out-of-range'] }, 1],
    [{ rules: [] }, 2],
  ])('%j', (ignore, count) => {
    expect(left(ignore)).toBe(count);
  });

  test('hold until the end of a day', () => {
    const ignore = { rules: ['port-out-of-range'], until: '2027-03-31' };
    expect(left(ignore, '2027-03-31')).toBe(1);
    expect(left(ignore, '2027-04-01')).toBe(2);
    expect(left(ignore)).toBe(1);
    const at = { file: '.ksvc.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 };
    const { findings } = lint(sources, { ignores: [{ ...ignore, at, reason: 'moves' }], today: '2027-04-01' });
    expect(findings[0]).toMatchObject({
      rule: 'suppression-invalid',
      severity: 'warning',
      at,
      message: 'the ignore of port-out-of-range ended on 2027-03-31 (moves)',
    });
  });
});

test('an ignore that keeps nothing quiet is reported when that is asked for', () => {
  const at = { file: '.ksvc.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 };
  const ignores = [
    { rules: ['unknown-field'], at },
    { rules: ['port-out-of-range'], at: { ...at, line: 4 } },
  ];
  const unused = (options: LintOptions): string[] =>
    lint(sources, options).findings.flatMap(({ rule, message }) => (rule === 'suppression-unused' ? [message] : []));
  expect(unused({ ignores })).toEqual([]);
  expect(unused({ ignores, reportUnusedIgnores: true })).toEqual(['the ignore of unknown-field keeps nothing quiet']);
});

describe('a baseline', () => {
  const path = (file: string): string => file;

  test('takes away as many as it holds', () => {
    const baseline = baselineOf(lint(sources).findings, path);
    expect(lint(sources, { baseline })).toMatchObject({ findings: [], summary: { errors: 0, known: 2 } });
    const twice = [...sources, { path: 'other.yaml', text: service }];
    const { findings, summary } = lint(twice, { baseline });
    expect(findings.filter(({ rule }) => rule === 'port-out-of-range')).toHaveLength(1);
    expect(summary.known).toBe(2);
  });

  test('tells how many are gone, but not of a part', () => {
    const baseline = baselineOf(lint(sources).findings, path);
    const fixed = [{ path: 'k8s/web.yaml', text: service.replace('70000', '8080') }];
    expect(lint(fixed, { baseline }).summary).toMatchObject({ known: 1, gone: 1 });
    expect(lint(fixed, { baseline, only: ['unknown-field'] }).summary).not.toHaveProperty('gone');
    expect(lint(fixed, { baseline, keep: () => false }).summary).not.toHaveProperty('gone');
  });

  test('does not depend on the order of findings', () => {
    const { findings } = lint(sources);
    expect(baselineOf([...findings].reverse(), path)).toEqual(baselineOf(findings, path));
  });
});

test('keep leaves findings out of the counts', () => {
  const keep = ({ rule }: Finding): boolean => rule === 'port-out-of-range';
  expect(lint(sources, { keep })).toMatchObject({ findings: [{ rule: 'port-out-of-range' }], summary: { errors: 1 } });
});

test('options and sources are not changed, and a loaded cluster can be asked with other options', () => {
  const options = frozen<LintOptions>({
    profile: 'strict',
    rules: { 'port-out-of-range': 'info' },
    overrides: [{ files: ['k8s'], rules: { 'unknown-field': 'off' } }],
    ignores: [{ rules: ['service-port-name-required'] }],
    baseline: { version: 1, findings: [] },
  });
  const outcome = lint(frozen(sources), options);
  const cluster = load(sources);
  const summary = ({ findings }: LintOutcome): unknown => findings;
  expect(summary(lint(cluster, options))).toEqual(summary(outcome));
  expect(lint(cluster).findings).toEqual(lint(sources).findings);
});

describe('comments', () => {
  const found = (text: string): string[] =>
    lint([{ path: 'a.yaml', text }]).findings.map(({ rule, at }) => `${at.line} ${rule}`);
  const port = '    - {name: admin, port: 70000}';

  test.each([
    ['Windows line ends', service.replace(port, `${port} # ksvc-ignore port-out-of-range`).replaceAll('\n', '\r\n')],
    ['no space after #', service.replace(port, `${port} #ksvc-ignore port-out-of-range`)],
    ['a tab before it', service.replace(port, `${port}\t# ksvc-ignore port-out-of-range`)],
    ['before the first document', `# ksvc-disable port-out-of-range\n---\n${service}`],
    [
      'in a second document',
      `${service.replace('70000', '8080').replace('web', 'a')}---\n# ksvc-disable-file port-out-of-range\n${service}`,
    ],
  ])('with %s', (_name, text) => {
    expect(found(text).filter((each) => /port-out-of-range|suppression/.test(each))).toEqual([]);
  });

  test('in a text are none', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data:
  a: "x # ksvc-ignore nothing"
  b: 'x # ksvc-ignore nothing'
  c: |
    # ksvc-disable-file nothing
`;
    expect(found(text)).toEqual([]);
  });

  test('in a document that cannot be read count too', () => {
    expect(found('a: [ # ksvc-ignore yaml-syntax-error\n')).toEqual([]);
  });

  test('beside a document that cannot be read are not called unused', () => {
    expect(found(`a: [\n---\n${service.replace(port, `${port} # ksvc-ignore unknown-field`)}`)).not.toContainEqual(
      expect.stringContaining('suppression-unused'),
    );
  });

  test('that are no suppressions are left alone', () => {
    expect(
      found(
        `# ksvc-guide: see the wiki\n# ksvc is used here\n# x-ksvc-ignore y\n${service.replace('70000', '8080').replace('- port: 80', '- {name: a, port: 80}')}`,
      ),
    ).toEqual([]);
  });
});
