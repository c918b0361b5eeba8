import type { KubeObject } from '../../objects/kube-object.ts';
import { spanOf } from '../../objects/where.ts';
import type { FieldPath } from '../../yaml/field-path.ts';

/** The text of a value exactly as the manifest has it: `"80"` with its quotes, `0x50` as it was typed. */
export function writtenAt(object: KubeObject, path: FieldPath): string {
  const { source, start, end } = spanOf(object, path, 'value');
  return source.text.slice(start, end);
}
