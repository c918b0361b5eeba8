import type { Finding } from '../diagnostics/finding.ts';
import { lineIndex } from '../text/line-index.ts';
import type { Position } from '../text/position.ts';
import type { Source } from '../text/source.ts';
import { byFile } from './by-file.ts';
import { excerpt } from './excerpt.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** Findings for people: what is wrong, the lines it stands on, related places, what to do. */
export const pretty: Reporter = (results, options) => {
  const sources = new Map<string, Source | undefined>();
  const source = (file: string): Source | undefined => {
    if (!sources.has(file)) {
      const text = results.text(file);
      sources.set(file, text === undefined ? undefined : { path: file, text });
    }
    return sources.get(file);
  };
  let text = '';
  for (const [file, findings] of byFile(results.findings)) {
    text += `${fileLine(file, options)}\n\n`;
    for (const finding of findings) text += `${entry(finding, source, options)}\n`;
  }
  return text;
};

function fileLine(file: string, { paint, ascii }: ReportOptions): string {
  const dash = ascii ? '--' : '──';
  return `${paint.dim(dash)} ${paint.path(visible(file))} ${paint.dim(dash)}`;
}

function entry(finding: Finding, source: (file: string) => Source | undefined, options: ReportOptions): string {
  const { paint, width } = options;
  const { at, severity, rule, message, help, related } = finding;
  const mark = paint[severity];
  const gutter = Math.max(
    4,
    ...[at, ...related.map((place) => place.at)].map(({ line }) => String(line + 1).length + 1),
  );
  const lines = [`${place(at)} ${mark(severity)} ${paint.dim(rule)}`];
  for (const part of wrap(visible(message), width - 2)) lines.push(`  ${paint.strong(part)}`);
  lines.push(...frame(at, source(at.file), { ...options, gutter, above: 2, below: 1, mark }));
  for (const other of related) {
    lines.push(`  ${place(other.at)} ${visible(other.message)}`);
    lines.push(...frame(other.at, source(other.at.file), { ...options, gutter, above: 0, below: 0, mark: paint.info }));
  }
  if (help) {
    const [first = '', ...rest] = wrap(visible(help), width - 8);
    lines.push(`  ${paint.ok('help:')} ${first}`, ...rest.map((part) => `        ${part}`));
  }
  return `${lines.join('\n')}\n`;
}

/** The form that terminals and editors turn into a link. */
function place({ file, line, column }: Position): string {
  return `${visible(file)}:${line}:${column}`;
}

interface FrameOptions extends ReportOptions {
  /** Cells for line numbers. */
  readonly gutter: number;
  /** Lines of context. */
  readonly above: number;
  readonly below: number;
  mark(text: string): string;
}

/** The lines around a place with the place underlined; of one that goes over several lines, the first. */
function frame(at: Position, source: Source | undefined, options: FrameOptions): string[] {
  if (!source) return [];
  const { paint, ascii, gutter, above, below, mark } = options;
  const bar = paint.dim(ascii ? '|' : '│');
  const ellipsis = ascii ? '...' : '…';
  const width = options.width - gutter - 5;
  const index = lineIndex(source);
  const row = (line: number, text: string): string => {
    const number = String(line).padStart(gutter);
    return line === at.line ? `  ${number} ${bar} ${text}` : `  ${paint.dim(number)} ${bar} ${paint.dim(text)}`;
  };
  const context = (line: number): string => row(line, excerpt(index.line(line), 0, 1, width, ellipsis).text).trimEnd();
  const lines: string[] = [];
  for (let line = Math.max(1, at.line - above); line < at.line; line++) lines.push(context(line));
  const content = index.line(at.line);
  const end = at.endLine === at.line ? at.endColumn - 1 : content.trimEnd().length;
  const { text, before, marked } = excerpt(content, at.column - 1, end, width, ellipsis);
  lines.push(row(at.line, text).trimEnd());
  lines.push(`  ${' '.repeat(gutter)} ${bar} ${' '.repeat(before)}${mark('^'.repeat(marked))}`);
  for (let line = at.line + 1; line <= Math.min(index.count, at.line + below); line++) {
    if (line < index.count || index.line(line) !== '') lines.push(context(line));
  }
  return lines;
}
