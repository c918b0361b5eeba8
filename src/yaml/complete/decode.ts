import type { YamlDuplicateKey } from '../document.ts';
import type { YamlEntry, YamlNode } from '../node.ts';
import { formatFloatKey } from '../scalar.ts';
import type { RawAlias, RawCollection, RawNode } from './compose.ts';
import { Failure } from './failure.ts';
import { goScalar, goValue } from './go-value.ts';
import { type Resolved, resolveScalar } from './resolve-tagged.ts';

/** What the raw nodes mean, with the repeated keys that strict decoding refuses (decode.go and sigs.k8s.io/yaml). */
export function decodeDocument(root: RawNode): { root: YamlNode; duplicates: readonly YamlDuplicateKey[] } {
  const state: State = { duplicates: [], expanding: new Set(), decoded: 1, byAlias: 0, aliasDepth: 0, late: [] };
  const node = decodeNode(state, root);
  const [failure] = state.late.sort((a, b) => Number(isJson(a)) - Number(isJson(b)));
  if (failure) throw failure;
  return { root: node, duplicates: state.duplicates };
}

interface State {
  readonly duplicates: YamlDuplicateKey[];
  /** Aliases that are being followed, and counters against documents that explode by them. */
  readonly expanding: Set<RawNode>;
  decoded: number;
  byAlias: number;
  aliasDepth: number;
  /** What only the conversion to JSON refuses: reported when nothing else is. */
  readonly late: Failure[];
}

/** A mapping that is being filled, and the entries by what Go takes for equal keys. */
interface Filling {
  readonly entries: YamlEntry[];
  readonly seen: Map<string, YamlEntry>;
}

function isJson({ message }: Failure): boolean {
  return message.startsWith('json: ');
}

function fail(problem: string, { mark }: RawNode): never {
  throw new Failure('decoder', `yaml: ${problem}`, mark);
}

/** go-yaml refuses documents whose nodes come mostly out of aliases: 99 % of small ones, 10 % of large ones. */
function count(state: State, node: RawNode): void {
  state.decoded++;
  if (state.aliasDepth > 0) state.byAlias++;
  const { decoded, byAlias } = state;
  if (byAlias <= 100 || decoded <= 1000) return;
  const size = Math.min(Math.max((decoded - 400_000) / 3_600_000, 0), 1);
  if (byAlias / decoded > 0.99 - 0.89 * size) fail('document contains excessive aliasing', node);
}

function followAlias<T>(state: State, alias: RawAlias, read: (target: RawNode) => T): T {
  if (state.expanding.has(alias)) fail(`anchor '${alias.name}' value contains itself`, alias);
  state.expanding.add(alias);
  state.aliasDepth++;
  const result = read(alias.target);
  state.aliasDepth--;
  state.expanding.delete(alias);
  return result;
}

function decodeNode(state: State, node: RawNode): YamlNode {
  count(state, node);
  const { start, end } = node;
  switch (node.kind) {
    case 'alias':
      // The value stands where it is used; what is in it keeps the place where it is written.
      return { ...followAlias(state, node, (target) => decodeNode(state, target)), start, end };
    case 'scalar': {
      const { value } = resolveScalar(node);
      if (typeof value === 'number' && !Number.isFinite(value)) {
        const word = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
        state.late.push(new Failure('decoder', `json: unsupported value: ${word}`, node.mark));
      }
      return { kind: 'scalar', start, end, value, style: node.style };
    }
    case 'sequence':
      return { kind: 'sequence', start, end, items: node.children.map((child) => decodeNode(state, child)) };
    case 'mapping': {
      const filling: Filling = { entries: [], seen: new Map() };
      fill(state, node, filling, undefined);
      return { kind: 'mapping', start, end, entries: filling.entries };
    }
  }
}

/** Adds the entries of a mapping; `merge` is the `<<` key when they come in by one. */
function fill(state: State, node: RawCollection, filling: Filling, merge: RawNode | undefined): void {
  for (let at = 0; at + 1 < node.children.length; at += 2) {
    const key = node.children[at];
    const value = node.children[at + 1];
    if (!key || !value) continue;
    if (isMerge(key)) {
      mergeInto(state, value, filling, merge ?? key);
      continue;
    }
    const resolved = decodeKey(state, key);
    const text = keyText(state, resolved, key, value);
    const entry: YamlEntry = {
      key: text,
      keyStart: key.start,
      keyEnd: key.end,
      value: decodeNode(state, value),
      ...(merge ? { merged: true } : {}),
    };
    addEntry(state, filling, entry, resolved, merge ?? key, value);
  }
}

function addEntry(
  state: State,
  { entries, seen }: Filling,
  entry: YamlEntry,
  resolved: Resolved,
  { start, end }: RawNode,
  value: RawNode,
): void {
  entries.push(entry);
  const identity = `${resolved.type} ${String(resolved.value)}`;
  const first = seen.get(identity);
  if (first) {
    const line = value.mark.line + 1;
    const server = `line ${line}: key ${goScalar(resolved)} already set in map`;
    const firstKey = { start: first.keyStart, end: first.keyEnd };
    state.duplicates.push({ kind: 'duplicate-key', key: entry.key, start, end, first: firstKey, line, server });
  } else if (!Number.isNaN(resolved.value)) {
    seen.set(identity, entry);
  }
}

function isMerge(node: RawNode): boolean {
  return node.kind === 'scalar' && node.value === '<<' && (node.implicit || node.tag === 'tag:yaml.org,2002:merge');
}

function mergeInto(state: State, node: RawNode, filling: Filling, key: RawNode): void {
  if (node.kind === 'sequence') {
    // Backwards, as earlier ones take precedence.
    for (const child of [...node.children].reverse()) mergeMapping(state, child, filling, key);
  } else {
    mergeMapping(state, node, filling, key);
  }
}

function mergeMapping(state: State, node: RawNode, filling: Filling, key: RawNode): void {
  const target = node.kind === 'alias' ? node.target : node;
  if (target.kind !== 'mapping') fail('map merge requires map or sequence of maps as the value', node);
  count(state, node);
  if (node.kind === 'alias') {
    followAlias(state, node, () => {
      count(state, target);
      fill(state, target, filling, key);
    });
  } else {
    fill(state, target, filling, key);
  }
}

function decodeKey(state: State, node: RawNode): Resolved {
  count(state, node);
  if (node.kind === 'alias') return followAlias(state, node, (target) => decodeKey(state, target));
  if (node.kind === 'scalar') return resolveScalar(node);
  decodeNode(state, node);
  return fail(`invalid map key: ${goValue(node)}`, node);
}

function keyText(state: State, resolved: Resolved, key: RawNode, value: RawNode): string {
  const { type } = resolved;
  if (type === 'nil' || type === 'uint64') {
    const typeName = type === 'nil' ? '%!s(<nil>)' : type;
    const problem = `unsupported map key of type: ${typeName}, key: ${goScalar(resolved)}, value: ${goValue(value)}`;
    state.late.push(new Failure('decoder', problem, { ...key.mark, offset: key.start }));
  }
  return type === 'float64' ? formatFloatKey(Number(resolved.value)) : String(resolved.value);
}
