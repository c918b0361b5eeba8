import type { Change, Fix, FixKind } from '../../diagnostics/fix.ts';
import type { Json, KubeObject } from '../../objects/kube-object.ts';
import { nodeAt } from '../../objects/where.ts';
import { flowText } from '../../objects/yaml-text.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { pathText } from '../wording/path-text.ts';

/** Writes another value. */
export function writeValue(safety: FixKind, object: KubeObject, path: FieldPath, value: Json): Fix {
  return repair(safety, `write ${String(path.at(-1))}: ${flowText(value)}`, [{ kind: 'replace', object, path, value }]);
}

/** Writes a field that is not there: last, or after another one. */
export function addField(safety: FixKind, object: KubeObject, path: FieldPath, value: Json, after?: string): Fix {
  const change: Change = { kind: 'add', object, path, value, ...(after !== undefined && { after }) };
  return repair(safety, `add ${pathText(path)}: ${flowText(value)}`, [change]);
}

/** Writes a field, whether it is there or not. */
export function setField(safety: FixKind, object: KubeObject, path: FieldPath, value: Json): Fix {
  return nodeAt(object, path) ? writeValue(safety, object, path, value) : addField(safety, object, path, value);
}

/** Takes a field or an item away. */
export function removeField(safety: FixKind, object: KubeObject, path: FieldPath): Fix {
  return repair(safety, `remove ${pathText(path)}`, [{ kind: 'remove', object, path }]);
}

/** Gives a field another name. */
export function renameField(safety: FixKind, object: KubeObject, path: FieldPath, key: string): Fix {
  return repair(safety, `rename ${pathText(path)} to ${key}`, [{ kind: 'rename', object, path, key }]);
}

/** The change that writes a field, whether it is there or not. */
export function settingField(object: KubeObject, path: FieldPath, value: Json): Change {
  return { kind: nodeAt(object, path) ? 'replace' : 'add', object, path, value };
}

/** The change that takes an entry away, and the mapping that it is in when that has no other. */
export function removingEntry(object: KubeObject, path: FieldPath): Change {
  const parent = path.length > 1 ? nodeAt(object, path.slice(0, -1)) : undefined;
  const isAlone = parent?.kind === 'mapping' && parent.entries.length === 1;
  return { kind: 'remove', object, path: isAlone ? path.slice(0, -1) : path };
}

/** Any changes that belong together. */
export function repair(safety: FixKind, title: string, changes: readonly [Change, ...Change[]]): Fix {
  return { safe: safety === 'safe', title, changes };
}
