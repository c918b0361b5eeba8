import { goQuote } from '../../text/go-quote.ts';
import type { RawNode } from './compose.ts';
import { type Resolved, resolveScalar } from './resolve-tagged.ts';

/** A value as Go's `%#v` writes it: go-yaml's messages quote keys and values so. */
export function goValue(node: RawNode, nested = false): string {
  switch (node.kind) {
    case 'alias':
      return goValue(node.target, nested);
    case 'scalar':
      return goScalar(resolveScalar(node), nested);
    case 'sequence':
      return `[]interface {}{${node.children.map((child) => goValue(child, true)).join(', ')}}`;
    case 'mapping': {
      // A repeated key counts once, with its last value.
      const pairs = new Map<string, string>();
      for (let at = 0; at + 1 < node.children.length; at += 2) {
        const key = node.children[at];
        const value = node.children[at + 1];
        if (key && value) pairs.set(goValue(key, true), goValue(value, true));
      }
      return `map[interface {}]interface {}{${[...pairs]
        .map((pair) => pair.join(':'))
        .sort()
        .join(', ')}}`;
    }
  }
}

/** A scalar as `%#v` writes it. */
export function goScalar({ type, value }: Resolved, nested = false): string {
  switch (type) {
    case 'nil':
      return nested ? 'interface {}(nil)' : '<nil>';
    case 'string':
      return goQuote(String(value));
    case 'uint64':
      return `0x${BigInt(value as bigint | number).toString(16)}`;
    case 'float64':
      return goFloat(Number(value));
    default:
      return String(value);
  }
}

function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 21)
    return String(value).includes('e')
      ? value.toFixed(-power + mantissa.replace(/[-.]/g, '').length - 1)
      : String(value);
  const size = Math.abs(power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}
