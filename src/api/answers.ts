import { goQuote } from '../text/go-quote.ts';
import type { Refused } from './endpoint.ts';
import type { Judgement } from './judgement.ts';
import type { Refusal } from './kind-rules.ts';
import type { Cause, StrictProblem, Warning } from './problem.ts';

/** What every answer has: the warnings of the endpoint, and what lint will want to know. */
export interface Frame {
  readonly warnings: readonly Warning[];
  readonly problems: Judgement['problems'];
}

/** Nothing is known to be wrong, but not everything was looked at. */
export function unchecked(note: string, problems: Judgement['problems']): Judgement {
  return { verdict: 'unchecked', note, causes: none, strict: none, warnings: none, problems };
}

/** A refusal that is one text. */
export function rejected(code: number, message: string, frame: Frame): Judgement {
  return { verdict: 'rejected', code, message, causes: none, strict: none, ...frame };
}

/** Unknown fields and repeated keys: all are answered together. */
export function notStrict(start: string, strict: readonly StrictProblem[], frame: Frame): Judgement {
  const message = `${start}strict decoding error: ${strict.map((problem) => problem.message).join(', ')}`;
  return { verdict: 'rejected', code: 400, message, causes: none, strict, ...frame };
}

/** An invalid object (422), or a port that could not be given (500). */
export function invalidObject({ code, causes }: Refusal, qualifiedKind: string, name: string, frame: Frame): Judgement {
  if (code === 500) return rejected(code, causes[0]?.message ?? '', frame);
  // Equal texts are said once in the message, but are causes of their own.
  const texts = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const message = `${qualifiedKind} ${goQuote(name)} is invalid: ${list}`;
  return { verdict: 'rejected', code, message, causes, strict: none, ...frame };
}

/** An apiVersion and kind that nothing serves. */
export function unserved({ code, message, field }: Refused, value: string, warnings: readonly Warning[]): Judgement {
  const text = message.trim();
  const cause: Cause = {
    check: 'api-version',
    path: [field],
    part: 'value',
    type: 'FieldValueNotSupported',
    field,
    message: text,
    detail: text,
    value,
  };
  return rejected(code, message, { warnings, problems: [cause] });
}

/** An object that a client does not send, because it cannot make a URL from it; the words are kubectl's. */
export function unsent(missing: readonly ('apiVersion' | 'kind')[], repeated: readonly StrictProblem[]): Judgement {
  const causes = missing.map((field): Cause => {
    const rest = { field, message: 'Required value', detail: '' };
    return { check: 'required', path: [field], part: 'value', type: 'FieldValueRequired', ...rest };
  });
  const texts = missing.map((field) => `${field} not set`);
  const message = `error validating data: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`;
  const problems = [...repeated, ...causes];
  return { verdict: 'rejected', message, causes: none, strict: none, warnings: none, problems };
}

const none: readonly never[] = [];
