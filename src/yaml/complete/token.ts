import type { ScalarStyle } from '../node.ts';
import type { Mark } from './failure.ts';

/** The words that a document is made of, as libyaml names them. */
export type TokenType =
  | 'stream-end'
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  /** Offset behind the token's text, without the white space that a scalar has to pass to find its end. */
  readonly end: number;
  /** Of a scalar its value, of an anchor or alias its name, of a tag or tag directive its handle, of a version `1.1`. */
  readonly value: string;
  /** Of a tag the part behind its handle, of a tag directive the prefix. */
  readonly suffix: string;
  readonly style: ScalarStyle;
}

/** A token without a text of its own to keep. */
export function token(type: TokenType, start: Mark, end: number, value = '', suffix = ''): Token {
  return { type, start, end, value, suffix, style: 'plain' };
}
