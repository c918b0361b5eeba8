import type { GraphOptions } from '../../graph/build/options.ts';
import { graphMaker } from '../../graph/build.ts';
import { isWebAddress } from '../../graph/link.ts';
import { type Cluster, graph, lint, load, routes, type Source } from '../../index.ts';
import { type ReportContent, reportPage } from '../../page/report-page.ts';
import { diffClusters } from '../../traffic/diff/diff.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import { readRevision } from '../input/revision.ts';
import { revisionProblem } from '../input/revision-problem.ts';
import type { Io } from '../io.ts';
import { lintSettings } from '../lint/settings.ts';
import { deliver } from '../output/deliver.ts';
import { pageLibrary } from '../output/page-library.ts';
import { prepare } from '../prepare.ts';

/** `ksvc report`: everything about a set on one page. What is found there changes no exit code: lint is for that. */
export const reportCommand: Command = async (args, io) => {
  const ids = controllerIds(args);
  if (typeof ids === 'string') return refuse(io, args, ids);
  if (ids.length > 2) return refuse(io, args, 'option --controller: a report compares two controllers, not more');
  const revision = lastValue(args, 'git');
  const wrong = revisionProblem(revision);
  if (wrong !== undefined) return refuse(io, args, wrong);
  const base = lastValue(args, 'link-base');
  if (base !== undefined && !isWebAddress(base)) {
    return refuse(io, args, 'option --link-base: an http or https address is expected');
  }
  const settings = lintSettings(args, io);
  if (typeof settings === 'string') return refuse(io, args, settings);
  const prepared = await prepare(args, io, 'html');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  if (io.out.isTTY() && targets.some(({ file }) => file === undefined)) {
    return refuse(io, args, 'a page is nothing for a terminal: -o report.html');
  }
  const cluster = load(inputs.sources, options);
  let earlier: Cluster | undefined;
  if (revision !== undefined) {
    const before = await readRevision(revision, [...args.operands, ...(args.values.file ?? [])], io);
    if (typeof before === 'string') {
      io.err.write(`error: ${before}\n`);
      return 2;
    }
    earlier = load(before.sources, options);
  }
  const [controller] = ids;
  const own = controller === undefined ? {} : { controller };
  const content: ReportContent = {
    ...lint(cluster, settings.options),
    routes: routes(cluster, own),
    graph:
      earlier && revision !== undefined ? await changesSince(earlier, cluster, revision, own) : graph(cluster, own),
    comparison: comparisonOf(cluster, earlier, ids, revision),
  };
  const library = pageLibrary(io);
  const trace = library && { sources: inputs.sources, library, options: { ...options, controller } };
  const title = titleOf(args, inputs.sources);
  const written = await deliver(targets, io, async () => {
    return reportPage(content, { title, linkBase: base, trace: trace || undefined });
  });
  if (!written) return 2;
  tell(content, args, io);
  return exitCodeOf(0, inputs, cluster.objects.length > 0);
};

async function changesSince(
  earlier: Cluster,
  cluster: Cluster,
  revision: string,
  options: GraphOptions,
): Promise<ReportContent['graph']> {
  const { changedGraph } = await import('../../graph/changes/changed-graph.ts');
  return changedGraph(graphMaker, earlier, cluster, options, { before: revision, after: 'now' });
}

function comparisonOf(
  cluster: Cluster,
  earlier: Cluster | undefined,
  ids: readonly string[],
  revision: string | undefined,
): ReportContent['comparison'] {
  const [first, second = first] = ids;
  if (earlier && revision !== undefined) {
    const controllers = first === undefined || second === undefined ? undefined : ([first, second] as const);
    return { result: diffClusters(earlier, cluster, { controllers }), names: { before: revision, after: 'now' } };
  }
  if (first === undefined || second === undefined || first === second) return undefined;
  const result = diffClusters(cluster, cluster, { controllers: [first, second] });
  return { result, names: { before: first, after: second } };
}

/** The paths as they were typed. */
function titleOf(args: Arguments, sources: readonly Source[]): string {
  const paths = [...args.operands, ...(args.values.file ?? [])].filter((path) => path !== '-' && path !== '.');
  if (paths.length > 0) return paths.join(' ');
  return sources.length === 1 ? (sources[0]?.path ?? '') : 'Services and Ingresses';
}

function tell({ summary, graph: { summary: ways }, comparison }: ReportContent, args: Arguments, io: Io): void {
  if (args.flags.quiet) return;
  const parts = [
    `${summary.errors} ${summary.errors === 1 ? 'error' : 'errors'}`,
    `${summary.warnings} ${summary.warnings === 1 ? 'warning' : 'warnings'}`,
    `${ways.broken} of ${ways.routes} ${ways.routes === 1 ? 'route' : 'routes'} broken`,
    ...(comparison ? [`${comparison.result.differences.length} differences`] : []),
  ];
  io.err.write(`${parts.join(', ')}\n`);
}
