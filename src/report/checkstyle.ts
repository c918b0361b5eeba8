import { byFile } from './by-file.ts';
import type { Reporter } from './reporter.ts';
import { xmlAttributes } from './xml.ts';

/** Checkstyle's XML, which Jenkins, reviewdog and many editors read. */
export const checkstyle: Reporter = ({ findings }) => {
  let text = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
  for (const [file, group] of byFile(findings)) {
    text += `  <file${xmlAttributes({ name: file })}>\n`;
    for (const { at, severity, message, help, rule } of group) {
      const told = help ? `${message} ${help}` : message;
      const values = { line: at.line, column: at.column, severity, message: told, source: `ksvc.${rule}` };
      text += `    <error${xmlAttributes(values)}/>\n`;
    }
    text += '  </file>\n';
  }
  return `${text}</checkstyle>\n`;
};
