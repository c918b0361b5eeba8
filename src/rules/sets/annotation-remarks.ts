import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { type AnnotationRemark, examineAnnotations } from '../../traffic/examine-annotations.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { annotationsOf } from '../facts/ingress.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { kustomizationsOf } from './kustomize.ts';

const cache = new WeakMap<Cluster, readonly AnnotationRemark[]>();

/**
 * What ingress controllers make of the annotations of Ingresses and Services. The lists of what they read are large, so
 * they are asked only about objects with a key that looks like one of theirs.
 */
export function annotationRemarksOf(cluster: Cluster): readonly AnnotationRemark[] {
  let found = cache.get(cluster);
  if (!found) {
    const { ingresses, services } = modelOf(cluster);
    const remarks: AnnotationRemark[] = [];
    for (const { all } of [ingresses, services]) {
      for (const { object } of all) if (mayBeRead(object)) remarks.push(...remarksOn(cluster, object));
    }
    found = remarks;
    cache.set(cluster, found);
  }
  return found;
}

function remarksOn(cluster: Cluster, object: LoadedObject): readonly AnnotationRemark[] {
  if (isInDoubt(object, ['metadata', 'annotations'])) return [];
  if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return [];
  const annotations = annotationsOf(object);
  return examineAnnotations(modelOf(cluster), object, annotations).filter(
    ({ key }) => !isPlaceholder(key) && !isPlaceholder(annotations[key]),
  );
}

function mayBeRead(object: LoadedObject): boolean {
  for (const key in annotationsOf(object)) if (likely.test(key)) return true;
  return false;
}

/** Prefixes of ingress controllers, and names without one. */
const likely =
  /ingress\.kubernetes\.io\/|^(?:nginx\.org|nginx\.com|appprotect|haproxy|projectcontour\.io|konghq\.com|networking\.gke\.io|beta\.cloud|cloud\.google|ingress\.gcp)|^[^/]+$/;
