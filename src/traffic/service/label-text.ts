import type { StringMap } from '../../objects/kinds/meta.ts';

/** `app=web,tier=front`: labels as kubectl writes them. */
export function labelText(labels: StringMap): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
