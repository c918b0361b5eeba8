import { expect, test } from '@jest/globals';
import { plain } from '../../src/report/paint.ts';
import {
  type RulePage,
  ruleListMarkdown,
  ruleListText,
  rulePageMarkdown,
  rulePageText,
} from '../../src/report/rule-page.ts';
import { tagged } from './finding-samples.ts';

const rule: RulePage = {
  id: 'service-port-name-required',
  title: 'One of several ports has no name',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service', 'Endpoints'],
  why: 'The API server refuses it.',
  help: 'Name every port.',
  sources: ['kubernetes v1.37.2'],
  url: 'https://example.com/rule',
  examples: {
    bad: [{ name: 'two ports', yaml: 'ports:\n  - port: 80 # expect: service-port-name-required\n' }],
    good: [{ name: 'two files', files: { 'a.yaml': 'ports: []\n', 'b.yaml': 'x: 1\n' } }],
  },
};

test('the page of a terminal', () => {
  expect(rulePageText(rule, plain, 80)).toBe(`service-port-name-required
  One of several ports has no name
  error · validity · Service, Endpoints · since 0.1.0

Why
  The API server refuses it.

What to do
  Name every port.

Wrong: two ports
    ports:
      - port: 80 # <- here

Right: two files
  # a.yaml
    ports: []
  # b.yaml
    x: 1

Sources
  kubernetes v1.37.2

https://example.com/rule
`);
});

test('the line that is found is painted', () => {
  expect(rulePageText(rule, tagged, 80)).toContain('<error>  - port: 80 # <- here</error>');
});

test('the page as Markdown', () => {
  expect(rulePageMarkdown(rule)).toBe(`# service-port-name-required

One of several ports has no name.

| severity | group | applies to | since |
|---|---|---|---|
| error | validity | Service, Endpoints | 0.1.0 |

## Why

The API server refuses it.

## What to do

Name every port.

## Examples

### Wrong: two ports

\`\`\`yaml
ports:
  - port: 80 # <- here
\`\`\`

### Right: two files

\`\`\`yaml
# a.yaml
ports: []
\`\`\`

\`\`\`yaml
# b.yaml
x: 1
\`\`\`

## Sources

- kubernetes v1.37.2
`);
});

test('lists', () => {
  const other: RulePage = { ...rule, id: 'short', severity: 'info', title: 'A | B' };
  expect(ruleListText([rule, other], plain)).toBe(
    'service-port-name-required  error    One of several ports has no name\n' +
      'short                       info     A | B\n',
  );
  expect(ruleListMarkdown([other])).toBe(
    '| rule | severity | group | finds |\n|---|---|---|---|\n' +
      '| [short](https://example.com/rule) | info | validity | A \\| B |\n',
  );
});
