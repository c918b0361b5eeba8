import { describe, expect, test } from '@jest/globals';
import { sarif } from '../../src/report/sarif.ts';
import { at, finding, options, results } from './finding-samples.ts';

const text = 'kind: Service\nspec:\n  ports: []\n';
const rule = { title: 'A port has no name', why: 'It is refused.', help: 'Name it.', url: 'https://example.com/rule' };

function report(findings: Parameters<typeof results>[0]): {
  runs: [{ tool: { driver: { rules: unknown[] } }; results: Record<string, unknown>[] }];
} {
  const rules = new Map([['service-port-name-required', rule]]);
  return JSON.parse(sarif({ ...results(findings), rules }, options));
}
const uriOf = (file: string): unknown =>
  JSON.stringify(report([finding(at(file, text, 'ports'))]).runs[0].results[0]).match(/"uri":"([^"]*)"/)?.[1];

test('a finding with all its places', () => {
  const found = finding(at('k8s/svc.yaml', text, 'ports: []'), {
    severity: 'warning',
    help: 'Name the port.',
    object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
    related: [{ message: 'the kind', at: at('k8s/svc.yaml', text, 'Service') }],
  });
  const { runs, ...log } = report([found]);
  expect(log).toEqual({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
  expect(runs).toEqual([
    {
      tool: {
        driver: {
          name: 'ksvc',
          version: '1.2.3',
          informationUri: 'https://github.com/ksvc/ksvc',
          rules: [
            {
              id: 'service-port-name-required',
              shortDescription: { text: 'A port has no name' },
              fullDescription: { text: 'It is refused.' },
              help: { text: 'It is refused.\n\nName it.' },
              helpUri: 'https://example.com/rule',
            },
          ],
        },
      },
      originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top of the repository.' } } },
      columnKind: 'utf16CodeUnits',
      results: [
        {
          ruleId: 'service-port-name-required',
          ruleIndex: 0,
          level: 'warning',
          message: { text: 'Service shop/web: port 80 has no name\nName the port.' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'k8s/svc.yaml', uriBaseId: '%SRCROOT%' },
                region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 12 },
              },
              logicalLocations: [{ fullyQualifiedName: 'Service/shop/web', kind: 'object' }],
            },
          ],
          partialFingerprints: { 'ksvc/v1': expect.stringMatching(/^[0-9a-f]{16}$/) },
          relatedLocations: [
            {
              id: 0,
              message: { text: 'the kind' },
              physicalLocation: {
                artifactLocation: { uri: 'k8s/svc.yaml', uriBaseId: '%SRCROOT%' },
                region: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 14 },
              },
            },
          ],
        },
      ],
    },
  ]);
});

test('rules are listed once, results point at them', () => {
  const place = at('a.yaml', text, 'ports');
  const { runs } = report([
    finding(place, { rule: 'b' }),
    finding(place, { rule: 'a' }),
    finding(place, { rule: 'b' }),
  ]);
  expect(runs[0].tool.driver.rules).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(runs[0].results.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex])).toEqual([
    ['b', 1],
    ['a', 0],
    ['b', 1],
  ]);
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('severity %s is level %s', (severity, level) => {
  expect(report([finding(at('a.yaml', text, 'ports'), { severity })]).runs[0].results[0]).toMatchObject({ level });
});

describe('paths', () => {
  test.each([
    ['below the working directory are relative', '/project/k8s/a.yaml', 'k8s/a.yaml'],
    ['elsewhere are absolute', '/etc/a.yaml', 'file:///etc/a.yaml'],
    ['beside it are not below it', '/workshop/a.yaml', 'file:///workshop/a.yaml'],
    ['are of the repository, not of the directory', './a/../b.yaml', 'b.yaml'],
    ['above the repository are absolute', '../a.yaml', 'file:///a.yaml'],
    ['with characters of URIs are encoded', 'a b/ü#?.yaml', 'a%20b/%C3%BC%23%3F.yaml'],
    ['with half a surrogate pair', 'a\ud800.yaml', 'a%EF%BF%BD.yaml'],
    ['of rendered templates', '<stdin>#web/templates/a.yaml', '%3Cstdin%3E%23web/templates/a.yaml'],
  ])('%s', (_name, file, uri) => {
    expect(uriOf(file)).toBe(uri);
  });
});

test('paths are relative to the top of the repository', () => {
  const from = (file: string): string => {
    const log = sarif(results([finding(at(file, text, 'ports'))]), {
      ...options,
      directory: '/project/k8s/web',
      root: '/project',
    });
    return JSON.parse(log).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
  };
  expect(['a.yaml', '../a.yaml', '/project/a.yaml', '../../../a.yaml'].map(from)).toEqual([
    'k8s/web/a.yaml',
    'k8s/a.yaml',
    'a.yaml',
    'file:///a.yaml',
  ]);
});
