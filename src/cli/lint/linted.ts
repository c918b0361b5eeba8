import type { Cluster, Finding, LintOptions, LintSummary } from '../../index.ts';
import type { Inputs } from '../input/read-inputs.ts';
import type { Destination } from '../output/destinations.ts';

/** What somebody has said about findings; usually nobody has. */
export interface Settings {
  readonly options?: LintOptions;
  readonly baselinePath?: string;
}

/** What was read and what is found in it. */
export interface Linted {
  readonly targets: readonly Destination[];
  readonly inputs: Inputs;
  readonly clusters: readonly Cluster[];
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
}
