import type { Finding } from '../diagnostics/finding.ts';

/** Findings of each file, in order: they come sorted by file. */
export function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.at.file);
    if (group) group.push(finding);
    else groups.set(finding.at.file, [finding]);
  }
  return groups;
}

/** Every file with its findings, none for a file without; files that only findings name come last. */
export function everyFile(
  files: readonly string[],
  findings: readonly Finding[],
): readonly (readonly [file: string, findings: readonly Finding[]])[] {
  const groups = byFile(findings);
  return [...new Set([...files, ...groups.keys()])].map((file) => [file, groups.get(file) ?? []]);
}
