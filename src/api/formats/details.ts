/** What a format holds against a value, in the server's words; nothing for a valid value. */
export type Details = readonly string[];

/** The answer for every valid value: shared, so that a valid value costs no allocation. */
export const none: Details = [];

/** The server's text for a value that does not match a pattern. */
export function patternDetail(text: string, pattern: string, ...examples: readonly string[]): string {
  // The comma before `or` and the double space are the server's (apimachinery, RegexError).
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  return shown === ''
    ? `${text} (regex used for validation is '${pattern}')`
    : `${text} (e.g. ${shown}regex used for validation is '${pattern}')`;
}
