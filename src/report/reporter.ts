import type { Finding, LintSummary } from '../diagnostics/finding.ts';

/** What a report of findings is made from; plain data, so that a report is a pure function. */
export interface LintResults {
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
  /** Title and page of each rule that occurs, for formats that list rules (SARIF). */
  readonly rules: ReadonlyMap<string, RuleText>;
  /** Every file that was checked, as its findings name it; with findings or without. */
  files(): readonly string[];
  /** Whether a finding makes the exit code 1: for formats whose tests pass or fail. */
  fails(finding: Finding): boolean;
  /** The text behind `Position.file`, for code frames; undefined when it is not at hand. */
  text(file: string): string | undefined;
}

/** What a report tells about a rule itself. */
export interface RuleText {
  readonly title: string;
  readonly why: string;
  readonly help: string;
  readonly url: string;
}

export interface ReportOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  /** Only ASCII marks: for terminals outside UTF-8. */
  readonly ascii: boolean;
  /** The directory that relative paths start from. */
  readonly directory: string;
  /** The top of the repository: paths in files for services are relative to it. Default: the directory. */
  readonly root?: string;
  /** Of ksvc. */
  readonly version: string;
}

/** Colours by meaning; the identity off a terminal. */
export type Paint = Readonly<
  Record<'error' | 'warning' | 'info' | 'ok' | 'strong' | 'dim' | 'path' | 'link', (text: string) => string>
>;

/** Writes the whole report, with a final line end; '' when there is nothing to say. */
export type Reporter = (results: LintResults, options: ReportOptions) => string;
