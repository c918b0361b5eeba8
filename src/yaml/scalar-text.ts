import type { ScalarStyle } from './node.ts';
import { resolvePlain } from './scalar.ts';

/** A scalar as YAML: in the style of the one that it replaces where that can hold it. */
export function scalarText(value: string | number | bigint | boolean | null, style: ScalarStyle = 'plain'): string {
  if (typeof value !== 'string') return String(value);
  if (style === 'single' && oneLine.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return style === 'plain' && isPlain(value) ? value : JSON.stringify(value);
}

const oneLine = /^[ -~]*$/;

/** Text that is read back as the same text without quotes, in a block as in a flow collection. */
function isPlain(text: string): boolean {
  return plain.test(text) && !text.endsWith(':') && !text.includes(': ') && resolvePlain(text) === text;
}

const plain = /^[A-Za-z0-9_./~-](?:[A-Za-z0-9_./~:@+=-]| (?=[A-Za-z0-9_./]))*$/;
