import { type SetConflict, setConflicts } from '../../api/set-conflicts.ts';
import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { Service } from '../../objects/kinds/service.ts';
import { directoryOf } from './file-path.ts';
import { kustomizationsOf } from './kustomize.ts';
import { repetitionsOf } from './relation.ts';
import { areVariantDirectories } from './variants.ts';

/** A Service of the cluster's files. */
export interface ServiceMember {
  readonly object: LoadedObject;
  readonly service: Service;
}

const cache = new WeakMap<Cluster, readonly SetConflict<ServiceMember>[]>();

/**
 * Node ports and cluster IPs that two Services ask for, unless their files look like variants of which one is applied.
 * Those of one directory come first: a directory is applied as a whole, others only perhaps.
 */
export function serviceConflictsOf(cluster: Cluster): readonly SetConflict<ServiceMember>[] {
  let conflicts = cache.get(cluster);
  if (!conflicts) {
    conflicts = findConflicts(cluster);
    cache.set(cluster, conflicts);
  }
  return conflicts;
}

/** Whether the files of two Services are in one directory. */
export function areNeighbours({ member, holder }: SetConflict<ServiceMember>): boolean {
  return directoryOf(fileOf(member)) === directoryOf(fileOf(holder));
}

function findConflicts(cluster: Cluster): readonly SetConflict<ServiceMember>[] {
  const members: ServiceMember[] = [];
  const directories = new Map<string, ServiceMember[]>();
  for (const object of cluster.objects) {
    if (object.kind !== 'Service' || object.apiVersion !== 'v1' || !asksForMore(object)) continue;
    const member = { object, service: object.decoded.value as Service };
    members.push(member);
    const directory = directoryOf(fileOf(member));
    const neighbours = directories.get(directory);
    if (neighbours) neighbours.push(member);
    else directories.set(directory, [member]);
  }
  if (members.length < 2) return [];
  const inside = [...directories.values()].flatMap((neighbours) => setConflicts(neighbours, cluster.server));
  const across = setConflicts(members, cluster.server).filter((conflict) => !areNeighbours(conflict));
  return [...inside, ...across].filter((conflict) => mayMeet(cluster, conflict));
}

/** Most Services ask for no port or address of their own, and need no second look. */
function asksForMore({ decoded }: LoadedObject): boolean {
  const spec = (decoded.value as Service).spec ?? {};
  const { type = 'ClusterIP', clusterIP, clusterIPs } = spec;
  return type !== 'ClusterIP' || (clusterIP !== undefined && clusterIP !== 'None') || (clusterIPs?.length ?? 0) > 0;
}

function mayMeet(cluster: Cluster, { member, holder }: SetConflict<ServiceMember>): boolean {
  const here = fileOf(member);
  const there = fileOf(holder);
  if (here === there) return true;
  const kustomizations = kustomizationsOf(cluster);
  if (kustomizations.governs(here) || kustomizations.governs(there)) return false;
  if (directoryOf(here) !== directoryOf(there)) return !areVariantDirectories(here, there);
  return !repetitionsOf(cluster).some(({ object, earlier }) => {
    const files = [object.document.source.path, earlier.document.source.path];
    return files.includes(here) && files.includes(there);
  });
}

function fileOf({ object }: ServiceMember): string {
  return object.document.source.path;
}
