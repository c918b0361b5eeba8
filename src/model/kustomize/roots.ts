import type { Kustomization } from './kustomization.ts';

/** A kustomization that is not a part of just one other, and what is built from it. */
export interface Root {
  readonly directory: string;
  /** The kustomizations of each file, those nearest to it first. */
  readonly files: ReadonlyMap<string, readonly Kustomization[]>;
}

/**
 * The kustomizations of which there is one build, and bases that several share, as far as they go themselves. Overlays of
 * such a base are left out: each build has its own objects, of which the files hold one text.
 */
export function rootsOf(kustomizations: readonly Kustomization[]): Root[] {
  const byDirectory = new Map(kustomizations.map((each) => [each.directory, each]));
  const parents = new Map<string, number>();
  for (const { resources } of kustomizations) {
    for (const entry of resources) parents.set(entry, (parents.get(entry) ?? 0) + 1);
  }
  const found: Root[] = [];
  for (const root of byDirectory.values()) {
    if (parents.get(root.directory) === 1) continue;
    const files = new Map<string, readonly Kustomization[]>();
    if (collect(root, [root], files)) found.push({ directory: root.directory, files });
  }
  return found;

  /** False when something is shared, or lists itself. */
  function collect(
    kustomization: Kustomization,
    chain: readonly Kustomization[],
    files: Map<string, readonly Kustomization[]>,
  ): boolean {
    for (const entry of kustomization.resources) {
      if ((parents.get(entry) ?? 0) > 1) return false;
      const below = byDirectory.get(entry);
      if (!below) files.set(entry, chain);
      else if (chain.includes(below) || !collect(below, [below, ...chain], files)) return false;
    }
    return true;
  }
}
