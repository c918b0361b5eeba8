import type { Reporter } from './reporter.ts';

/** The contract's JSON of `lint`. */
export const json: Reporter = ({ findings, summary }) => toJson({ version: 1, findings, summary });

/** Writes a value as indented JSON; integers that a double cannot hold keep all their digits. */
export function toJson(value: unknown): string {
  let exact = false;
  const text = JSON.stringify(
    value,
    (_key, item: unknown) => {
      if (typeof item !== 'bigint') return item;
      exact = true;
      return `${marker}${item}`;
    },
    2,
  );
  return `${exact ? text.replace(marked, '$1') : text}\n`;
}

// JSON.stringify has no way to write a number as given (JSON.rawJSON is newer than Node 20).
const marker = '\u0000integer:';
const marked = /"\\u0000integer:(-?\d+)"/g;
