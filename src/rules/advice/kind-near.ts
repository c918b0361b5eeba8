import { knownKinds } from '../../api/schema/types.ts';
import { nearest } from '../../text/nearest.ts';

/** The kind of an API group that a word was most likely meant to be. */
export function kindNear(apiVersion: string, kind: string): string | undefined {
  const group = groupOf(apiVersion);
  const kinds = knownKinds().filter((known) => groupOf(known.apiVersion) === group);
  return (
    nearest(
      kind.trim(),
      kinds.map((known) => known.kind),
    ) ?? kinds.find((known) => known.kind === kind.trim())?.kind
  );
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, apiVersion.lastIndexOf('/') + 1);
}
