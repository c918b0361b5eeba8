import type { Source } from '../text/source.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read.ts';

/**
 * The sources as they may be given away with a page: what decides where requests go stays, at its place; what may be
 * secret is blotted out, letter by letter. A document that cannot be read is blotted out altogether.
 */
export function masked(sources: readonly Source[]): Source[] {
  return sources.map((source) => {
    const spans: (readonly [start: number, end: number])[] = [];
    readDocuments(source, (document, root) => {
      if (root === undefined) spans.push([document.start, document.end]);
      else if (root) findSecrets(root, [], kindOf(root), spans);
    });
    let text = '';
    let at = 0;
    for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
      if (start < at) continue; // an alias: its anchor is blotted out already
      text += source.text.slice(at, start) + source.text.slice(start, end).replace(/[A-Za-z0-9+/=_.-]/g, 'x');
      at = end;
    }
    return { path: source.path, text: withoutComments(text + source.text.slice(at)) };
  });
}

function findSecrets(
  node: YamlNode,
  path: FieldPath,
  kind: string,
  spans: (readonly [start: number, end: number])[],
): void {
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      // The items of a List are objects of their own.
      const isObject = path.at(-1) === 'items' && kindOf(item) !== '';
      findSecrets(item, isObject ? [] : [...path, index], isObject ? kindOf(item) : kind, spans);
    }
    return;
  }
  if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) findSecrets(value, [...path, key], kind, spans);
    return;
  }
  if (isSecret(path, kind) && node.end > node.start) spans.push([node.start, node.end]);
}

/** Certificates are shown to every client anyway, and decide what one is shown. */
const shownOfSecrets: ReadonlySet<string | number> = new Set(['tls.crt', 'ca.crt']);

function isSecret(path: FieldPath, kind: string): boolean {
  const [top, name] = path;
  if (path.includes('kubectl.kubernetes.io/last-applied-configuration')) return true;
  if (kind === 'Secret') return (top === 'data' || top === 'stringData') && !shownOfSecrets.has(name ?? '');
  // Of containers: what their programs are given.
  const at = path.findIndex(
    (step) => step === 'containers' || step === 'initContainers' || step === 'ephemeralContainers',
  );
  const field = at === -1 ? undefined : path[at + 2];
  return field === 'command' || field === 'args' || (field === 'env' && path.at(-1) === 'value');
}

function kindOf(node: YamlNode): string {
  const value = node.kind === 'mapping' ? node.entries.find(({ key }) => key === 'kind')?.value : undefined;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
}

/** A line that is only a comment says nothing to a cluster; helm's names of templates stay. */
function withoutComments(text: string): string {
  return text.replace(/^([ \t]*#)(?! Source: ).*$/gm, '$1');
}
