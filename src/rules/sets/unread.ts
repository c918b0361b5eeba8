import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { unreadObjects } from '../../model/unread.ts';
import { directoryOf } from './file-path.ts';

/** Whether a document in the directory of an object cannot be read and may hold what is looked for in its namespace. */
export function unreadAround(cluster: Cluster, near: LoadedObject, kinds: ReadonlySet<string>, name?: string): boolean {
  const namespace = modelOf(cluster).namespaceOf(near);
  const directory = directoryOf(near.document.source.path);
  return unreadObjects(cluster, kinds, namespace, name).some(
    ({ document }) => directoryOf(document.source.path) === directory,
  );
}
