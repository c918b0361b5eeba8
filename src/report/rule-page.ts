import type { Severity } from '../diagnostics/diagnostic.ts';
import type { FixKind } from '../diagnostics/fix.ts';
import type { Paint } from './reporter.ts';
import { wrap } from './wrap.ts';

/** What a page about a rule is made from. */
export interface RulePage {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly severity: Severity;
  readonly since: string;
  readonly appliesTo: readonly string[] | 'every kind';
  readonly why: string;
  readonly help: string;
  readonly sources: readonly string[];
  readonly url: string;
  /** How `ksvc fix` repairs what it finds; empty: by hand. */
  readonly fixes: readonly FixKind[];
  /** What a configuration may say about it, by name. */
  readonly options?: { readonly [name: string]: RulePageOption };
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
}

/** An option of a rule. */
export interface RulePageOption {
  readonly kind: string;
  readonly default: boolean | number | readonly string[];
  readonly help: string;
}

/** Manifests of an example: one text, or several files. */
export interface RuleExample {
  readonly name: string;
  readonly yaml?: string;
  readonly files?: { readonly [path: string]: string };
}

/** The page for a terminal. */
export function rulePageText(rule: RulePage, paint: Paint, width: number): string {
  const paragraph = (text: string): string[] => wrap(text, Math.min(width, 100) - 2).map((line) => `  ${line}`);
  const sections: string[][] = [
    [
      paint.strong(rule.id),
      ...paragraph(rule.title),
      `  ${paint[rule.severity](rule.severity)} · ${rule.group} · ${kinds(rule)} · since ${rule.since}`,
    ],
    [paint.strong('Why'), ...paragraph(rule.why)],
    [paint.strong('What to do'), ...paragraph(rule.help), ...paragraph(whatFixDoes(rule.fixes).replaceAll('`', ''))],
    ...(rule.options ? [[paint.strong('Options'), ...optionLines(rule.options).flatMap(paragraph)]] : []),
    ...rule.examples.bad.map((example) => [paint.error(`Wrong: ${example.name}`), ...exampleLines(example, paint)]),
    ...rule.examples.good.map((example) => [paint.ok(`Right: ${example.name}`), ...exampleLines(example, paint)]),
    [paint.strong('Sources'), ...rule.sources.flatMap(paragraph)],
    [paint.link(rule.url)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The page as Markdown. */
export function rulePageMarkdown(rule: RulePage): string {
  const example = (word: string, { name, ...texts }: RuleExample): string =>
    [`### ${word}: ${name}`, ...filesOf(texts).map(([path, text]) => fence(path, text))].join('\n\n');
  return `${[
    `# ${rule.id}`,
    `${rule.title}.`,
    `| severity | group | applies to | since |\n|---|---|---|---|\n| ${rule.severity} | ${rule.group} | ${kinds(rule)} | ${rule.since} |`,
    `## Why\n\n${rule.why}`,
    `## What to do\n\n${rule.help}\n\n${whatFixDoes(rule.fixes)}`,
    ...(rule.options ? [`## Options\n\n${ruleOptionsTable(rule.options)}`] : []),
    '## Examples',
    ...rule.examples.bad.map((bad) => example('Wrong', bad)),
    ...rule.examples.good.map((good) => example('Right', good)),
    `## Sources\n\n${rule.sources.map((source) => `- ${source}`).join('\n')}`,
  ].join('\n\n')}\n`;
}

/** The options of a rule as a Markdown table. */
export function ruleOptionsTable(options: NonNullable<RulePage['options']>): string {
  const rows = Object.entries(options).map(
    ([name, { kind, default: usual, help }]) =>
      `\n| \`${name}\` | ${kindWords[kind]} | \`${usualText(usual)}\` | ${help} |`,
  );
  return `| option | value | default | |\n|---|---|---|---|${rows.join('')}`;
}

const kindWords: Readonly<Record<string, string>> = { boolean: 'true or false', number: 'number', texts: 'list' };

function usualText(usual: RulePageOption['default']): string {
  return typeof usual === 'object' ? `[${usual.join(', ')}]` : String(usual);
}

function optionLines(options: NonNullable<RulePage['options']>): string[] {
  return Object.entries(options).map(
    ([name, { default: usual, help }]) => `${name}: ${help} (default: ${usualText(usual)})`,
  );
}

/** A sentence about what `ksvc fix` does with what a rule finds, in Markdown. */
export function whatFixDoes(fixes: RulePage['fixes']): string {
  if (fixes.length === 0) return '`ksvc fix` leaves it to you.';
  if (fixes.length > 1) {
    return '`ksvc fix` repairs it where that cannot change where requests go, and `ksvc fix --unsafe` where it may.';
  }
  return fixes[0] === 'safe'
    ? '`ksvc fix` repairs it where only one thing can be meant.'
    : '`ksvc fix --unsafe` repairs it where the files show what is meant; requests may go elsewhere then.';
}

/** All rules, one a line: id, severity, how `ksvc fix` repairs it, title. */
export function ruleListText(rules: readonly RulePage[], paint: Paint): string {
  const wide = Math.max(0, ...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, fixes, title }) => {
      const fix = paint.dim(fixWord(fixes).padEnd(11));
      return `${id.padEnd(wide)}  ${paint[severity](severity.padEnd(7))}  ${fix}  ${title}\n`;
    })
    .join('');
}

/** All rules as a Markdown table. */
export function ruleListMarkdown(rules: readonly RulePage[]): string {
  const rows = rules.map(
    ({ id, severity, group, title, url, fixes }) =>
      `| [${id}](${url}) | ${severity} | ${group} | ${fixes.join(', ')} | ${title.replaceAll('|', '\\|')} |\n`,
  );
  return `| rule | severity | group | fix | finds |\n|---|---|---|---|---|\n${rows.join('')}`;
}

function fixWord(fixes: RulePage['fixes']): string {
  const [fix, other] = fixes;
  if (fix === undefined) return '';
  return `fix: ${other === undefined ? fix : 'both'}`;
}

function kinds({ appliesTo }: RulePage): string {
  return typeof appliesTo === 'string' ? appliesTo : appliesTo.join(', ');
}

function exampleLines(example: RuleExample, paint: Paint): string[] {
  return filesOf(example).flatMap(([path, text]) => [
    ...(path === '' ? [] : [`  ${paint.dim(`# ${path}`)}`]),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line.includes(pointer) ? paint.error(line) : line}`.trimEnd()),
  ]);
}

function fence(path: string, text: string): string {
  return `\`\`\`yaml\n${path === '' ? '' : `# ${path}\n`}${text.trimEnd()}\n\`\`\``;
}

const pointer = '# <- here';

/** Examples mark the lines that are found with `# expect: <rule>`, which is for tests; readers get a pointer. */
function filesOf({ yaml, files }: Omit<RuleExample, 'name'>): [path: string, text: string][] {
  const entries: [string, string][] = files ? Object.entries(files) : [['', yaml ?? '']];
  return entries.map(([path, text]) => [path, text.replace(/# expect: .*$/gm, pointer)]);
}
