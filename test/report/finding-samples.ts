import type { Finding, LintSummary } from '../../src/diagnostics/finding.ts';
import { plain } from '../../src/report/paint.ts';
import type { LintResults, ReportOptions } from '../../src/report/reporter.ts';
import { type Position, positionOf } from '../../src/text/position.ts';

export const options: ReportOptions = {
  paint: plain,
  width: 80,
  ascii: false,
  directory: '/project',
  version: '1.2.3',
};

/** Tags of what is painted, so that a test sees the meaning and not escape codes. */
export const tagged: ReportOptions['paint'] = {
  error: (text) => `<error>${text}</error>`,
  warning: (text) => `<warning>${text}</warning>`,
  info: (text) => `<info>${text}</info>`,
  ok: (text) => `<ok>${text}</ok>`,
  strong: (text) => `<strong>${text}</strong>`,
  dim: (text) => text,
  path: (text) => `<path>${text}</path>`,
  link: (text) => `<link>${text}</link>`,
};

/** The position of a stretch of a text: of `needle`, at its first occurrence. */
export function at(file: string, text: string, needle: string): Position {
  const start = text.indexOf(needle);
  return positionOf({ source: { path: file, text }, start, end: start + needle.length });
}

export function finding(place: Position, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'service-port-name-required',
    severity: 'error',
    message: 'Service shop/web: port 80 has no name',
    url: 'https://example.com/service-port-name-required',
    at: place,
    related: [],
    fixable: false,
    ...more,
  };
}

const none: LintSummary = { files: 1, documents: 1, objects: 1, errors: 0, warnings: 0, infos: 0, unchecked: 0 };

export function results(findings: readonly Finding[], files: Readonly<Record<string, string>> = {}): LintResults {
  return {
    findings,
    summary: none,
    rules: new Map(),
    files: () => Object.keys(files),
    fails: ({ severity }) => severity === 'error',
    text: (file) => files[file],
  };
}
