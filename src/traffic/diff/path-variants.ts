import { parseRegex, type RegexNode } from '../ingress/regex/syntax.ts';
import type { Boundary } from './boundary.ts';

/** Stands for a path element or label that no file names. */
export const anyName = 'any';

/** A path that is asked for, and why. */
export interface PathVariant {
  readonly path: string;
  readonly boundary: Boundary;
}

/** Requests on both sides of every boundary that a written path has, for any controller. */
export function pathVariants(written: string): PathVariant[] {
  return samplesOf(written).flatMap((path) => {
    const base = path.endsWith('/') ? path.slice(0, -1) : path;
    const cut = base.lastIndexOf('/');
    const last = base.slice(cut + 1);
    const variants: PathVariant[] = [
      { path, boundary: 'path' },
      ...(base === '' ? [] : [{ path: path === base ? `${base}/` : base, boundary: 'slash' } as const]),
      { path: `${base}/${anyName}`, boundary: 'below' },
      { path: `${base}/${anyName}/`, boundary: 'below' },
    ];
    variants.push({ path: `${base}/${anyName}%2f${anyName}`, boundary: 'encoded-slash' });
    if (base === '') {
      return [
        ...variants,
        { path: '//', boundary: 'double-slash' },
        { path: `//${anyName}`, boundary: 'double-slash' },
      ];
    }
    variants.push(
      { path: `${base}x`, boundary: 'appended' },
      { path: `${base}/../${anyName}`, boundary: 'dot-dot' },
      { path: `${base.slice(0, cut)}/${anyName}${base.slice(cut)}/..${base.slice(cut)}`, boundary: 'dot-dot' },
      { path: cut > 0 ? base.slice(0, cut) : '/', boundary: 'parent' },
      { path: `/${base}`, boundary: 'double-slash' },
      { path: `/..${path}`, boundary: 'above-root' },
      { path: `/..${base}/${anyName}`, boundary: 'above-root' },
      { path: `/.${base}`, boundary: 'dot-segment' },
      { path: `${base}%`, boundary: 'broken-escape' },
      { path: `${base}%2f${anyName}`, boundary: 'encoded-slash' },
      { path: `${base}/..%2f${anyName}`, boundary: 'encoded-slash' },
    );
    if (cut > 0) variants.push({ path: `${base.slice(0, cut)}%2f${last}`, boundary: 'encoded-slash' });
    const flipped = flipCase(path);
    if (flipped !== path) variants.push({ path: flipped, boundary: 'case' });
    const letter = last.charCodeAt(0);
    if (letter > 0x20 && letter < 0x7f) {
      const escaped = `${base.slice(0, cut + 1)}%${letter.toString(16)}${base.slice(cut + 2)}`;
      variants.push(
        { path: escaped, boundary: 'encoded-letter' },
        { path: `${escaped}/${anyName}`, boundary: 'encoded-letter' },
      );
    }
    return variants;
  });
}

/** A written path may be a regular expression for one side: then texts that it takes stand beside the text itself. */
function samplesOf(written: string): string[] {
  const path = written.startsWith('/') ? written : `/${written}`;
  if (!expression.test(path)) return [encoded(path)];
  const samples = new Set([encoded(path), encoded(path.replace(operators, '') || '/')]);
  const tree = parseRegex(path, false);
  if (tree.kind === 'tree') {
    for (const more of [false, true]) {
      const text = sample(tree.root, more);
      if (text?.startsWith('/')) samples.add(encoded(text));
    }
  }
  return [...samples];
}

const expression = /[\\^$|?*+()[\]{}]/;
const operators = /[([{*+?|^$\\].*$/s;

/** The shortest text that an expression takes, or one in which everything optional occurs. */
function sample(node: RegexNode, more: boolean): string | undefined {
  switch (node.kind) {
    case 'bytes':
      return preferred(node.set);
    case 'assert':
      return '';
    case 'group':
      return sample(node.item, more);
    case 'choice':
      return sample(node.items.at(more ? -1 : 0) ?? { kind: 'sequence', items: [] }, more);
    case 'sequence': {
      let text = '';
      for (const item of node.items) {
        const part = sample(item, more);
        if (part === undefined) return undefined;
        text += part;
      }
      return text;
    }
    case 'repeat': {
      const times = Math.min(node.max, Math.max(node.min, more ? 1 : 0), 8);
      const part = sample(node.item, more);
      return part?.repeat(times);
    }
  }
}

/** A readable character of a set. */
function preferred(set: Extract<RegexNode, { kind: 'bytes' }>['set']): string | undefined {
  const code =
    readable.find((each) => set[each] === 1) ?? set.findIndex((member, at) => member === 1 && at > 0x20 && at < 0x7f);
  return code > 0 ? String.fromCharCode(code) : undefined;
}

const readable: readonly number[] = [...'axA1-_./'].map((char) => char.charCodeAt(0));

function flipCase(path: string): string {
  return path.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}

/** Bytes that no request line can have are sent as escapes. */
function encoded(path: string): string {
  return path.replace(/[^!-~]|[?#]/gu, (char) => encodeURIComponent(char));
}
