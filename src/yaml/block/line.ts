import { resolvePlain } from '../scalar.ts';
import { longestKey } from './key.ts';
import { plainKey } from './keys.ts';
import { trimEnd } from './plain.ts';

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
  readonly value: string | number | bigint | boolean | null | undefined;
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
  const content = contentOf(written);
  const dash = content.indexOf('-');
  if (entryLine.test(content)) {
    const colon = content.indexOf(':');
    const inner = content.lastIndexOf(' ', colon) + 1;
    const key = colon - inner > longestKey ? undefined : plainKey(content, inner, colon);
    const value = valueFrom(content, skipSpaces(content, colon + 1));
    if (key === undefined || isUnfit(value)) return null;
    return { written, column: dash === -1 || dash > inner ? inner : dash, inner, key, value, next: undefined };
  }
  if (itemLine.test(content)) {
    const inner = skipSpaces(content, dash + 1);
    const value = valueFrom(content, inner);
    return isUnfit(value) ? null : { written, column: dash, inner, key: undefined, value, next: undefined };
  }
  if (!nothing.test(content)) return null;
  return { written, column: -1, inner: -1, key: undefined, value: undefined, next: undefined };
}

/** The line without its break and its comment. */
function contentOf(written: string): string {
  return written.slice(0, written.includes(' #') ? commentStart(written) : -1);
}

/** Where the comment begins that no quote follows: what comes before a quote may be part of a text. */
function commentStart(written: string): number {
  return written.indexOf(' #', Math.max(written.lastIndexOf('"'), written.lastIndexOf("'")) + 1);
}

/** Plain text that begins and ends on its line, or quoted text in which nothing is escaped. */
const scalar = String.raw`(?:[^\s!"#%&'*,:>?@[\]\x60{|}-]|-(?=\S))(?:[^\s#:]|:(?=\S)|(?<=\S)#| +(?=[^\s#]))*|"[^"\\\t]*"|'[^'\t]*'`;
const entryLine = new RegExp(String.raw`^ *(?:- +)?[A-Za-z0-9_][\w./-]*:(?: +(?:${scalar}))? *$`);
const itemLine = new RegExp(`^ *- +(?:${scalar}) *$`);
const nothing = /^ *(?:#.*)?$/;

function skipSpaces(content: string, from: number): number {
  let at = from;
  while (content.charCodeAt(at) === 0x20) at++;
  return at;
}

function valueFrom(content: string, start: number): Line['value'] {
  const { length } = content;
  if (start === length) return undefined;
  const end = trimEnd(content, length);
  const first = content.charCodeAt(start);
  return first === 0x22 || first === 0x27 ? content.slice(start + 1, end - 1) : resolvePlain(content.slice(start, end));
}

/** `.inf` and `.nan` are mistakes, as JSON has no such numbers. */
function isUnfit(value: Line['value']): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}
