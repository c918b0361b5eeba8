import type { GraphOptions } from '../../graph/build/options.ts';
import { buildGraph, graphMaker } from '../../graph/build.ts';
import type { Graph } from '../../graph/graph.ts';
import { isWebAddress } from '../../graph/link.ts';
import type { PictureOptions } from '../../graph/present.ts';
import { json } from '../../graph/render/json.ts';
import { renderDot, renderMermaid, renderSvgPieces } from '../../graph/render.ts';
import { changesText, countsText } from '../../graph/summary-text.ts';
import { type Cluster, load, type Options, type Source } from '../../index.ts';
import { visible } from '../../report/visible.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import type { EarlierSet } from '../earlier-set.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import type { Io } from '../io.ts';
import { deliver } from '../output/deliver.ts';
import { pageLibrary } from '../output/page-library.ts';
import { prepare } from '../prepare.ts';

/** `ksvc graph`: exit code 1 only when asked for, with --fail-on-broken. */
export const graphCommand: Command = async (args, io) => {
  const ids = controllerIds(args);
  if (typeof ids === 'string') return refuse(io, args, ids);
  if (ids.length > 2) return refuse(io, args, 'option --controller: a picture compares two controllers, not more');
  const view = viewOf(args);
  if (typeof view === 'string') return refuse(io, args, view);
  const isChange = args.flags.diff || lastValue(args, 'git') !== undefined;
  if (isChange && ids.length > 1) return refuse(io, args, 'a picture compares two sets, or two controllers: not both');
  // What compares two sets is loaded only for it.
  const earlier = isChange ? (await import('../earlier-set.ts')).earlierSet(args) : undefined;
  if (typeof earlier === 'string') return refuse(io, args, earlier);
  const prepared = await prepare(earlier?.args ?? args, io, 'svg');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const chosen: GraphOptions = { controller: ids[0], compareWith: ids[1], ...view };
  const graph = earlier ? await changedGraph(earlier, cluster, options, chosen, io) : buildGraph(cluster, chosen);
  if (typeof graph === 'string') {
    io.err.write(`error: ${graph}\n`);
    return 2;
  }
  if (graph.nodes.length === 0 && view.around !== undefined) {
    return refuse(io, args, `option --around: nothing in the picture is called ${visible(view.around)}`);
  }
  const picture: PictureOptions = {
    title: titleOf(args),
    direction: lastValue(args, 'direction') === 'TB' ? 'TB' : 'LR',
    linkBase: lastValue(args, 'link-base'),
  };
  const draw = async (): Promise<Iterable<string>> =>
    lastValue(args, 'engine') === 'dot' ? [await drawnByGraphviz(graph, picture)] : renderSvgPieces(graph, picture);
  for (const { file } of targets.filter(({ format }) => format === 'png')) {
    // What starts other programs takes longer to load than most pictures to draw.
    const { writePng } = await import('../output/png.ts');
    if (file === undefined && io.out.isTTY())
      return refuse(io, args, 'a PNG is nothing for a terminal: -o picture.png');
    const problem = writePng([...(await draw())].join(''), file, io);
    if (problem === undefined) continue;
    io.err.write(`error: ${problem}\n`);
    return 2;
  }
  const texts = targets.filter(({ format }) => format !== 'png');
  const written = await deliver(texts, io, async ({ format }) => {
    if (format === 'html') return page(graph, picture, inputs.sources, options, ids[0], io);
    return format === 'svg' ? draw() : (renderers[format]?.(graph, picture) ?? '');
  });
  if (!written) return 2;
  tell(graph, args, io);
  const broken = graph.summary.broken + (graph.compared?.broken ?? 0);
  const fails = args.flags['fail-on-broken'] && broken > 0;
  return exitCodeOf(fails ? 1 : 0, inputs, cluster.objects.length > 0);
};

/** The graph with what is new, gone or changed in it; a text says why there is none. */
async function changedGraph(
  earlier: EarlierSet,
  cluster: Cluster,
  options: Options,
  chosen: GraphOptions,
  io: Io,
): Promise<Graph | string> {
  const before = await earlier.read(io);
  if (typeof before === 'string') return before;
  const { changedGraph: compare } = await import('../../graph/changes/changed-graph.ts');
  return compare(graphMaker, load(before, options), cluster, chosen, earlier.names);
}

const renderers: Readonly<Record<string, (graph: Graph, picture: PictureOptions) => string>> = {
  dot: renderDot,
  mermaid: renderMermaid,
  json,
};

/** What of the graph is wanted; a text says what is wrong with the options. */
function viewOf(args: Arguments): GraphOptions | string {
  const depth = wholeNumber(args, 'depth');
  const maxNodes = wholeNumber(args, 'max-nodes');
  if (depth !== undefined && !(depth >= 0)) return 'option --depth: a number of steps is expected, as in 2';
  if (maxNodes !== undefined && !(maxNodes > 0)) return 'option --max-nodes: a number of nodes is expected, as in 200';
  const around = lastValue(args, 'around');
  if (depth !== undefined && around === undefined) return 'option --depth says nothing without --around';
  const base = lastValue(args, 'link-base');
  if (base !== undefined && !isWebAddress(base)) return 'option --link-base: an http or https address is expected';
  const grouping = lastValue(args, 'group-by');
  return {
    pods: args.flags.pods,
    policies: args.flags.policies,
    onlyNamespace: lastValue(args, 'namespace'),
    host: lastValue(args, 'host'),
    service: lastValue(args, 'service'),
    workload: lastValue(args, 'workload'),
    onlyBroken: args.flags['only-broken'],
    around,
    depth,
    groupBy: grouping === 'host' || grouping === 'controller' ? grouping : 'namespace',
    maxNodes,
  };
}

/** NaN for what is none. */
function wholeNumber(args: Arguments, name: 'depth' | 'max-nodes'): number | undefined {
  const given = lastValue(args, name);
  return given === undefined ? undefined : /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
}

/** Graphviz is loaded only here: it costs more than everything else together. */
async function drawnByGraphviz(graph: Graph, picture: PictureOptions): Promise<string> {
  const { renderGraphFromSource } = await import('graphviz-cli');
  return renderGraphFromSource({ input: renderDot(graph, picture) }, { format: 'svg', engine: 'dot' });
}

/** The page is large, and loaded only here. */
async function page(
  graph: Graph,
  picture: PictureOptions,
  sources: readonly Source[],
  options: Options,
  controller: string | undefined,
  io: Io,
): Promise<string> {
  const { graphPage } = await import('../../page/graph-page.ts');
  const library = pageLibrary(io);
  const trace = library === undefined ? undefined : { sources, library, options: { ...options, controller } };
  return graphPage(graph, { ...picture, trace });
}

/** The paths as they were typed. */
function titleOf(args: Arguments): string {
  if (args.flags.diff) return args.operands.join(' → ');
  const paths = [...args.operands, ...(args.values.file ?? [])].filter((path) => path !== '-');
  return paths.length === 0 ? 'Traffic' : paths.join(' ');
}

function tell(graph: Graph, args: Arguments, io: Io): void {
  if (args.flags.quiet) return;
  const { nodes, summary, compared, changes } = graph;
  const found =
    nodes.length === 0
      ? 'note: nothing to draw: no Ingress and no Service'
      : compared === null
        ? countsText(summary)
        : `${graph.controllers[0]}: ${countsText(summary)}; ${graph.controllers[1]}: ${countsText(compared)}`;
  io.err.write(changes ? `${found}; ${changesText(changes)}\n` : `${found}\n`);
  const most = Number(lastValue(args, 'max-nodes') ?? Number.POSITIVE_INFINITY);
  if (nodes.length > most) io.err.write(`note: ${nodes.length} boxes are left: there is nothing more to fold\n`);
}
