import { ruleUrl } from '../diagnostics/rule-url.ts';
import { type Finding, lint } from '../index.ts';
import type { Rule } from '../rules/define-rule.ts';
import { type Example, filesOf, withoutExpectations } from '../rules/example.ts';
import { type RuleGroup, ruleGroups } from '../rules/group.ts';

/** The pages of docs/rules by file name, made from the rules alone: one for each rule, and the list of all. */
export function rulePages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([['README.md', index(rules)]]);
  for (const rule of rules) pages.set(`${rule.id}.md`, page(rule));
  return pages;
}

const generated = '<!-- Generated from src/rules by `npm run generate`. -->';

function index(rules: readonly Rule[]): string {
  const groups = Object.entries(ruleGroups).flatMap(([group, title]) => {
    const members = rules.filter((rule) => rule.group === (group as RuleGroup));
    const rows = members.map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.title} |`);
    return members.length === 0 ? [] : ['', `## ${title}`, '', '| rule | severity | finds |', '|---|---|---|', ...rows];
  });
  return `${[
    generated,
    '',
    '# Rules',
    '',
    'What `ksvc lint` looks for. **error**: the API server would refuse the object, or traffic surely fails;',
    '**warning**: accepted, but very likely not what is wanted; **info**: worth knowing.',
    ...groups,
  ].join('\n')}\n`;
}

function page(rule: Rule): string {
  const kinds = rule.appliesTo === 'every kind' ? 'every kind' : rule.appliesTo.join(', ');
  return `${[
    generated,
    '',
    `# ${rule.id}`,
    '',
    `${rule.title}.`,
    '',
    '| severity | looks at | group | since |',
    '|---|---|---|---|',
    `| ${rule.severity} | ${kinds} | ${ruleGroups[rule.group]} | ${rule.since} |`,
    '',
    '## Why',
    '',
    rule.why,
    '',
    '## How to fix',
    '',
    rule.help,
    '',
    '## Found',
    ...rule.examples.bad.flatMap((example) => badExample(example)),
    '',
    '## Not found',
    ...rule.examples.good.flatMap((example) => ['', `### ${heading(example)}`, ...manifests(example)]),
    '',
    '## Sources',
    '',
    ...rule.sources.map((source) => `- ${inProse(source)}`),
  ].join('\n')}\n`;
}

function badExample(example: Example): string[] {
  const sources = Object.entries(filesOf(example)).map(([path, text]) => ({ path, text: withoutExpectations(text) }));
  const { findings } = lint(sources);
  return [
    '',
    `### ${heading(example)}`,
    ...manifests(example),
    '',
    '```text',
    ...findings.flatMap(findingLines),
    '```',
  ];
}

function findingLines({ at, severity, message, rule, help, url }: Finding): string[] {
  if (url !== ruleUrl(rule)) throw new Error(`${rule} has another page`);
  const related = help === undefined ? [] : [`  fix: ${help}`];
  return [`${at.file}:${at.line}:${at.column} ${severity} ${rule}`, `  ${message}`, ...related];
}

function manifests(example: Example): string[] {
  const files = Object.entries(filesOf(example));
  return files.flatMap(([path, text]) => [
    ...(files.length === 1 ? [] : ['', `\`${path}\``]),
    '',
    '```yaml',
    withoutExpectations(text).trimEnd(),
    '```',
  ]);
}

function heading(example: Example): string {
  return example.name.charAt(0).toUpperCase() + example.name.slice(1);
}

/** Sources are prose, but hold names in angle brackets. */
function inProse(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('|', '\\|');
}
