import type { Change } from '../diagnostics/fix.ts';
import { toJson } from '../objects/json.ts';
import type { Json } from '../objects/kube-object.ts';
import { sameValue } from '../objects/same-value.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { readDocuments, rereadDocument } from '../yaml/read.ts';
import { changeEdits } from './change-edits.ts';
import { changedValue } from './changed-value.ts';
import { applyEdits, overlap, type TextEdit } from './text-edit.ts';

/**
 * The edits of some changes to one document, offsets being those of its source. They are read back: undefined when the
 * document would then say anything but what it said with these changes.
 */
export function writtenChanges(document: YamlDocument, changes: readonly Change[]): readonly TextEdit[] | undefined {
  const root = rereadDocument(document);
  if (!root) return undefined;
  const { text } = document.source;
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const found = changeEdits(text, root, change);
    if (!found || found.some((edit) => edits.some((other) => overlap(edit, other)))) return undefined;
    edits.push(...found);
  }
  let expected: Json | undefined = toJson(root);
  for (const change of inOrder(changes)) expected = expected === undefined ? undefined : changedValue(expected, change);
  if (expected === undefined) return undefined;
  return sameValue(valueAfter(document, edits), expected) ? edits : undefined;
}

/** What is taken away goes last and from the end, so that the places of other items still hold. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  const removals = changes.filter(({ kind }) => kind === 'remove');
  const fromTheEnd = removals.sort((a, b) => comparePaths(fullPath(b), fullPath(a)));
  return [...changes.filter(({ kind }) => kind !== 'remove'), ...fromTheEnd];
}

function fullPath({ object, path }: Change): FieldPath {
  return [...object.path, ...path];
}

function comparePaths(a: FieldPath, b: FieldPath): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [left, right] = [a[at], b[at]];
    if (left === right) continue;
    return typeof left === 'number' && typeof right === 'number' ? left - right : String(left) < String(right) ? -1 : 1;
  }
  return a.length - b.length;
}

function valueAfter({ source, start, end }: YamlDocument, edits: readonly TextEdit[]): Json | undefined {
  // An edit may reach the line break behind the document's last line.
  const text = source.text.slice(start, Math.max(end, ...edits.map((edit) => edit.end)));
  const here = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  if (here.some((edit) => edit.start < 0)) return undefined;
  const found: Json[] = [];
  readDocuments({ path: source.path, text: applyEdits(text, here) }, (document, root) => {
    if (root && document.problems.length === 0) found.push(toJson(root));
  });
  return found.length === 1 ? found[0] : undefined;
}
