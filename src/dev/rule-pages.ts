import { ruleUrl } from '../diagnostics/rule-url.ts';
import { type Finding, lint, type Source } from '../index.ts';
import { plain } from '../report/paint.ts';
import { ruleOptionsTable, whatFixDoes } from '../report/rule-page.ts';
import { unifiedDiff } from '../report/unified-diff.ts';
import type { Rule } from '../rules/define-rule.ts';
import { type Example, filesOf, withoutExpectations } from '../rules/example.ts';
import { ruleFixes } from '../rules/fixes.ts';
import { type RuleGroup, ruleGroups } from '../rules/group.ts';
import { fixesOfExample } from './rule-fixes.ts';

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
    const rows = members.map((rule) => {
      const fixes = ruleFixes[rule.id] ?? [];
      return `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${fixes.join(', ')} | ${rule.title} |`;
    });
    return members.length === 0
      ? []
      : ['', `## ${title}`, '', '| rule | severity | fix | finds |', '|---|---|---|---|', ...rows];
  });
  return `${[
    generated,
    '',
    '# Rules',
    '',
    'What `ksvc lint` looks for. **error**: the API server would refuse the object, or traffic surely fails;',
    '**warning**: accepted, but very likely not what is wanted; **info**: worth knowing.',
    '',
    'Column fix: what [`ksvc fix`](../guide/fix.md) repairs by itself (**safe**), and with `--unsafe` (**unsafe**).',
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
    whatFixDoes(ruleFixes[rule.id] ?? []).replace(/`ksvc fix(?: --unsafe)?`/g, '[$&](../guide/fix.md)'),
    '',
    ...(rule.options
      ? ['## Options', '', `In [the configuration](../guide/configuration.md), under \`rules: {${rule.id}: {…}}\`:`, '']
      : []),
    ...(rule.options ? [ruleOptionsTable(rule.options), ''] : []),
    '## Found',
    ...rule.examples.bad.flatMap((example) => badExample(example, rule)),
    '',
    '## Not found',
    ...rule.examples.good.flatMap((example) => ['', `### ${heading(example)}`, ...manifests(example)]),
    '',
    '## Sources',
    '',
    ...rule.sources.map((source) => `- ${inProse(source)}`),
  ].join('\n')}\n`;
}

function badExample(example: Example, rule: Rule): string[] {
  const { id, optIn } = rule;
  const { before: sources, safe, unsafe } = fixesOfExample(example, rule);
  const { kubernetesVersion } = example;
  const { findings } = lint(sources, {
    ...(optIn && { rules: { [id]: 'on' } }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  });
  return [
    '',
    `### ${heading(example)}`,
    ...(kubernetesVersion === undefined ? [] : ['', `For Kubernetes ${kubernetesVersion}:`]),
    ...manifests(example),
    '',
    '```text',
    ...findings.flatMap(findingLines),
    '```',
    ...written('ksvc fix', sources, safe.sources),
    ...(unsafe.fixed.length > safe.fixed.length ? written('ksvc fix --unsafe', sources, unsafe.sources) : []),
  ];
}

function written(command: string, before: readonly Source[], after: readonly Source[]): string[] {
  const diff = before.map(({ path, text }, at) => unifiedDiff(path, text, after[at]?.text ?? '', plain)).join('');
  return diff === '' ? [] : ['', `\`${command}\` writes:`, '', '```diff', diff.trimEnd(), '```'];
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
