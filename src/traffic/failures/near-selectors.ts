import type { LoadedObject } from '../../model/cluster.ts';
import { type LabelMismatch, type Labels, mismatches } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import { templateOf } from '../../model/pods.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Meta, StringMap } from '../../objects/kinds/meta.ts';
import { editDistance } from '../../text/nearest.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { evidence } from '../evidence.ts';
import type { NearMiss } from '../hop.ts';

const shown = 3;

/** Workloads whose pods a Service's selector nearly matches: the fewest differing pairs, then the smallest differences. */
export function nearSelectors(model: Model, service: SettledService): NearMiss[] {
  const selector: StringMap = service.spec.selector ?? {};
  const near: { miss: NearMiss; pairs: number; edits: number }[] = [];
  for (const object of model.cluster.objects) {
    const template = labelsOf(model, object);
    if (!template) continue;
    const wrong = mismatches(selector, template.labels);
    const namespace = model.namespaceOf(object);
    const name = `${object.kind} ${namespace}/${object.name}`;
    if (namespace !== service.namespace) {
      if (wrong.length > 0) continue;
      const text = `${name} matches, but a Service selects pods of its own namespace ${service.namespace} only`;
      near.push({ miss: evidence(text, object, ['metadata', 'namespace']), pairs: 1, edits: 0 });
      continue;
    }
    const isRelated = wrong.length < Object.keys(selector).length || wrong.some(({ found }) => found !== undefined);
    const own = (object.decoded.value.metadata as Meta | undefined)?.labels ?? {};
    const onItself = template.path.length > 2 && mismatches(selector, new Map(Object.entries(own))).length === 0;
    if (!isRelated && !onItself) continue;
    const text = onItself
      ? `${name} has these labels itself, but its pod template does not: ${pairsText(wrong)}`
      : `${name} has ${pairsText(wrong)}`;
    near.push({ miss: evidence(text, object, pathOf(template.path, wrong)), pairs: wrong.length, edits: edits(wrong) });
  }
  near.sort((a, b) => a.pairs - b.pairs || a.edits - b.edits);
  const [first] = near;
  if (!first) return [];
  // What is much farther away than the nearest is no near miss.
  const kept = near.filter(({ pairs, edits: far }) => pairs === first.pairs && far <= Math.max(2, first.edits));
  return kept.slice(0, shown).map(({ miss }) => miss);
}

/** The labels that the pods of an object have, also when it makes none just now, and where they are written. */
export function labelsOf(model: Model, object: LoadedObject): { labels: Labels; path: FieldPath } | undefined {
  const template = object.kind === 'Pod' ? undefined : templateOf(object);
  if (object.kind !== 'Pod' && !template) return undefined;
  const path = [...(template?.path ?? []), 'metadata', 'labels'];
  const [pod] = model.podsFrom(object);
  if (pod) return { labels: pod.labels, path };
  return template && { labels: new Map(Object.entries(template.template.metadata?.labels ?? {})), path };
}

function pairsText(wrong: readonly LabelMismatch[]): string {
  return wrong
    .map(({ key, wanted, found }) =>
      found === undefined ? `no label ${key} (wanted: ${wanted})` : `${key}=${found} (wanted: ${wanted})`,
    )
    .join(', ');
}

function pathOf(labels: FieldPath, wrong: readonly LabelMismatch[]): FieldPath {
  const [first] = wrong;
  return first?.found === undefined ? labels : [...labels, first.key];
}

function edits(wrong: readonly LabelMismatch[]): number {
  let sum = 0;
  for (const { wanted, found } of wrong) sum += editDistance(wanted, found ?? '');
  return sum;
}
