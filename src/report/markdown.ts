import type { Finding } from '../diagnostics/finding.ts';
import { plain } from './paint.ts';
import { count } from './plural.ts';
import type { Reporter } from './reporter.ts';
import { summaryLine } from './summary.ts';
import { visible } from './visible.ts';

/** Findings for a comment on a pull request, short enough for one (GitHub takes 65,536 characters). */
export const markdown: Reporter = ({ findings, summary }) => {
  let text = `## ksvc lint\n\n${summaryLine(summary, plain)}\n`;
  let file: string | undefined;
  for (const [index, finding] of findings.entries()) {
    const heading = finding.at.file === file ? '' : `\n### ${code(finding.at.file)}\n\n`;
    const next = heading + item(finding);
    if (text.length + next.length > limit) {
      return `${text}\n… and ${count(findings.length - index, 'more finding')}; \`ksvc lint\` shows them all.\n`;
    }
    text += next;
    file = finding.at.file;
  }
  return text;
};

const limit = 60_000;

const marks: Readonly<Record<Finding['severity'], string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

function item({ at, severity, message, help, rule, url }: Finding): string {
  const head = `- ${marks[severity]} **${severity}** line ${at.line}: ${prose(message)} ([${rule}](${url}))\n`;
  return help ? `${head}  <br>${prose(help)}\n` : head;
}

/** As text: no markup, no HTML, and nobody is mentioned. */
function prose(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]~|#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;');
}

/** As code: between more backticks than it holds. */
function code(text: string): string {
  const shown = visible(text);
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length > 1 ? `${fence} ${shown} ${fence}` : `\`${shown}\``;
}
