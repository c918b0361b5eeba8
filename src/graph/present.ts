import type { BoxLook } from './drawing.ts';
import type { Graph, GraphEdge, GraphNode, GraphNodeKind } from './graph.ts';
import { printable } from './printable.ts';
import type { Scene, SceneBox, SceneLine } from './scene.ts';
import { countsText } from './summary-text.ts';

/** What is written above a picture. */
export interface PictureOptions {
  readonly title?: string | undefined;
}

/** Decides how a graph is shown: which column, which words, which look. */
export function present(graph: Graph, { title = 'Traffic' }: PictureOptions): Scene {
  const frames = new Map(graph.groups.flatMap(({ id, nodes }) => nodes.map((node) => [node, id])));
  const counts = countsText(graph.summary);
  const by = graph.controllers.length === 0 ? '' : ` · by ${graph.controllers.map(controllerText).join(', ')}`;
  return {
    title: printable(title),
    subtitle: graph.nodes.length === 0 ? 'no Ingress and no Service' : `${counts}${by}`,
    description: describe(graph),
    boxes: graph.nodes.map((node) => boxOf(node, frames.get(node.id) ?? null)),
    lines: graph.edges.map(lineOf),
    frames: graph.groups.map(({ id, name }) => ({ id, label: printable(name) })),
    meanings: {
      works: 'traffic flows',
      broken: '✖ broken, with the lint rule about it',
      unknown: '? the files do not tell',
      ghost: 'does not exist',
      faint: 'not among the files',
      warning: 'needs a look',
    },
  };
}

const columns: Readonly<Record<GraphNodeKind, number>> = {
  host: 0,
  'node-port': 0,
  'load-balancer': 0,
  'external-ip': 0,
  ingress: 1,
  service: 2,
  workload: 3,
  endpoints: 3,
  resource: 3,
  pod: 4,
  'external-host': 5,
};

const accents: Readonly<Record<GraphNodeKind, number>> = {
  host: 0,
  'node-port': 0,
  'load-balancer': 0,
  'external-ip': 0,
  ingress: 1,
  service: 2,
  workload: 3,
  endpoints: 4,
  resource: 4,
  pod: 3,
  'external-host': 4,
};

const looks: Readonly<Record<GraphNode['presence'], BoxLook>> = { here: 'solid', missing: 'ghost', unknown: 'faint' };

function boxOf(node: GraphNode, frame: string | null): SceneBox {
  const { id, kind, name, details, presence, pods, rows, warnings, at, object } = node;
  const place = at ? `${at.file}:${at.line}` : '';
  const called = object
    ? `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}`
    : `${details}: ${name}`;
  return {
    id,
    column: columns[kind],
    frame,
    look: looks[presence],
    accent: accents[kind],
    stacked: kind === 'workload' && (pods ?? 0) > 1,
    title: oneLine(name),
    details: oneLine(details),
    rows: [
      ...rows.map(({ id: row, text, note, kind: look }) => ({
        id: row,
        text: oneLine(text),
        note: oneLine(note),
        look: look === 'missing' ? ('ghost' as const) : look,
      })),
      ...warnings.map((text, index) => ({
        id: `warning:${index}`,
        text: `⚠ ${oneLine(text)}`,
        note: '',
        look: 'warning' as const,
      })),
    ],
    tooltip: lines(called, ...warnings, place),
  };
}

function lineOf({ id, from, fromRow, to, toRow, state, label, reason, rule, at }: GraphEdge): SceneLine {
  const place = at ? `${at.file}:${at.line}` : '';
  return {
    id,
    from,
    fromRow,
    to,
    toRow,
    look: state,
    label: state === 'works' ? '' : state === 'unknown' ? '?' : `✖ ${rule ?? 'broken'}`,
    tooltip: lines(label, reason ?? '', rule ?? '', place),
  };
}

/** Texts one below the other; empty ones are left out. */
function lines(...texts: readonly string[]): string {
  let all = '';
  for (const text of texts) if (text !== '') all += all === '' ? text : `\n${text}`;
  return all;
}

/** The picture in words: what is broken, and how much there is. */
function describe(graph: Graph): string {
  const sentences = [`${countsText(graph.summary)}.`];
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  const troubled = graph.edges.filter(({ state }) => state !== 'works');
  for (const { from, to, reason, state } of troubled.slice(0, 20)) {
    const verb = state === 'broken' ? 'does not lead' : 'may or may not lead';
    sentences.push(`${oneLine(names.get(from) ?? '')} ${verb} to ${oneLine(names.get(to) ?? '')}: ${reason ?? ''}.`);
  }
  if (troubled.length > 20) sentences.push(`And ${troubled.length - 20} more.`);
  return printable(sentences.join(' '));
}

function controllerText(id: string): string {
  return id === 'spec' ? 'the Ingress specification' : id;
}

function oneLine(text: string): string {
  const safe = printable(text);
  return safe.includes('\n') ? safe.replaceAll('\n', '\\n') : safe;
}
