import type { FieldPath } from '../../yaml/field-path.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { fieldsOf, type StructType, type ValueType } from './types.ts';

/**
 * Where a field that is unknown at its place would be right, when there is one such place nearby: in an object below,
 * in the one above, or in a neighbour; `ports` beside `subsets` belongs to `subsets[0].ports`. Of the status nobody
 * writes by hand nothing is offered.
 */
export function belongingPath(root: StructType, path: FieldPath, node: YamlNode): FieldPath | undefined {
  const name = String(path[path.length - 1]);
  const holders = structsOn(root, path.slice(0, -1));
  const here = holders[holders.length - 1];
  const above = holders[holders.length - 2];
  if (!here) return undefined;
  const near = inChildren(here, name, node);
  if (above) {
    if (fits(above.struct, name, node)) near.push([...above.path, name]);
    near.push(...inChildren(above, name, node, here.struct));
  }
  if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  const far = children(here).flatMap((child) => inChildren(child, name, node));
  for (const holder of holders.slice(0, -2)) if (fits(holder.struct, name, node)) far.push([...holder.path, name]);
  return far.length === 1 ? far[0] : undefined;
}

/** A struct and the way to it. */
interface Holder {
  readonly struct: StructType;
  readonly path: FieldPath;
}

function structsOn(root: StructType, path: FieldPath): Holder[] {
  const found: Holder[] = [{ struct: root, path: [] }];
  let type: ValueType | undefined = root;
  for (let at = 0; at < path.length && type; at++) {
    const step: string | number = path[at] ?? '';
    type = type.is === 'struct' ? fieldsOf(type).get(String(step)) : 'item' in type ? type.item : undefined;
    if (type?.is === 'struct') found.push({ struct: type, path: path.slice(0, at + 1) });
  }
  return found;
}

function children({ struct, path }: Holder): Holder[] {
  const found: Holder[] = [];
  for (const [name, type] of fieldsOf(struct)) {
    if (name === 'status') continue;
    if (type.is === 'struct') found.push({ struct: type, path: [...path, name] });
    if (type.is === 'list' && type.item.is === 'struct') found.push({ struct: type.item, path: [...path, name, 0] });
  }
  return found;
}

function inChildren(holder: Holder, name: string, node: YamlNode, except?: StructType): FieldPath[] {
  return children(holder)
    .filter(({ struct }) => struct !== except && fits(struct, name, node))
    .map(({ path }) => [...path, name]);
}

function fits(struct: StructType, name: string, node: YamlNode): boolean {
  const type = fieldsOf(struct).get(name);
  if (!type) return false;
  switch (type.is) {
    case 'struct':
    case 'map':
      return node.kind === 'mapping';
    case 'list':
      return node.kind === 'sequence' && node.items.every((item) => isShape(type.item, item));
    default:
      return isShape(type, node);
  }
}

function isShape(type: ValueType, node: YamlNode): boolean {
  if (type.is === 'struct' || type.is === 'map') return node.kind === 'mapping';
  if (type.is === 'list') return node.kind === 'sequence';
  if (node.kind !== 'scalar') return false;
  switch (type.is) {
    case 'bool':
      return typeof node.value === 'boolean';
    case 'int32':
    case 'int64':
      return typeof node.value === 'number';
    case 'string':
    case 'time':
    case 'bytes':
      return typeof node.value === 'string';
    default:
      return true;
  }
}
