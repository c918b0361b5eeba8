import { expect, test } from '@jest/globals';
import { plain } from '../../src/report/paint.ts';
import {
  type RulePage,
  ruleListMarkdown,
  ruleListText,
  rulePageMarkdown,
  rulePageText,
  whatFixDoes,
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
  fixes: ['unsafe'],
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
  ksvc fix --unsafe repairs it where the files show what is meant; requests may
  go elsewhere then.

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

\`ksvc fix --unsafe\` repairs it where the files show what is meant; requests may go elsewhere then.

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

test.each<[RulePage['fixes'], string]>([
  [[], '`ksvc fix` leaves it to you.'],
  [['safe'], '`ksvc fix` repairs it where only one thing can be meant.'],
  [['unsafe'], '`ksvc fix --unsafe` repairs it where the files show what is meant; requests may go elsewhere then.'],
  [
    ['safe', 'unsafe'],
    '`ksvc fix` repairs it where that cannot change where requests go, and `ksvc fix --unsafe` where it may.',
  ],
])('what ksvc fix does: %j', (fixes, text) => expect(whatFixDoes(fixes)).toBe(text));

test('lists', () => {
  const other: RulePage = { ...rule, id: 'short', severity: 'info', title: 'A | B', fixes: [] };
  const both: RulePage = { ...other, fixes: ['safe', 'unsafe'] };
  expect(ruleListText([rule, other, both], plain)).toBe(
    'service-port-name-required  error    fix: unsafe  One of several ports has no name\n' +
      'short                       info                  A | B\n' +
      'short                       info     fix: both    A | B\n',
  );
  expect(ruleListMarkdown([other, both])).toBe(
    '| rule | severity | group | fix | finds |\n|---|---|---|---|---|\n' +
      '| [short](https://example.com/rule) | info | validity |  | A \\| B |\n' +
      '| [short](https://example.com/rule) | info | validity | safe, unsafe | A \\| B |\n',
  );
});
