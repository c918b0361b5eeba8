import { lineIndex } from '../text/line-index.ts';
import type { Source } from '../text/source.ts';

/** What a comment begins with, without `ksvc-`. */
export type SuppressionWord = 'ignore' | 'disable-next-line' | 'disable' | 'enable' | 'disable-file';

/** The words of comments that say what not to report. */
export const suppressionWords: readonly SuppressionWord[] = [
  'ignore',
  'disable-next-line',
  'disable',
  'enable',
  'disable-file',
];

/** A comment that begins with `ksvc-`: `# ksvc-ignore rule, rule -- reason`. */
export interface SuppressionComment {
  /** As written; it need not be one of `suppressionWords`. */
  readonly word: string;
  readonly rules: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** '' when none is given. */
  readonly reason: string;
  /** Offsets of the comment. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The line that it is about, when it is about one: its own, or the next one that is no comment. */
  readonly target: number;
}

/** The comments of a text that begin with `ksvc-`, in order. What only looks like a comment is among them. */
export function suppressionComments(source: Source): SuppressionComment[] {
  const { text } = source;
  if (!text.includes('ksvc-')) return [];
  const index = lineIndex(source);
  return [...text.matchAll(comment)].map((match) => {
    const [, before = '', word = '', rest = ''] = match;
    const start = match.index + before.length;
    const end = match.index + match[0].trimEnd().length;
    const { line } = index.at(start);
    const stands = index.line(line).trimStart().startsWith('#') ? 'alone' : 'behind';
    const [list = '', ...reason] = rest.split(/(?:^|\s)--(?:\s|$)/);
    const restStart = match.index + match[0].length - rest.length;
    return {
      word,
      rules: [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index: at }) => ({
        id,
        start: restStart + at,
        end: restStart + at + id.length,
      })),
      reason: reason.join(' -- ').trim(),
      start,
      end,
      line,
      target: stands === 'alone' || word === 'disable-next-line' ? nextLine(line) : line,
    };
  });

  function nextLine(from: number): number {
    let line = from + 1;
    while (line < index.count && /^\s*(?:#|$)/.test(index.line(line))) line++;
    return line;
  }
}

const comment = /(^|[ \t])#[ \t]*ksvc-([a-z-]+)(?=\s|$)([^\r\n]*)/gm;
