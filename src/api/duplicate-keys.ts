import type { KubeObject } from '../objects/kube-object.ts';
import { goQuote } from '../text/go-quote.ts';
import type { YamlDuplicateKey } from '../yaml/document.ts';
import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import type { YamlNode } from '../yaml/node.ts';
import { rereadDocument } from '../yaml/read.ts';
import { resolvePlain } from '../yaml/scalar.ts';
import type { StrictProblem } from './problem.ts';

/** The keys that an object repeats, in the server's order, each with the message it would get alone. */
export function duplicateKeys(object: KubeObject): readonly StrictProblem[] {
  const { document, path: start } = object;
  const repeated = document.problems.filter((problem) => problem.kind === 'duplicate-key');
  if (repeated.length === 0) return [];
  const tree = rereadDocument(document);
  if (!tree) return [];
  const problems: StrictProblem[] = [];
  for (const problem of repeated) {
    const path = pathOfKey(tree, problem, []);
    if (!path || !startsWith(path, start)) continue;
    const own = path.slice(start.length);
    problems.push({
      check: 'duplicate-key',
      path: own,
      part: 'key',
      message: `${heading}\n${lineOf(problem, document.source.text)}`,
      field: formatPath(own),
      first: problem.first,
    });
  }
  return problems;
}

/** What the server makes of all duplicate keys of a document: one part of a strict error (goyaml's TypeError). */
export function joinDuplicateKeys(problems: readonly StrictProblem[]): StrictProblem | undefined {
  const [first] = problems;
  if (!first) return undefined;
  const lines = problems.map(({ message }) => message.slice(heading.length));
  return { ...first, message: `${heading}${lines.join('')}` };
}

const heading = 'yaml: unmarshal errors:';

/** The key is written as Go's `%#v` does: only strings are quoted. */
function lineOf({ key, start, end, line }: YamlDuplicateKey, text: string): string {
  const written = text.slice(start, end);
  const isText = /^["']/.test(written) || typeof resolvePlain(written) === 'string';
  return `  line ${line}: key ${isText ? goQuote(key) : key} already set in map`;
}

function pathOfKey(node: YamlNode, problem: YamlDuplicateKey, path: FieldPath): FieldPath | undefined {
  if (problem.start < node.start || problem.start > node.end) return undefined;
  if (node.kind === 'mapping') {
    for (const { key, keyStart, value } of node.entries) {
      if (keyStart === problem.start && key === problem.key) return [...path, key];
      const found = pathOfKey(value, problem, [...path, key]);
      if (found) return found;
    }
  } else if (node.kind === 'sequence') {
    for (const [at, item] of node.items.entries()) {
      const found = pathOfKey(item, problem, [...path, at]);
      if (found) return found;
    }
  }
  return undefined;
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return start.every((step, at) => path[at] === step);
}
