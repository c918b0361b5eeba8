import type { Source } from '../text/source.ts';
import { hasOddCharacters, readBlockDocument } from './block-reader.ts';
import type { YamlDocument } from './document.ts';
import type { YamlNode } from './node.ts';
import type { Parsed } from './parsed.ts';
import { readCompletely } from './read-completely.ts';
import { type DocumentRange, splitDocuments } from './split.ts';

/**
 * Reads the documents of a source in order, one tree at a time. The root is null for a document without content and
 * undefined for one that cannot be read, which then has exactly one syntax problem.
 */
export function readDocuments(
  source: Source,
  visit: (document: YamlDocument, root: YamlNode | null | undefined) => void,
): void {
  const { text } = source;
  const odd = hasOddCharacters(text);
  let index = 0;
  splitDocuments(text, (range) => {
    const { start, end, scan, plain } = range;
    const { root, problems } = parse(source, range, odd && hasOddCharacters(text.slice(start, end)));
    const document: YamlDocument = { source, index, start, end, path: shownPath(source, start, end), problems };
    if (scan !== start || !plain) enteredBefore.set(document, range);
    index++;
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
