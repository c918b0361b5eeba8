import type { KubeObject } from '../objects/kube-object.ts';
import { readObjects } from '../objects/read-objects.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { readLeniently } from '../yaml/read-leniently.ts';
import type { Cluster } from './cluster.ts';

/** What a document that cannot be read was meant to hold, as far as it can be made out; '' where it cannot. */
export type UnreadObject = Pick<KubeObject, 'kind' | 'name' | 'namespace' | 'document'>;

const cache = new WeakMap<Cluster, readonly UnreadObject[]>();

/** Kinds that are or make pods. */
export const podKinds: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Rollout',
]);

/**
 * The objects of documents that cannot be read, which may be of one of these kinds, in this namespace and, where one is
 * given, of this name. What refers to them refers to nothing that is missing.
 */
export function unreadObjects(
  cluster: Cluster,
  kinds: ReadonlySet<string>,
  namespace: string,
  name?: string,
): readonly UnreadObject[] {
  return allUnread(cluster).filter(
    (object) =>
      (object.kind === '' || kinds.has(object.kind) || (kinds === podKinds && isOwnPodKind(cluster, object.kind))) &&
      mayBe(object.namespace || cluster.server.namespace, namespace) &&
      (name === undefined || object.name === '' || mayBe(object.name, name)),
  );
}

function isOwnPodKind({ podTemplates }: Cluster, kind: string): boolean {
  return podTemplates?.some((each) => each.kind === kind) ?? false;
}

function allUnread(cluster: Cluster): readonly UnreadObject[] {
  let found = cache.get(cluster);
  if (!found) {
    found = cluster.documents
      .filter(({ problems }) => problems.some(({ kind }) => kind === 'syntax'))
      .flatMap((document) => objectsOf(document));
    cache.set(cluster, found);
  }
  return found;
}

function objectsOf(document: YamlDocument): UnreadObject[] {
  const objects: UnreadObject[] = [];
  const root = readLeniently(document.source, document.start, document.end);
  if (root) readObjects(document, root, (object) => objects.push(object));
  return objects.length > 0 ? objects : [{ kind: '', name: '', namespace: '', document }];
}

/** A name with a part of a template in it may be any. */
function mayBe(written: string, wanted: string): boolean {
  return written === wanted || written.includes('{{');
}
