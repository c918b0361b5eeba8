import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { templateFacts } from '../facts/pod-template.ts';
import { valueAt } from '../facts/value-at.ts';

/** The annotation that names rules, for tools that lose comments. */
export const ignoreAnnotation = 'ksvc.dev/ignore';
const reasonAnnotation = 'ksvc.dev/ignore-reason';

/** An annotation of an object or of its pod template. */
export interface IgnoreAnnotation {
  readonly object: LoadedObject;
  readonly path: FieldPath;
  readonly rules: readonly string[];
  readonly reason: string;
}

/** The annotations of a cluster's objects that say what not to report about them. */
export function ignoreAnnotationsOf(cluster: Cluster): IgnoreAnnotation[] {
  const sources = new Set(cluster.sources.filter(({ text }) => text.includes(ignoreAnnotation)));
  if (sources.size === 0) return [];
  return cluster.objects.flatMap((object) => {
    if (!sources.has(object.document.source)) return [];
    const template = templateFacts(object);
    const metas: FieldPath[] = [['metadata']];
    if (template && template.path.length > 0) metas.push([...template.path, 'metadata']);
    return metas.flatMap((meta) => {
      const path = [...meta, 'annotations', ignoreAnnotation];
      const value = valueAt(object.decoded.value, path);
      if (typeof value !== 'string') return [];
      const reason = valueAt(object.decoded.value, [...meta, 'annotations', reasonAnnotation]);
      const rules = value.split(/[\s,]+/).filter((id) => id !== '');
      return [{ object, path, rules, reason: typeof reason === 'string' ? reason : '' }];
    });
  });
}
