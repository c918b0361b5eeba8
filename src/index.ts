// The public library: pure synchronous functions over texts that the caller has read. No input or output, no clock.

import { type FixResult, fixAll } from './fix/fix.ts';
import type { FixOptions } from './fix/fix-sources.ts';
import type { GraphOptions } from './graph/build/options.ts';
import { buildGraph, graphMaker } from './graph/build.ts';
import { changedGraph, type SetNames } from './graph/changes/changed-graph.ts';
import type { Graph } from './graph/graph.ts';
import type { Cluster } from './model/cluster.ts';
import { type EndpointsAnswer, endpointsAnswers } from './model/endpoints/endpoints-answer.ts';
import { load as loadSources, withOptions } from './model/load.ts';
import type { Options } from './model/options.ts';
import { type ValidatedDocument, validateCluster } from './model/validate.ts';
import { graphPage, type PageOptions } from './page/graph-page.ts';
import { type LintOutcome, lintCluster } from './rules/lint.ts';
import type { LintOptions } from './rules/lint-options.ts';
import type { Source } from './text/source.ts';
import { diffClusters } from './traffic/diff/diff.ts';
import type { Comparison } from './traffic/diff/difference.ts';
import { type DnsResult, resolveName } from './traffic/dns/dns.ts';
import type { DnsOptions, DnsQuery } from './traffic/dns/dns-options.ts';
import { type Connection, type ConnectTarget, connectOf } from './traffic/kube-proxy/connect.ts';
import type { ProxyMode } from './traffic/kube-proxy/mode.ts';
import type { Request } from './traffic/request.ts';
import type { RouteTable } from './traffic/routes/route.ts';
import { routeTable } from './traffic/routes/route-table.ts';
import type { RouteTest, RouteTestResult } from './traffic/test/expectation.ts';
import { runTests } from './traffic/test/run-tests.ts';
import { traceCluster } from './traffic/trace.ts';
import type { Trace } from './traffic/trace-result.ts';

export { type Baseline, type BaselineEntry, baselineOf } from './diagnostics/baseline.ts';
export type { Severity } from './diagnostics/diagnostic.ts';
export type { Finding, LintSummary } from './diagnostics/finding.ts';
export type { FixResult } from './fix/fix.ts';
export type { FixedFinding, FixOptions, SkippedSource } from './fix/fix-sources.ts';
export type { HeldFix } from './fix/harmless.ts';
export type { GraphOptions } from './graph/build/options.ts';
export type {
  EdgeState,
  Graph,
  GraphChange,
  GraphChanges,
  GraphEdge,
  GraphGroup,
  GraphNode,
  GraphRow,
  GraphSummary,
} from './graph/graph.ts';
export type { PictureOptions } from './graph/present.ts';
export { renderDot, renderMermaid, renderSvg } from './graph/render.ts';
export type { Cluster, LoadedObject } from './model/cluster.ts';
export type { EndpointsAnswer } from './model/endpoints/endpoints-answer.ts';
export {
  type Completeness,
  type ControllerOptions,
  knownMinors,
  minorOf,
  type Options,
  type PodTemplatePath,
} from './model/options.ts';
export type { ValidatedDocument } from './model/validate.ts';
export type { ObjectRef } from './objects/kube-object.ts';
export type { PageOptions, PageTrace } from './page/graph-page.ts';
export { type RuleMeta, rules } from './rules/catalogue.ts';
export type { LintOutcome } from './rules/lint.ts';
export type { Ignore, LintOptions, Override, Profile, RuleLevel, RuleLevels } from './rules/lint-options.ts';
export type { RuleOptionSpec, RuleOptionSpecs, RuleOptionValue, RuleOptionValues } from './rules/rule-option.ts';
export type { Position } from './text/position.ts';
export type { Source } from './text/source.ts';
export type { ClientView } from './traffic/client-view.ts';
export type { Connections } from './traffic/connections.ts';
export type {
  CauseKind,
  Comparison,
  Difference,
  Grade,
  HeldUpdate,
  SideResult,
  Undecidable,
  Witness,
} from './traffic/diff/difference.ts';
export type { DnsResult } from './traffic/dns/dns.ts';
export type { DnsOptions, DnsQuery } from './traffic/dns/dns-options.ts';
export type { Connection, ConnectTarget } from './traffic/kube-proxy/connect.ts';
export { distribution, type Scheduler, type SharedBackend } from './traffic/kube-proxy/distribution.ts';
export type { ProxyMode } from './traffic/kube-proxy/mode.ts';
export type { ProxyPart } from './traffic/kube-proxy/proxy-part.ts';
export type { DeliveredEndpoint, Outcome } from './traffic/outcome.ts';
export type { PresentedCertificate } from './traffic/presented-certificate.ts';
export type { Request } from './traffic/request.ts';
export type { Route, RouteService, RouteStatus, RoutesController, RouteTable } from './traffic/routes/route.ts';
export type { Expected, ExpectedRequest, RouteTest, RouteTestResult } from './traffic/test/expectation.ts';
export type { Placed, Trace, TracedHop } from './traffic/trace-result.ts';
export type { TraceVerdict } from './traffic/trace-verdict.ts';

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

/** Every host and path and where it leads, for the controllers that the set shows to run, or for `a` or `a,b` of them. */
export function routes(
  input: readonly Source[] | Cluster,
  options: Options & { readonly controller?: string } = {},
): RouteTable {
  const { controller, ...own } = options;
  const cluster = clusterOf(input, Object.keys(own).length > 0 || !('objects' in input) ? own : undefined);
  return routeTable(cluster, controller === undefined ? [] : controller.split(',').map((id) => id.trim()));
}

/** What is wrong with these manifests, in order of file, line and column; by default what profile `recommended` says. */
export function lint(input: readonly Source[] | Cluster, options: Options & LintOptions = {}): LintOutcome {
  const { own, reporting } = apart(options);
  return lintCluster(clusterOf(input, givenOptions(own)), reporting);
}

/** The sources with what can be fixed of what `lint` reports, and what is still found in them. */
export function fix(sources: readonly Source[], options: FixOptions & LintOptions = {}): FixResult {
  const { own, reporting } = apart(options);
  return fixAll(sources, own, reporting);
}

/** Where one request goes, hop by hop, and why; by default through the ingress controller that the set is written for. */
export function trace(
  input: readonly Source[] | Cluster,
  request: Request,
  options: Options & {
    readonly controller?: string;
    readonly clusterDomain?: string;
    readonly proxyMode?: ProxyMode;
  } = {},
): Trace {
  const { controller, clusterDomain, proxyMode, ...own } = options;
  const cluster = clusterOf(input, Object.keys(own).length > 0 || !('objects' in input) ? own : undefined);
  return traceCluster(cluster, request, { controller, clusterDomain, proxyMode });
}

/** Where traffic flows, and where it does not: hosts and ports → Ingresses → Services → workloads. */
export function graph(input: readonly Source[] | Cluster, options: Options & GraphOptions = {}): Graph {
  const { own, view } = graphOptions(options);
  return buildGraph(clusterOf(input, givenOptions(own)), view);
}

/** The graph of a set with what is new, gone or changed since an earlier one. */
export function graphOfChanges(
  before: readonly Source[] | Cluster,
  after: readonly Source[] | Cluster,
  options: Options & GraphOptions & { readonly names?: SetNames } = {},
): Graph {
  const { names = { before: 'before', after: 'after' }, ...rest } = options;
  const { own, view } = graphOptions(rest);
  const [old, now] = [clusterOf(before, givenOptions(own)), clusterOf(after, givenOptions(own))];
  return changedGraph(graphMaker, old, now, view, names);
}

/** What cluster DNS answers, with the names that are tried on the way. */
export function dns(
  input: readonly Source[] | Cluster,
  query: DnsQuery,
  options: Options & DnsOptions = {},
): DnsResult {
  const { clusterDomain, pods, endpointPodNames, ignoreEmptyService, search, ndots, ...own } = options;
  const server = { clusterDomain, pods, endpointPodNames, ignoreEmptyService, search, ndots };
  return resolveName(clusterOf(input, givenOptions(own)), query, server);
}

/** Whether requests are answered as expected. */
export function test(
  input: readonly Source[] | Cluster,
  expectations: readonly RouteTest[] | { readonly tests: readonly RouteTest[] },
  options: Options & { readonly controller?: string } = {},
): { results: readonly RouteTestResult[] } {
  const { controller, ...own } = options;
  const tests = 'tests' in expectations ? expectations.tests : expectations;
  return { results: runTests(clusterOf(input, givenOptions(own)), tests, controller) };
}

/** Which requests are answered differently: by two sets, or by two controllers of one set. */
export function diff(
  before: readonly Source[] | Cluster,
  after: readonly Source[] | Cluster,
  options: Options & { readonly controllers?: readonly [before: string, after: string] } = {},
): Comparison {
  const { controllers, ...own } = options;
  const old = clusterOf(before, givenOptions(own));
  const now = before === after ? old : clusterOf(after, givenOptions(own));
  return diffClusters(old, now, { controllers });
}

/** What kube-proxy's rules do with one new connection. */
export function connect(
  input: readonly Source[] | Cluster,
  target: ConnectTarget,
  options: Options & { readonly proxyMode?: ProxyMode } = {},
): Connection {
  const { proxyMode, ...own } = options;
  return connectOf(clusterOf(input, givenOptions(own)), target, proxyMode);
}

/** Options that say how to read the files, and those that say what to report. */
function apart(options: FixOptions & LintOptions): { own: FixOptions; reporting: LintOptions } {
  const { profile, rules, ruleOptions, only, overrides, ignores, reportUnusedIgnores, ...others } = options;
  const { baseline, today, pathOf, keep, ...own } = others;
  const chosen = { profile, rules, ruleOptions, only, overrides, ignores, reportUnusedIgnores };
  return { own, reporting: withoutUndefined({ ...chosen, baseline, today, pathOf, keep }) };
}

function withoutUndefined(
  options: { readonly [Name in keyof LintOptions]: LintOptions[Name] | undefined },
): LintOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What of a graph is asked for, and the options of the cluster beside it. */
function graphOptions(options: Options & GraphOptions): { own: Options; view: GraphOptions } {
  const { controller, compareWith, pods, onlyNamespace, host, service, workload, onlyBroken, ...rest } = options;
  const { policies, around, depth, groupBy, maxNodes, ...own } = rest;
  const what = { controller, compareWith, pods, onlyNamespace, host, service, workload, onlyBroken };
  return { own, view: { ...what, policies, around, depth, groupBy, maxNodes } };
}

/** A cluster that is loaded already keeps its own options unless there are others. */
function givenOptions(options: Options): Options | undefined {
  return Object.keys(options).length > 0 ? options : undefined;
}

function clusterOf(input: readonly Source[] | Cluster, options: Options | undefined): Cluster {
  if (!('objects' in input)) return loadSources(input, options);
  return options === undefined ? input : withOptions(input, options);
}

/** Writes a graph as one HTML page that needs nothing beside it. */
export function renderHtml(graph: Graph, options: PageOptions = {}): string {
  return graphPage(graph, options);
}
