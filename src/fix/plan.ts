import type { Finding } from '../diagnostics/finding.ts';
import type { Change, Fix } from '../diagnostics/fix.ts';
import type { Source } from '../text/source.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import { writtenChanges } from './written.ts';

/** A finding, and the fix that may be written for it. */
export interface Repair {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The sources with some repairs. */
export interface Plan {
  readonly sources: readonly Source[];
  /** Those of the repairs that are written; the others are in the way of these, or cannot be written. */
  readonly repairs: readonly Repair[];
}

/** Writes repairs into those sources that may be touched, as many as fit together. */
export function planRepairs(
  sources: readonly Source[],
  repairs: readonly Repair[],
  touchable: ReadonlySet<Source>,
): Plan {
  const planned = new Map<YamlDocument, Planned>();
  const written: Repair[] = [];
  for (const repair of repairs) {
    const more = planFix(repair.fix, planned, touchable);
    if (!more) continue;
    for (const [document, plan] of more) planned.set(document, plan);
    written.push(repair);
  }
  const edits = new Map<Source, TextEdit[]>();
  for (const [{ source }, plan] of planned) edits.set(source, [...(edits.get(source) ?? []), ...plan.edits]);
  const changed = sources.map((source) => {
    const own = edits.get(source);
    return own ? { ...source, text: applyEdits(source.text, own) } : source;
  });
  return { sources: changed, repairs: written };
}

/** What is done to one document: all changes together are written, and read back, as one. */
interface Planned {
  readonly changes: readonly Change[];
  readonly edits: readonly TextEdit[];
}

/** The plans of the documents that a fix changes, with it; undefined when it has to wait for the next pass, or for ever. */
function planFix(
  fix: Fix,
  planned: ReadonlyMap<YamlDocument, Planned>,
  touchable: ReadonlySet<Source>,
): ReadonlyMap<YamlDocument, Planned> | undefined {
  const plans = new Map<YamlDocument, Planned>();
  for (const document of new Set(fix.changes.map(({ object }) => object.document))) {
    if (!touchable.has(document.source)) return undefined;
    const own = fix.changes.filter(({ object }) => object.document === document);
    const changes = [...(planned.get(document)?.changes ?? []), ...own];
    const edits = writtenChanges(document, changes);
    if (!edits) return undefined;
    plans.set(document, { changes, edits });
  }
  return plans;
}
