import type { YamlProblem } from './document.ts';
import type { YamlNode } from './node.ts';

/** What reading one document gives: null for a document without content, undefined for one that cannot be read. */
export interface Parsed {
  readonly root: YamlNode | null | undefined;
  readonly problems: readonly YamlProblem[];
}
