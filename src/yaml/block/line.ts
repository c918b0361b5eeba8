import { isOutsideJson, type PlainValue, resolvePlain } from '../scalar.ts';
import { longestKey } from './key.ts';
import { plainKey } from './keys.ts';

/** What a line holds that needs no other: an entry, an item, an item with the first entry of its mapping, or nothing. */
export interface Line {
  /** The line with its break. */
  readonly written: string;
  /** Column of what it begins with; -1 for nothing but a comment. */
  readonly column: number;
  /** Column of the key, or of the item; behind the dash of an item it is more than `column`. */
  readonly inner: number;
  readonly key: string | undefined;
  /** Undefined where it stands below. */
  readonly value: PlainValue | undefined;
  /** The line that followed it last. */
  next: Line | undefined;
}

/**
 * Lines by how they are written, null for one that is not that simple. Manifests repeat most of their lines: to know one
 * again takes less than half of the time that reading it takes.
 */
export type KnownLines = Map<string, Line | null>;

/** Reads a line that is not known. */
export function newLine(written: string, known: KnownLines): Line | null {
  const line = readLine(written);
  // What comes often soon comes again.
  if (known.size === mostKnown) known.clear();
  known.set(written, line);
  return line;
}

const mostKnown = 2048;

function readLine(written: string): Line | null {
  const content = written.includes(' #') ? withoutComment(written) : written;
  const isEntry = entryLine.test(content);
  if (!isEntry && !itemLine.test(content)) {
    if (!nothing.test(content)) return null;
    return { written, column: -1, inner: -1, key: undefined, value: undefined, next: undefined };
  }
  const column = content.length - content.trimStart().length;
  const inner = content.charCodeAt(column) === 0x2d ? behindDash(content, column) : column;
  if (!isEntry) {
    const value = meaningOf(content.slice(inner).trim());
    return isOutsideJson(value) ? null : { written, column, inner, key: undefined, value, next: undefined };
  }
  const colon = content.indexOf(':', inner);
  const key = colon - inner > longestKey ? undefined : plainKey(content, inner, colon);
  const value = meaningOf(content.slice(colon + 1).trim());
  return key === undefined || isOutsideJson(value) ? null : { written, column, inner, key, value, next: undefined };
}

/** The line without the comment that no quote follows: what comes before a quote may be part of a text. */
function withoutComment(written: string): string {
  const lastQuote = Math.max(written.lastIndexOf('"'), written.lastIndexOf("'"));
  const start = written.indexOf(' #', lastQuote + 1);
  return start === -1 ? written : written.slice(0, start);
}

/** Column of the item whose dash is at a column. */
function behindDash(content: string, dash: number): number {
  let at = dash + 1;
  while (content.charCodeAt(at) === 0x20) at++;
  return at;
}

function meaningOf(scalar: string): PlainValue | undefined {
  if (scalar === '') return undefined;
  const first = scalar.charCodeAt(0);
  return first === 0x22 || first === 0x27 ? scalar.slice(1, -1) : resolvePlain(scalar);
}

/** Plain text that begins and ends on its line, or quoted text in which nothing is escaped. */
const scalar = String.raw`(?:[^\s!"#%&'*,:>?@[\]\x60{|}-]|-(?=\S))[^\s#:]*(?:(?: +(?=[^\s#])|:(?=\S)|(?<=\S)#)[^\s#:]*)*|"[^"\\\t\n]*"|'[^'\t\n]*'`;
const entryLine = new RegExp(String.raw`^ *(?:- +)?[A-Za-z0-9_][\w./-]*:(?: +(?:${scalar}))? *\n?$`);
const itemLine = new RegExp(String.raw`^ *- +(?:${scalar}) *\n?$`);
const nothing = /^ *(?:#.*)?\n?$/;
