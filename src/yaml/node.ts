/**
 * The positioned tree of one document. Offsets are UTF-16 offsets into the source's text, `end` exclusive, and cover
 * the written value without surrounding white space or comments.
 */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
  /** The value as Kubernetes reads it. Numbers that a double cannot hold exactly are kept exact as bigint. */
  readonly value: string | number | bigint | boolean | null;
  readonly style: ScalarStyle;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly start: number;
  readonly end: number;
  /** In source order; a duplicate key appears again, the last one wins. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  /** The key as the string that JSON has: `yes: 1` has the key "true". */
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: YamlNode;
  /** The key came out of a merge (`<<`), its offsets are those of the merged mapping. */
  readonly merged?: true;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly start: number;
  readonly end: number;
  readonly items: readonly YamlNode[];
}
