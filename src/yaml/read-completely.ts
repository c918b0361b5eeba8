import type { Source } from '../text/source.ts';
import { composeDocument } from './complete/compose.ts';
import { cursorAt } from './complete/cursor.ts';
import { decodeDocument } from './complete/decode.ts';
import { explain } from './complete/explain.ts';
import { Failure } from './complete/failure.ts';
import { createScanner } from './complete/scanner.ts';
import type { Parsed } from './parsed.ts';
import type { DocumentRange } from './split.ts';

/**
 * Reads any document as the API server does (sigs.k8s.io/yaml 1.6.0), or says why it cannot be read. Needed for what
 * the block reader leaves aside, so it is loaded only then.
 */
export function readCompletely({ text }: Source, { scan, end }: DocumentRange): Parsed {
  try {
    const raw = composeDocument(createScanner(cursorAt(text, scan, end)));
    if (!raw) return { root: null, problems: [] };
    const { root, duplicates } = decodeDocument(raw);
    return { root, problems: duplicates };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { root: undefined, problems: [explain(text, scan, end, failure)] };
  }
}
