// What to report of what the rules find, and how seriously. Loaded only where somebody has something to say about it.
import { withoutBaseline } from '../../diagnostics/baseline.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../../diagnostics/finding.ts';
import { sortFindings } from '../../diagnostics/order.ts';
import { ruleUrl } from '../../diagnostics/rule-url.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { Rule } from '../define-rule.ts';
import type { LintOptions } from '../lint-options.ts';
import { rule as invalid } from '../suppression-invalid.ts';
import { rule as unused } from '../suppression-unused.ts';
import { type Complaint, ignoresOf } from './ignores.ts';
import { levelsOf } from './levels.ts';
import { suppressionsOf } from './suppressions.ts';

/** What options make of the rules, and of what they find. */
export interface Policy {
  /** Rules that need to run. */
  readonly rules: readonly Rule[];
  settle(cluster: Cluster, found: readonly Diagnostic[]): Settled;
}

/** The findings to report, in order, and how many are not reported. */
export interface Settled {
  readonly findings: readonly Finding[];
  /** How many of them say only what the files cannot decide. */
  readonly unchecked: number;
  /** Kept quiet by comments, annotations and the configuration. */
  readonly ignored: number;
  /** Known to the baseline. */
  readonly known: number;
  /** In the baseline, and found no more. */
  readonly gone: number;
  /** What a finding was made from; nothing for one about the configuration. */
  originOf(finding: Finding): Diagnostic | undefined;
}

/**
 * What finds places in documents: the reader that has read them, which is not the one of this piece
 * (docs/decisions/002).
 */
export interface Places {
  toFinding(diagnostic: Diagnostic): Finding;
  treeOf(document: YamlDocument): YamlNode | null | undefined;
}

/** The policy of some options for some rules. */
export function policyOf(options: LintOptions, rules: readonly Rule[], { toFinding, treeOf }: Places): Policy {
  const levels = levelsOf(options, rules);
  const pathOf = (path: string): string => options.pathOf?.(path) ?? path;
  return {
    rules: levels.active,
    settle(cluster, found) {
      const ignores = ignoresOf(cluster, options, pathOf);
      const suppressions = suppressionsOf(cluster, {
        known: rules,
        wasRun: (rule, file) => levels.severityOf(rule, pathOf(file), 'error', false) !== undefined,
        treeOf,
        needsReasons: options.profile === 'strict',
      });
      const findings: Finding[] = [];
      const origins = new Map<Finding, Diagnostic>();
      const unchecked = new Set<Finding>();
      let ignored = 0;
      const take = (diagnostic: Diagnostic): void => {
        const source = sourceOf(diagnostic);
        const severity = levels.severityOf(
          diagnostic.rule,
          pathOf(source.path),
          diagnostic.severity,
          diagnostic.unchecked ?? false,
        );
        if (severity === undefined) return;
        const finding = toFinding({ ...diagnostic, severity });
        if (suppressions.quiets(diagnostic, source, finding.at.line) || ignores.quiets(diagnostic, source.path)) {
          ignored++;
          return;
        }
        findings.push(finding);
        origins.set(finding, diagnostic);
        if (diagnostic.unchecked) unchecked.add(finding);
      };
      found.forEach(take);
      suppressions.complaints().forEach(take);
      const complain = ({ id, severity: own }: Rule, help: string, complaints: readonly Complaint[]): void => {
        const severity = levels.severityOf(id, '', own, false);
        if (severity) findings.push(...complaints.map((complaint) => plainFinding(id, severity, help, complaint)));
      };
      complain(invalid, 'Repair what it ignores, or move the date.', ignores.expired);
      if (options.reportUnusedIgnores) complain(unused, 'Remove it.', ignores.unused());
      const kept = sortFindings(options.keep ? findings.filter((finding) => options.keep?.(finding)) : findings);
      const { fresh, known, gone } = options.baseline
        ? withoutBaseline(kept, options.baseline, pathOf)
        : { fresh: kept, known: 0, gone: 0 };
      // A part of the findings says nothing about those that are gone.
      const isPart = options.keep !== undefined || options.only !== undefined;
      return {
        findings: fresh,
        unchecked: fresh.filter((finding) => unchecked.has(finding)).length,
        ignored,
        known,
        gone: isPart ? 0 : gone,
        originOf: (finding) => origins.get(finding),
      };
    },
  };
}

function sourceOf({ where }: Diagnostic): Cluster['sources'][number] {
  return 'document' in where ? where.document.source : where.object.document.source;
}

/** A finding in a file that is no manifest. */
function plainFinding(rule: string, severity: Finding['severity'], help: string, { message, at }: Complaint): Finding {
  return { rule, severity, message, help, url: ruleUrl(rule), object: null, at, related: [], fixable: false };
}
