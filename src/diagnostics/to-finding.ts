import { refOf } from '../objects/kube-object.ts';
import { spanOf } from '../objects/where.ts';
import { type Position, positionOf } from '../text/position.ts';
import type { Diagnostic, Where } from './diagnostic.ts';
import type { Finding } from './finding.ts';
import { ruleUrl } from './rule-url.ts';

/** Turns a diagnostic into plain data for the outside: only here do places become lines and columns. */
export function toFinding(diagnostic: Diagnostic): Finding {
  const { rule, severity, message, help, field, object, related } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...(help !== undefined && { help }),
    url: ruleUrl(rule),
    object: object && object.kind !== '' ? refOf(object) : null,
    ...(field !== undefined && { field }),
    at: placeOf(diagnostic.where),
    related: related.map((other) => ({ message: other.message, at: placeOf(other.where) })),
    fixable: diagnostic.fix?.safe ?? false,
  };
}

function placeOf(where: Where): Position {
  if ('document' in where) {
    const { document, start, end } = where;
    return positionOf({ source: document.source, start, end }, document.path);
  }
  return positionOf(spanOf(where.object, where.path, where.part), where.object.document.path);
}
