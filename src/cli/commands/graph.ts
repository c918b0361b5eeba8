import { buildGraph } from '../../graph/build.ts';
import type { Graph } from '../../graph/graph.ts';
import { json } from '../../graph/render/json.ts';
import { renderDot, renderMermaid, renderSvg } from '../../graph/render.ts';
import { load } from '../../index.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import type { Io } from '../io.ts';
import { deliver } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';

/** `ksvc graph`: exit code 1 only when asked for, with --fail-on-broken. */
export const graphCommand: Command = async (args, io) => {
  const ids = controllerIds(args);
  if (typeof ids === 'string') return refuse(io, args, ids);
  if (ids.length > 1) return refuse(io, args, 'option --controller: a picture shows one controller');
  const prepared = await prepare(args, io, 'svg');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const graph = buildGraph(cluster, {
    controller: ids[0],
    pods: args.flags.pods,
    onlyNamespace: lastValue(args, 'namespace'),
    host: lastValue(args, 'host'),
    service: lastValue(args, 'service'),
    onlyBroken: args.flags['only-broken'],
  });
  const title = titleOf(args);
  const written = await deliver(targets, io, async ({ format }) => {
    if (format === 'svg' && lastValue(args, 'engine') === 'dot') return drawnByGraphviz(graph, title);
    return renderers[format]?.(graph, title) ?? '';
  });
  if (!written) return 2;
  tell(graph, args, io);
  const fails = args.flags['fail-on-broken'] && graph.summary.broken > 0;
  return exitCodeOf(fails ? 1 : 0, inputs, cluster.objects.length > 0);
};

const renderers: Readonly<Record<string, (graph: Graph, title: string) => string>> = {
  svg: (graph, title) => renderSvg(graph, { title }),
  dot: (graph, title) => renderDot(graph, { title }),
  mermaid: (graph, title) => renderMermaid(graph, { title }),
  json,
};

/** Graphviz is loaded only here: it costs more than everything else together. */
async function drawnByGraphviz(graph: Graph, title: string): Promise<string> {
  const { renderGraphFromSource } = await import('graphviz-cli');
  return renderGraphFromSource({ input: renderDot(graph, { title }) }, { format: 'svg', engine: 'dot' });
}

/** The paths as they were typed. */
function titleOf(args: Arguments): string {
  const paths = [...args.operands, ...(args.values.file ?? [])].filter((path) => path !== '-');
  return paths.length === 0 ? 'Traffic' : paths.join(' ');
}

function tell(graph: Graph, args: Arguments, io: Io): void {
  if (args.flags.quiet) return;
  const { nodes, summary } = graph;
  const { routes, broken, unknown } = summary;
  const parts = [...(broken > 0 ? [`${broken} broken`] : []), ...(unknown > 0 ? [`${unknown} unknown`] : [])];
  const found =
    nodes.length === 0
      ? 'note: nothing to draw: no Ingress and no Service'
      : [`${routes} ${routes === 1 ? 'route' : 'routes'}`, ...parts].join(', ');
  io.err.write(`${found}\n`);
}
