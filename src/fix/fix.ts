import type { Finding } from '../diagnostics/finding.ts';
import { sortFindings } from '../diagnostics/order.ts';
import { type Reported, reportedIn } from '../rules/lint.ts';
import type { LintOptions } from '../rules/lint-options.ts';
import type { Source } from '../text/source.ts';
import { type FixedFinding, type FixOptions, fixSources, type SkippedSource } from './fix-sources.ts';
import type { HeldFix } from './harmless.ts';

/** What fixing came to, as the outside sees it. */
export interface FixResult {
  /** All sources, in their order, as they are now. */
  readonly sources: readonly Source[];
  /** What was done: what was found, and what was written for it. */
  readonly fixed: readonly FixedFinding[];
  /** What is still found. */
  readonly findings: readonly Finding[];
  /** How many of these could be fixed in a way that may change where requests go, or bring up other findings. */
  readonly unsafe: number;
  /** Those fixes of them that are safe elsewhere, and not here. */
  readonly held: readonly HeldFix[];
  /** Sources that are left alone because they do not parse or are templates. */
  readonly skipped: readonly SkippedSource[];
}

/** Writes what can be fixed of what lint reports into the sources, and says what is left. */
export function fixAll(sources: readonly Source[], options: FixOptions, reporting: LintOptions = {}): FixResult {
  const {
    sources: now,
    fixed,
    remaining,
    held,
    skipped,
  } = fixSources(sources, (cluster) => reportedIn(cluster, reporting), options);
  const untouched = new Set(skipped.map(({ path }) => path));
  const isUnsafe = ({ diagnostic }: Reported): boolean => {
    const fix = diagnostic?.fix;
    return (
      fix !== undefined && !fix.safe && !fix.changes.some(({ object }) => untouched.has(object.document.source.path))
    );
  };
  return {
    sources: now,
    fixed: inOrder(fixed),
    findings: remaining.map(({ finding }) => finding),
    unsafe: options.unsafe ? 0 : remaining.filter(isUnsafe).length + held.length,
    held: inOrder(held),
    skipped,
  };
}

/** As they stand in the files; what was fixed in a later pass may have moved a little. */
function inOrder<T extends { readonly finding: Finding }>(all: readonly T[]): readonly T[] {
  const places = new Map(sortFindings(all.map(({ finding }) => finding)).map((finding, at) => [finding, at]));
  return [...all].sort((a, b) => (places.get(a.finding) ?? 0) - (places.get(b.finding) ?? 0));
}
