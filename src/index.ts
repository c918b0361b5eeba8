// The public library: pure synchronous functions over texts that the caller has read. No input or output, no clock.
import type { Cluster } from './model/cluster.ts';
import { type EndpointsAnswer, endpointsAnswers } from './model/endpoints/endpoints-answer.ts';
import { load as loadSources, withOptions } from './model/load.ts';
import type { Options } from './model/options.ts';
import { type ValidatedDocument, validateCluster } from './model/validate.ts';
import { type LintOutcome, lintCluster } from './rules/lint.ts';
import type { Source } from './text/source.ts';

export type { Severity } from './diagnostics/diagnostic.ts';
export type { Finding, LintSummary } from './diagnostics/finding.ts';
export type { Cluster, LoadedObject } from './model/cluster.ts';
export type { EndpointsAnswer } from './model/endpoints/endpoints-answer.ts';
export { knownMinors, minorOf, type Options } from './model/options.ts';
export type { ValidatedDocument } from './model/validate.ts';
export type { ObjectRef } from './objects/kube-object.ts';
export { type RuleMeta, rules } from './rules/catalogue.ts';
export type { LintOutcome } from './rules/lint.ts';
export type { Position } from './text/position.ts';
export type { Source } from './text/source.ts';

/** Reads and decodes sources once, so that many questions parse once. Unreadable documents are carried as findings. */
export function load(sources: readonly Source[], options?: Options): Cluster {
  return loadSources(sources, options);
}

/** What a create of each object with `fieldValidation=Strict` would be answered. */
export function validate(
  input: readonly Source[] | Cluster,
  options?: Options,
): { documents: readonly ValidatedDocument[] } {
  return validateCluster(clusterOf(input, options));
}

/** What exists for each Service once the endpoint controllers have settled. */
export function endpoints(
  input: readonly Source[] | Cluster,
  options?: Options,
): { services: readonly EndpointsAnswer[] } {
  return endpointsAnswers(clusterOf(input, options));
}

/** What is wrong with these manifests, in order of file, line and column. */
export function lint(input: readonly Source[] | Cluster, options?: Options): LintOutcome {
  return lintCluster(clusterOf(input, options));
}

function clusterOf(input: readonly Source[] | Cluster, options: Options | undefined): Cluster {
  if (!('objects' in input)) return loadSources(input, options);
  return options === undefined ? input : withOptions(input, options);
}
