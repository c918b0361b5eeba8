import { escapeCharacter } from '../text/escape-character.ts';

/**
 * Text of users as it may go to a terminal: control characters, which could move the cursor or change colours, and
 * direction marks, which could make a line read differently from what it is, are written as escapes.
 */
export function visible(text: string): string {
  return unsafe.test(text) ? text.replace(everyUnsafe, escaped) : text;
}

// C0 but for the tab, DEL and C1; line separators, direction marks, the byte order mark; lone surrogates.
const unsafe =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/u;
const everyUnsafe = new RegExp(unsafe.source, 'gu');

function escaped(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  return escapeCharacter(char);
}
