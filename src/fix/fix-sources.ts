import type { Finding } from '../diagnostics/finding.ts';
import type { Change, Fix } from '../diagnostics/fix.ts';
import type { Cluster } from '../model/cluster.ts';
import { load } from '../model/load.ts';
import type { Options } from '../model/options.ts';
import type { Reported } from '../rules/lint.ts';
import type { Source } from '../text/source.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import { writtenChanges } from './written.ts';

/** What may be fixed, and how the sources are judged. */
export interface FixOptions extends Options {
  /** Also what may change where requests go. Default: false. */
  readonly unsafe?: boolean;
}

/** What fixing came to. */
export interface FixOutcome {
  /** All sources, in their order, as they are now. */
  readonly sources: readonly Source[];
  /** What was done, in order. */
  readonly fixed: readonly FixedFinding[];
  /** What is still found. */
  readonly remaining: readonly Reported[];
  /** Sources that are left alone because they do not parse or are templates. */
  readonly skipped: readonly SkippedSource[];
}

/** What was found, and what was written for it. */
export interface FixedFinding {
  readonly finding: Finding;
  /** As an order: `write port: 80`. */
  readonly title: string;
  readonly safe: boolean;
}

/** A source that is left alone, and why. */
export interface SkippedSource {
  readonly path: string;
  readonly why: 'broken' | 'template';
}

/** Each pass may uncover something to fix; a set of rules that never comes to rest is stopped here. */
const maxPasses = 10;

/** Writes the fixes of what is found into the sources, and looks again until nothing more can be fixed. */
export function fixSources(
  sources: readonly Source[],
  find: (cluster: Cluster) => readonly Reported[],
  options: FixOptions = {},
): FixOutcome {
  const fixed: FixedFinding[] = [];
  let now = sources;
  for (let pass = 0; ; pass++) {
    const cluster = load(now, options);
    const found = find(cluster);
    const skipped = untouchable(cluster);
    const done = pass === maxPasses ? undefined : onePass(now, found, skipped, options.unsafe ?? false);
    if (!done || done.fixed.length === 0) {
      const left = [...skipped].map(([{ path }, why]) => ({ path, why }));
      return { sources: now, fixed, remaining: found, skipped: left };
    }
    fixed.push(...done.fixed);
    now = done.sources;
  }
}

/** Files of which nobody can tell what a change would do. */
function untouchable(cluster: Cluster): ReadonlyMap<Source, 'broken' | 'template'> {
  const found = new Map<Source, 'broken' | 'template'>();
  for (const source of cluster.sources) if (source.text.includes('{{')) found.set(source, 'template');
  for (const { source, problems } of cluster.documents) {
    if (!found.has(source) && problems.some(({ kind }) => kind === 'syntax')) found.set(source, 'broken');
  }
  return found;
}

function onePass(
  sources: readonly Source[],
  found: readonly Reported[],
  skipped: ReadonlyMap<Source, unknown>,
  unsafe: boolean,
): Pick<FixOutcome, 'sources' | 'fixed'> {
  // What kustomize makes of the files has no place in them.
  const touchable = new Set(sources.filter((source) => !skipped.has(source)));
  const planned = new Map<YamlDocument, Planned>();
  const fixed: FixedFinding[] = [];
  for (const { finding, diagnostic } of found) {
    const fix = diagnostic?.fix;
    if (!fix || (!fix.safe && !unsafe)) continue;
    const more = planFix(fix, planned, touchable);
    if (!more) continue;
    for (const [document, plan] of more) planned.set(document, plan);
    fixed.push({ finding, title: fix.title, safe: fix.safe });
  }
  const edits = new Map<Source, TextEdit[]>();
  for (const [{ source }, plan] of planned) edits.set(source, [...(edits.get(source) ?? []), ...plan.edits]);
  const changed = sources.map((source) => {
    const own = edits.get(source);
    return own ? { ...source, text: applyEdits(source.text, own) } : source;
  });
  return { sources: changed, fixed };
}

/** What a pass will do to one document: all changes together are written, and read back, as one. */
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
