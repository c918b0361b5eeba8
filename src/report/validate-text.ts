import type { ObjectRef } from '../objects/kube-object.ts';
import type { Position } from '../text/position.ts';
import type { Paint } from './reporter.ts';
import { visible } from './visible.ts';

/** One document of the contract's `validate`, as far as the report reads it. */
export interface Verdict {
  readonly object: ObjectRef | null;
  readonly at: Position;
  readonly verdict: 'accepted' | 'rejected' | 'unchecked';
  readonly code?: number;
  readonly message?: string;
  readonly causes: readonly { readonly field: string; readonly message: string; readonly at: Position }[];
  readonly warnings: readonly string[];
  /** Why it is unchecked. */
  readonly note?: string;
}

/** What kubectl would print for each document, with the place in front. */
export function validateText(documents: readonly Verdict[], paint: Paint): string {
  let text = '';
  for (const document of documents) {
    for (const warning of document.warnings) {
      text += `${place(document.at)} ${paint.warning('Warning:')} ${visible(warning)}\n`;
    }
    text += `${answer(document, paint)}\n`;
  }
  return text;
}

function answer(document: Verdict, paint: Paint): string {
  const { object, at, verdict } = document;
  if (verdict === 'accepted') return `${place(at)} ${resourceOf(object)} ${paint.ok('created (server dry run)')}`;
  if (verdict === 'unchecked') {
    return `${place(at)} ${resourceOf(object)} ${paint.info('not checked:')} ${visible(document.note ?? '')}`;
  }
  return document.causes.length > 0 ? invalid(document, paint) : refused(document, paint);
}

/** As kubectl writes a 422: one cause on the line, several below it. */
function invalid({ object, at, causes }: Verdict, paint: Paint): string {
  const head = paint.error(`The ${visible(object?.kind ?? '')} ${JSON.stringify(object?.name ?? '')} is invalid:`);
  const lines = causes.map((cause) => ({ at: cause.at, text: visible(`${cause.field}: ${cause.message}`) }));
  const [first] = lines;
  if (lines.length === 1 && first) return `${place(first.at)} ${head} ${first.text}`;
  return [`${place(at)} ${head}`, ...lines.map((line) => `${place(line.at)} * ${line.text}`)].join('\n');
}

/** As kubectl writes any other refusal; without a code it would not have sent the document. */
function refused({ object, at, code, message = '' }: Verdict, paint: Paint): string {
  const file = JSON.stringify(at.file);
  const text = visible(message);
  if (object === null && code !== undefined)
    return `${place(at)} ${paint.error('error:')} error parsing ${file}: ${text}`;
  if (code === undefined) return `${place(at)} ${paint.error('error:')} ${text}`;
  const reason = reasons[code] ?? String(code);
  return `${place(at)} ${paint.error(`Error from server (${reason}):`)} error when creating ${file}: ${text}`;
}

/** `reason` of a Status by its code (apimachinery, api/errors). */
const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'AlreadyExists',
  422: 'Invalid',
  500: 'InternalError',
};

/** `service/web`, `ingress.networking.k8s.io/shop`: the name that kubectl prints. */
function resourceOf(object: ObjectRef | null): string {
  if (!object) return 'document';
  const slash = object.apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `.${object.apiVersion.slice(0, slash)}`;
  return visible(`${object.kind.toLowerCase()}${group}/${object.name}`);
}

function place({ file, line, column }: Position): string {
  return `${visible(file)}:${line}:${column}:`;
}
