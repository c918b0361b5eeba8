import type { Finding } from '../diagnostics/finding.ts';
import type { Cluster } from '../model/cluster.ts';
import { load } from '../model/load.ts';
import type { Options } from '../model/options.ts';
import type { Reported } from '../rules/lint.ts';
import type { Source } from '../text/source.ts';
import { documentOf, harmOf, type State } from './harm.ts';
import { type HeldFix, harmless, type Means } from './harmless.ts';
import { planRepairs, type Repair } from './plan.ts';

/** What may be fixed, and how the sources are judged. */
export interface FixOptions extends Options {
  /** Also what may change where requests go, or bring up other findings. Default: false. */
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
  /** Fixes that would do harm in these files. */
  readonly held: readonly HeldFix[];
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
  const unsafe = options.unsafe ?? false;
  const stateOf = (now: readonly Source[]): State => {
    const cluster = load(now, options);
    return { sources: now, cluster, found: find(cluster) };
  };
  const fixed: FixedFinding[] = [];
  const first = stateOf(sources);
  let state = first;
  for (let pass = 0; ; pass++) {
    const before = state;
    const skipped = untouchable(before.cluster);
    // What kustomize makes of the files has no place in them.
    const touchable = new Set(before.sources.filter((source) => !skipped.has(source)));
    const means: Means = {
      plan: (repairs) => planRepairs(before.sources, repairs, touchable),
      look: (plan) => stateOf(plan.sources),
      harmOf: (after, repairs) => (unsafe ? undefined : harmOf(first.cluster, before, after, repairs)),
    };
    const repairs = pass === maxPasses ? [] : repairsOf(before, unsafe);
    const { done, held, state: after } = harmless(before, repairs, means);
    if (done.length === 0) {
      const left = [...skipped].map(([{ path }, why]) => ({ path, why }));
      return { sources: before.sources, fixed, remaining: before.found, held, skipped: left };
    }
    fixed.push(...done.map(({ finding, fix: { title, safe } }) => ({ finding, title, safe })));
    state = after;
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

/** What may be written. A safe fix stays in the document that the finding is about. */
function repairsOf({ found }: State, unsafe: boolean): Repair[] {
  return found.flatMap((reported) => {
    const fix = reported.diagnostic?.fix;
    if (!fix) return [];
    const document = documentOf(reported);
    const safe = fix.safe && fix.changes.every(({ object }) => object.document === document);
    return safe || unsafe ? [{ finding: reported.finding, fix }] : [];
  });
}
