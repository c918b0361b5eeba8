import type { Source } from '../text/source.ts';
import { type BlockValueReader, blockValueReader } from './block/value-reader.ts';
import { hasOddCharacters, readBlockDocument } from './block-reader.ts';
import type { YamlDocument } from './document.ts';
import type { YamlNode } from './node.ts';
import type { Parsed } from './parsed.ts';
import { readCompletely } from './read-completely.ts';
import { type DocumentRange, splitDocuments } from './split.ts';
import type { MappingValue } from './value.ts';

/**
 * Reads the documents of a source in order, one tree at a time. The root is null for a document without content and
 * undefined for one that cannot be read, which then has exactly one syntax problem. Where `take` is given, it is offered
 * the value of each document that is read quicker without positions, and tells whether that is enough: then the tree is
 * not read. `readValue` may have read other sources, and know their lines.
 */
export function readDocuments(
  source: Source,
  visit: (document: YamlDocument, root: YamlNode | null | undefined) => void,
  take?: (document: YamlDocument, value: MappingValue) => boolean,
  readValue: BlockValueReader = blockValueReader(),
): void {
  const { text } = source;
  const odd = hasOddCharacters(text);
  let index = 0;
  splitDocuments(text, (range) => {
    const { start, end, scan, plain } = range;
    const path = shownPath(source, start, end);
    const isOdd = odd && hasOddCharacters(text.slice(start, end));
    const value = take && !isOdd && plain ? readValue(text, start, end) : undefined;
    const place = index++;
    if (value) {
      const document: YamlDocument = { source, index: place, start, end, path, problems: noProblems };
      if (scan !== start) enteredBefore.set(document, range);
      if (take?.(document, value)) return;
    }
    const { root, problems } = parse(source, range, isOdd);
    const document: YamlDocument = { source, index: place, start, end, path, problems };
    if (scan !== start || !plain) enteredBefore.set(document, range);
    visit(document, root);
  });
}

/** Reads a document once more: its tree is not kept, and is needed only to find positions. */
export function rereadDocument(document: YamlDocument): YamlNode | null | undefined {
  const { source, start, end } = document;
  const odd = hasOddCharacters(source.text.slice(start, end));
  return parse(source, enteredBefore.get(document) ?? { start, end, scan: start, plain: true }, odd).root;
}

/** Documents that a reader has to enter before their start. */
const enteredBefore = new WeakMap<YamlDocument, DocumentRange>();

function parse(source: Source, range: DocumentRange, odd: boolean): Parsed {
  const { start, end, plain } = range;
  if (!odd && plain) {
    const root = readBlockDocument(source.text, start, end);
    if (root !== undefined) return { root, problems: noProblems };
  }
  return readCompletely(source, range);
}

const noProblems: readonly [] = [];

/** helm names the template of each document it renders in a comment at the document's start. */
function shownPath({ path, text }: Source, start: number, end: number): string {
  const mark = '# Source: ';
  if (!text.startsWith(mark, start)) return path;
  const newline = text.indexOf('\n', start);
  const template = text.slice(start + mark.length, newline === -1 || newline > end ? end : newline).trim();
  return templatePath.test(template) ? `${path}#${template}` : path;
}

const templatePath = /^[^\s:/]+\/[^\s:]+\.(?:ya?ml|json|tpl|txt)$/;
