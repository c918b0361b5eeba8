import type { Finding } from '../diagnostics/finding.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { isStdin, repositoryPath } from './repository-path.ts';
import { visible } from './visible.ts';

/**
 * Workflow commands of GitHub Actions: a line for each finding, which becomes an annotation of the changed file
 * (actions/toolkit packages/core/src/command.ts for the escapes).
 */
export const github: Reporter = ({ findings }, options) =>
  findings.map((finding) => command(finding, options)).join('');

const commands: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'notice' };

function command(finding: Finding, options: ReportOptions): string {
  const { at, rule, severity, message, help } = finding;
  const isOneLine = at.line === at.endLine;
  const properties: Readonly<Record<string, string | number>> = {
    ...(!isStdin(at.file) && {
      file: repositoryPath(at.file, options),
      line: at.line,
      endLine: at.endLine,
      // GitHub takes columns only for a place within one line.
      ...(isOneLine && { col: at.column, endColumn: at.endColumn }),
    }),
    title: `ksvc ${rule}`,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const place = isStdin(at.file) ? `${at.file}:${at.line}:${at.column}: ` : '';
  const text = [`${place}${visible(message)}`, ...(help ? [visible(help)] : [])].join('\n');
  return `::${commands[severity]} ${written.join(',')}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
