import type { SliceManifest } from '../traffic/endpoints/slice-manifests.ts';
import { visible } from './visible.ts';
import { toYaml } from './yaml.ts';

/** Slices as a stream of YAML documents, each under comments that say what to do before it is applied. */
export function sliceManifestsYaml(slices: readonly SliceManifest[]): string {
  return slices
    .map(({ manifest, notes }) => notes.map((note) => `# ${visible(note)}\n`).join('') + toYaml(manifest))
    .join('---\n');
}
