import { wildcard } from '../../text/wildcard.ts';

/** Whether one of the texts of an option stands for a word; `*` stands for any characters. */
export function isListed(listed: readonly string[], word: string): boolean {
  return listed.some((text) => wildcard(text)(word));
}
