import { escapeCharacter } from '../text/escape-character.ts';
import { visible } from './visible.ts';

/** Text between tags; characters that XML 1.0 cannot hold are written as escapes. */
export function xmlText(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line))
    .join('\n')
    .replace(/[\ufffe\uffff]/g, escapeCharacter)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The value of an attribute, without its quotes: one line. */
export function xmlAttribute(text: string): string {
  return xmlText(visible(text)).replaceAll('"', '&quot;').replaceAll('\t', '&#9;');
}

/** ` name="value"` for each; undefined ones are left out. */
export function xmlAttributes(values: Readonly<Record<string, string | number | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) text += ` ${name}="${xmlAttribute(String(value))}"`;
  }
  return text;
}
