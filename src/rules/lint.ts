import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Finding, LintSummary } from '../diagnostics/finding.ts';
import { sortFindings } from '../diagnostics/order.ts';
import { toFinding } from '../diagnostics/to-finding.ts';
import type { Cluster } from '../model/cluster.ts';
import { built } from '../model/kustomize/built.ts';
import { rereadDocument } from '../yaml/read.ts';
import type { Rule } from './define-rule.ts';
import { rules as allRules } from './index.ts';
import type { LintOptions } from './lint-options.ts';
import { policyOf, type Settled } from './policy/policy.ts';
import { check } from './run.ts';

/** The answer of `lint`: findings in order of file, line and column, and their counts. */
export interface LintOutcome {
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
}

/** Runs the rules over a cluster. */
export function lintCluster(files: Cluster, options: LintOptions = {}): LintOutcome {
  const cluster = built(files);
  if (!hasPolicy(cluster, options)) {
    const { found, undecided } = check(cluster, { rules: usualRules(), today: options.today });
    const findings = sortFindings(found.map(toFinding));
    return outcome(cluster, findings, undecided + found.filter((diagnostic) => diagnostic.unchecked).length);
  }
  const policy = policyOf(options, allRules, { toFinding, treeOf: rereadDocument });
  const { found, undecided } = check(cluster, {
    rules: policy.rules,
    today: options.today,
    ruleOptions: options.ruleOptions,
  });
  const settled = policy.settle(cluster, found);
  return outcome(cluster, settled.findings, undecided + settled.unchecked, settled);
}

/** A finding as it is reported, and what it was made from; nothing for one about the configuration. */
export interface Reported {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic | undefined;
}

/** The findings that `lintCluster` reports, in its order, with what they were made from. */
export function reportedIn(files: Cluster, options: LintOptions = {}): readonly Reported[] {
  const cluster = built(files);
  const policy = policyOf(options, allRules, { toFinding, treeOf: rereadDocument });
  const { found } = check(cluster, { rules: policy.rules, today: options.today, ruleOptions: options.ruleOptions });
  const { findings, originOf } = policy.settle(cluster, found);
  return findings.map((finding) => ({ finding, diagnostic: originOf(finding) }));
}

/** Whether anybody has said what to report: options, or comments and annotations of the files. */
function hasPolicy(cluster: Cluster, options: LintOptions): boolean {
  return (
    Object.keys(options).some((key) => key !== 'today') || cluster.sources.some(({ text }) => text.includes('ksvc'))
  );
}

let usual: readonly Rule[] | undefined;

/** The rules of profile `recommended`. */
function usualRules(): readonly Rule[] {
  usual ??= allRules.filter(({ optIn }) => !optIn);
  return usual;
}

function outcome(cluster: Cluster, findings: readonly Finding[], unchecked: number, settled?: Settled): LintOutcome {
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
      unchecked,
      ...(settled && settled.ignored > 0 && { ignored: settled.ignored }),
      ...(settled && settled.known > 0 && { known: settled.known }),
      ...(settled && settled.gone > 0 && { gone: settled.gone }),
    },
  };
}
