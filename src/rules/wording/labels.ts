import type { StringMap } from '../../objects/kinds/meta.ts';

/** `{app: web, tier: front-end}`: labels as YAML has them. */
export function labelsInWords(labels: StringMap): string {
  return `{${Object.entries(labels)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}}`;
}
