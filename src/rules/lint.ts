import type { Finding, LintSummary } from '../diagnostics/finding.ts';
import { sortFindings } from '../diagnostics/order.ts';
import { toFinding } from '../diagnostics/to-finding.ts';
import type { Cluster } from '../model/cluster.ts';
import { check } from './run.ts';

/** The answer of `lint`: findings in order of file, line and column, and their counts. */
export interface LintOutcome {
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
}

/** Runs every rule over a cluster. */
export function lintCluster(cluster: Cluster): LintOutcome {
  const { found: diagnostics, undecided } = check(cluster);
  const findings = sortFindings(diagnostics.map(toFinding));
  const count = (severity: Finding['severity']): number => findings.filter((f) => f.severity === severity).length;
  return {
    findings,
    summary: {
      files: cluster.sources.length,
      documents: cluster.documents.length,
      objects: cluster.objects.length,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      unchecked: undecided + diagnostics.filter((diagnostic) => diagnostic.unchecked).length,
    },
  };
}
