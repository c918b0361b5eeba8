import type { Baseline } from '../diagnostics/baseline.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import type { Finding } from '../diagnostics/finding.ts';
import type { Position } from '../text/position.ts';
import type { RuleOptionValues } from './rule-option.ts';

/** How a rule is reported: not at all, with its own severities, or with one for all of its findings. */
export type RuleLevel = 'off' | 'on' | Severity;

/** Levels by the ids of rules; an id that no rule has means nothing. */
export type RuleLevels = Readonly<Record<string, RuleLevel>>;

/**
 * Which rules there are to begin with. `recommended`: those for everybody; `strict`: all, with the warnings of core rules
 * as errors; `minimal`: the core rules; `api`: what the API server refuses.
 */
export type Profile = 'recommended' | 'strict' | 'minimal' | 'api';

/** Other levels for some files; of several that name a rule the last one holds. */
export interface Override {
  /** Globs of paths: `overlays/dev/**`. */
  readonly files: readonly string[];
  readonly rules: RuleLevels;
}

/** Findings that are not to be reported; everything that is given has to hold. */
export interface Ignore {
  readonly rules?: readonly string[];
  /** Globs of paths. */
  readonly files?: readonly string[];
  /** Objects: `Ingress/monitoring/*`, `IngressClass/nginx`. */
  readonly objects?: readonly string[];
  readonly reason?: string;
  /** The last day on which it holds, as `2027-03-31`. */
  readonly until?: string;
  /** Where it is written: that it has expired is reported there. */
  readonly at?: Position;
}

/** What to report, and how seriously. */
export interface LintOptions {
  /** Default: `recommended`. */
  readonly profile?: Profile;
  /** Levels that differ from those of the profile. */
  readonly rules?: RuleLevels;
  /** Options of single rules, by rule and name; `rules` lists them. */
  readonly ruleOptions?: RuleOptionValues;
  /** Only these rules, even those that are off. */
  readonly only?: readonly string[];
  readonly overrides?: readonly Override[];
  readonly ignores?: readonly Ignore[];
  /** Also report ignores that keep nothing quiet: of a part of the files that says nothing. */
  readonly reportUnusedIgnores?: boolean;
  /** Known findings, which are not reported again. */
  readonly baseline?: Baseline;
  /** Today, as `2026-11-23`: without it no ignore and no certificate expires. */
  readonly today?: string;
  /** The path of a source as globs and baselines name it; default: as it is. */
  pathOf?(path: string): string;
  /** Leaves out, and does not count, the findings for which it is false. */
  keep?(finding: Finding): boolean;
}
