import type { FieldPath } from '../../yaml/field-path.ts';

/** What to do about a refused field of metadata. */
export function adviceForMetadata(path: FieldPath): string {
  switch (path[1]) {
    case 'annotations':
      return 'Give both annotations the same value, or remove the older one, service.kubernetes.io/topology-aware-hints.';
    case 'finalizers':
      return 'Write a name with a domain in front, such as example.com/cleanup; without a controller that removes it, the object can never be deleted.';
    case 'ownerReferences':
      return 'Keep controller: true for one owner, and remove owners that cannot be owners.';
    case 'generation':
      return 'Remove metadata.generation: the server counts it.';
    default:
      return `Change metadata.${String(path[1])}, or remove it: the cluster fills in most fields of metadata itself.`;
  }
}
