import { escapeCharacter } from '../text/escape-character.ts';

/**
 * Text of manifests as it may be shown: control characters and direction marks, which could make it read differently
 * from what it is, and what XML cannot hold are written as escapes; line breaks are kept.
 */
export function printable(text: string): string {
  return plain.test(text) || !unsafe.test(text) ? text : text.replace(new RegExp(unsafe, 'gu'), escapeCharacter);
}

// With the signs of our own texts.
const plain = /^[\n -~·→]*$/;
// C0, DEL and C1; direction marks, line separators, the byte order mark; lone surrogates and noncharacters.
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/u;
