import type { Finding } from './finding.ts';

/** Findings by file, line, column, rule and message, without exact repetitions: the same input gives the same bytes. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(compare);
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    return before === undefined || compare(before, finding) !== 0;
  });
}

function compare(a: Finding, b: Finding): number {
  return (
    compareText(a.at.file, b.at.file) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** By code units: the order must not depend on a locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
