import { lifecycleOf } from '../api/judge.ts';
import type { ApiServer } from '../api/judgement.ts';
import type { Problem } from '../api/problem.ts';
import { type Json, type KubeObject, type ObjectRef, refOf } from '../objects/kube-object.ts';
import type { ObjectProblem } from '../objects/read-objects.ts';
import { spanOf } from '../objects/where.ts';
import { type Position, positionOf } from '../text/position.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Cluster, LoadedObject } from './cluster.ts';

/** What a create of one object would be answered (contract.md, `validate`). */
export interface ValidatedDocument {
  /** Null for a document that is no object or cannot be read. */
  readonly object: ObjectRef | null;
  readonly at: Position;
  readonly verdict: 'accepted' | 'rejected' | 'unchecked';
  /** HTTP status of the answer; absent when unchecked and when the request would not leave the client. */
  readonly code?: number;
  /** The server's whole message for a refusal; kubectl's when it would not send the document. */
  readonly message?: string;
  readonly causes: readonly { field: string; type: string; message: string; at: Position }[];
  readonly strict: readonly string[];
  readonly warnings: readonly string[];
  /** Why it is unchecked. */
  readonly note?: string;
  readonly defaulted?: { readonly [key: string]: Json };
}

/** Judges every object on its own, in the order in which they are written; unreadable documents are among them. */
export function validateCluster(cluster: Cluster): { documents: readonly ValidatedDocument[] } {
  const objectsOf = new Map<YamlDocument, LoadedObject[]>();
  for (const object of cluster.objects) {
    const list = objectsOf.get(object.document);
    if (list) list.push(object);
    else objectsOf.set(object.document, [object]);
  }
  const straysOf = new Map<YamlDocument, ObjectProblem[]>();
  for (const stray of cluster.strays) {
    straysOf.set(stray.document, [...(straysOf.get(stray.document) ?? []), stray]);
  }
  const documents: ValidatedDocument[] = [];
  for (const document of cluster.documents) {
    const syntax = document.problems.find((problem) => problem.kind === 'syntax');
    // The words are kubectl's: it converts before it knows the kind, so the text is the same for every kind.
    if (syntax) {
      const message = `error converting YAML to JSON: ${syntax.server}`;
      documents.push(unreadable(document, syntax, message, endpointWarnings(document, kindOfDocument, cluster.server)));
    }
    for (const stray of straysOf.get(document) ?? []) {
      const warnings = endpointWarnings(document, kindOfItem, cluster.server);
      documents.push(unreadable(document, stray, 'error validating data: invalid object to validate', warnings));
    }
    for (const object of objectsOf.get(document) ?? []) documents.push(validated(object));
  }
  return { documents };
}

function validated(object: LoadedObject): ValidatedDocument {
  const judgement = object.judgement();
  const { verdict, code, message, strict, warnings, note, defaulted } = judgement;
  return {
    object: object.kind === '' && object.name === '' ? null : refOf(object),
    at: positionOf(spanOf(object, [], 'value'), object.document.path),
    verdict,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    causes: judgement.causes.map((cause) => ({
      field: cause.field,
      type: cause.type,
      message: cause.message,
      at: positionOfProblem(object, cause),
    })),
    strict: strict.map((problem) => problem.message),
    warnings: warnings.map((warning) => warning.message),
    ...(note !== undefined && { note }),
    ...(defaulted && { defaulted }),
  };
}

function unreadable(
  document: YamlDocument,
  { start, end }: { start: number; end: number },
  message: string,
  warnings: readonly string[],
): ValidatedDocument {
  return {
    object: null,
    at: positionOf({ source: document.source, start, end }, document.path),
    verdict: 'rejected',
    code: 400,
    message,
    causes: [],
    strict: [],
    warnings,
  };
}

/** What the endpoint says whatever it is sent: a document that cannot be read is meant for that of the kind it names. */
function endpointWarnings(document: YamlDocument, named: RegExp, server: ApiServer): readonly string[] {
  const kind = named.exec(document.source.text.slice(document.start, document.end))?.[1];
  return kind === undefined ? [] : lifecycleOf(kind, server).map((warning) => warning.message);
}

/** At the left edge, as nobody indents the first fields; in JSON with its quotes. What is wrong may be the colon. */
const kindOfDocument = /^(?:kind|[ \t]*\{?[ \t]*"kind")[ \t:]+["']?([A-Za-z]+)/m;

/** The first of the objects that make a list where one object should be. */
const kindOfItem = /^(?:- | {2})kind:[ \t]+["']?([A-Za-z]+)/m;

function positionOfProblem(object: KubeObject, problem: Problem): Position {
  return positionOf(spanOf(object, problem.path, problem.part), object.document.path);
}
