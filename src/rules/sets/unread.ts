import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { directoryOf } from './file-path.ts';

const cache = new WeakMap<Cluster, readonly YamlDocument[]>();

/** Whether a document in the directory of an object cannot be read, and its text has what is looked for. */
export function unreadAround(cluster: Cluster, near: LoadedObject, pattern: RegExp): boolean {
  let unread = cache.get(cluster);
  if (!unread) {
    unread = cluster.documents.filter(({ problems }) => problems.some(({ kind }) => kind === 'syntax'));
    cache.set(cluster, unread);
  }
  const directory = directoryOf(near.document.source.path);
  return unread.some(
    ({ source, start, end }) => directoryOf(source.path) === directory && pattern.test(source.text.slice(start, end)),
  );
}
