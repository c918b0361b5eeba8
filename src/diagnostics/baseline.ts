import type { Finding } from './finding.ts';
import { type Identity, identityKey, identityOf } from './identity.ts';

/** Findings that were there when a team began: only others are reported. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

/** Findings that are alike but for their lines. */
export interface BaselineEntry extends Identity {
  readonly count: number;
}

/** What a baseline leaves of some findings. */
export interface BaselineOutcome {
  readonly fresh: readonly Finding[];
  /** How many the baseline holds. */
  readonly known: number;
  /** How many of the baseline are there no more. */
  readonly gone: number;
}

/** The baseline of some findings, in an order that does not depend on lines. */
export function baselineOf(findings: readonly Finding[], pathOf: (file: string) => string): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const identity = identityOf(finding, pathOf);
    const key = identityKey(identity);
    entries.set(key, { ...identity, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return { version: 1, findings: sorted.map(([, entry]) => entry) };
}

/** Takes away the findings that a baseline holds, each as often as it holds it. */
export function withoutBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  pathOf: (file: string) => string,
): BaselineOutcome {
  const left = new Map(baseline.findings.map((entry) => [identityKey(entry), entry.count]));
  const fresh = findings.filter((finding) => {
    const key = identityKey(identityOf(finding, pathOf));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  let gone = 0;
  for (const count of left.values()) gone += count;
  return { fresh, known: findings.length - fresh.length, gone };
}
