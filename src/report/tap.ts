import type { Finding } from '../diagnostics/finding.ts';
import { everyFile } from './by-file.ts';
import type { Reporter } from './reporter.ts';
import { visible } from './visible.ts';

/**
 * TAP 14: a test for each file, which fails when one of its findings makes the exit code 1, with its findings as YAML
 * (strings as JSON, which YAML contains).
 */
export const tap: Reporter = ({ findings, files, fails }) => {
  const all = everyFile(files(), findings);
  let text = `TAP version 14\n1..${all.length}\n`;
  for (const [index, [file, group]] of all.entries()) {
    text += `${group.some(fails) ? 'not ok' : 'ok'} ${index + 1} - ${description(file)}\n`;
    if (group.length > 0) text += `  ---\n  findings:\n${group.map(entry).join('')}  ...\n`;
  }
  return text;
};

function entry({ at, severity, rule, message, help }: Finding): string {
  return [
    `    - severity: ${severity}\n`,
    `      rule: ${rule}\n`,
    `      message: ${JSON.stringify(message)}\n`,
    ...(help ? [`      help: ${JSON.stringify(help)}\n`] : []),
    `      line: ${at.line}\n`,
    `      column: ${at.column}\n`,
  ].join('');
}

/** `#` would begin a directive. */
function description(text: string): string {
  return visible(text).replace(/[\\#]/g, '\\$&');
}
