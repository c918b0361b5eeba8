import type { Json } from '../../objects/kube-object.ts';
import { listAt, valueAt } from '../facts/value-at.ts';

/**
 * What has to change in an object besides its apiVersion, as clauses; nothing when only the version changes. What the
 * object does not have is not mentioned (kubernetes.io/docs/reference/using-api/deprecation-guide).
 */
export function changesInMove(kind: string, object: Json): readonly string[] {
  switch (kind) {
    case 'Ingress':
      return ingressChanges(object);
    case 'EndpointSlice':
      return sliceChanges(object);
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet':
      return workloadChanges(kind, object);
    case 'PodDisruptionBudget':
      return isEmpty(valueAt(object, ['spec', 'selector']))
        ? ['an empty spec.selector, which selected nothing, selects every pod of the namespace now']
        : [];
    default:
      return [];
  }
}

function ingressChanges(object: Json): readonly string[] {
  const paths = listAt(object, ['spec', 'rules']).flatMap((rule) => listAt(rule, ['http', 'paths']));
  const defaultBackend = valueAt(object, ['spec', 'backend']);
  const changes: string[] = [];
  if (paths.some((path) => valueAt(path, ['pathType']) === undefined)) {
    changes.push('give each path a pathType (ImplementationSpecific keeps the old meaning)');
  }
  const backends = [...paths.map((path) => valueAt(path, ['backend'])), defaultBackend];
  const old = backends.find((backend) => backend !== undefined && valueAt(backend, ['serviceName']) !== undefined);
  if (old !== undefined) {
    const name = text(valueAt(old, ['serviceName']));
    const port = valueAt(old, ['servicePort']);
    const field = typeof port === 'string' ? 'name' : 'number';
    const before = `serviceName: ${name}, servicePort: ${text(port)}`;
    changes.push(
      `write backends as service: {name: ${name}, port: {${field}: ${text(port)}}} in the place of ${before}`,
    );
  }
  if (defaultBackend !== undefined) changes.push('rename spec.backend to spec.defaultBackend');
  return changes;
}

function sliceChanges(object: Json): readonly string[] {
  const topologies = listAt(object, ['endpoints']).map((endpoint) => valueAt(endpoint, ['topology']) ?? null);
  const has = (label: string): boolean => topologies.some((topology) => valueAt(topology, [label]) !== undefined);
  const changes: string[] = [];
  if (has('kubernetes.io/hostname')) changes.push('write nodeName in the place of topology["kubernetes.io/hostname"]');
  if (has('topology.kubernetes.io/zone')) {
    changes.push('write zone in the place of topology["topology.kubernetes.io/zone"]');
  }
  if (topologies.some((topology) => topology !== null)) changes.push('remove topology');
  return changes;
}

function workloadChanges(kind: string, object: Json): readonly string[] {
  const spec = (field: string): Json | undefined => valueAt(object, ['spec', field]);
  const changes: string[] = [];
  if (spec('selector') === undefined) {
    changes.push('add spec.selector with the labels of the pod template; it cannot be changed later');
  }
  if (spec('rollbackTo') !== undefined) changes.push('remove spec.rollbackTo');
  if (spec('templateGeneration') !== undefined) changes.push('remove spec.templateGeneration');
  const update = spec('updateStrategy');
  if ((kind === 'DaemonSet' || kind === 'StatefulSet') && update === undefined) {
    changes.push('spec.updateStrategy is RollingUpdate unless it says OnDelete');
  }
  return changes;
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function text(value: Json | undefined): string {
  return typeof value === 'object' ? '…' : String(value ?? '…');
}
