import type { Finding } from '../diagnostics/finding.ts';
import type { Reporter } from './reporter.ts';
import { visible } from './visible.ts';

/** One line a finding, as compilers write them and editors read them: `file:line:column: severity: message [rule]`. */
export const compact: Reporter = ({ findings }, { paint }) => {
  let text = '';
  for (const finding of findings) text += `${line(finding, paint[finding.severity])}\n`;
  return text;
};

function line({ at, severity, message, rule }: Finding, paint: (text: string) => string): string {
  return `${visible(at.file)}:${at.line}:${at.column}: ${paint(`${severity}:`)} ${visible(message)} [${rule}]`;
}
