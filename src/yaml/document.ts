import type { Source } from '../text/source.ts';

/** One document of a source: what stands between two `---` lines, or a whole JSON text. Its tree is read when needed and not kept. */
export interface YamlDocument {
  readonly source: Source;
  /** 0-based place among the documents of its source, empty and comment-only ones counted. */
  readonly index: number;
  /** Offsets of the document in the source's text, without the marker lines. */
  readonly start: number;
  readonly end: number;
  /** The path to show: that of the source, or `<source>#<template>` when helm's `# Source:` comment names one. */
  readonly path: string;
  /** What keeps the document from being read (then exactly one), and duplicate keys (the last one wins). */
  readonly problems: readonly YamlProblem[];
}

export type YamlProblem = YamlSyntaxProblem | YamlDuplicateKey;

export interface YamlSyntaxProblem {
  readonly kind: 'syntax';
  readonly start: number;
  readonly end: number;
  /** What is wrong, for people, without position: `a tab is used for indentation`. */
  readonly reason: string;
  /** What to do about it, when the text shows it (a tab, an unrendered template, a missing quote…). */
  readonly hint?: string;
  /** The words of the server for it (sigs.k8s.io/yaml): `yaml: line 4: did not find expected key`. */
  readonly server: string;
}

export interface YamlDuplicateKey {
  readonly kind: 'duplicate-key';
  readonly key: string;
  /** The repeated key, and the first one. */
  readonly start: number;
  readonly end: number;
  readonly first: { readonly start: number; readonly end: number };
  /** 1-based line within the document as the server counts it, for `line 8: key "x" already set in map`. */
  readonly line: number;
  /** The words of the server for it: `line 8: key "x" already set in map`. */
  readonly server: string;
}
