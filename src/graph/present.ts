import type { BoxLook, LineLook } from './drawing.ts';
import { controllerText, edgeWords, signed } from './edge-words.ts';
import type { Graph, GraphChange, GraphEdge, GraphNode, GraphNodeKind } from './graph.ts';
import { linkTo } from './link.ts';
import { printable } from './printable.ts';
import type { Scene, SceneBox, SceneLine, SceneRow } from './scene.ts';
import { changesText, countsText } from './summary-text.ts';

/** What is written above a picture. */
export interface PictureOptions {
  readonly title?: string | undefined;
  /** Which way traffic flows: from left to right, or down; default `LR`. */
  readonly direction?: 'LR' | 'TB' | undefined;
  /** An http or https address in front of file names: boxes become links to the lines where their objects begin. */
  readonly linkBase?: string | undefined;
}

/** Decides how a graph is shown: which column, which words, which look. */
export function present(graph: Graph, { title = 'Traffic', linkBase, direction }: PictureOptions): Scene {
  const frames = new Map<string, string>();
  for (const { id, nodes } of graph.groups) for (const node of nodes) frames.set(node, id);
  const { controllers, compared } = graph;
  const [first = '', second = ''] = controllers.map(controllerText);
  const counts = countsText(graph.summary);
  const by = controllers.length === 0 ? '' : ` · by ${controllers.map(controllerText).join(', ')}`;
  const headline = compared ? `${counts} by ${first} · ${countsText(compared)} by ${second}` : `${counts}${by}`;
  return {
    ...(direction === 'TB' && { isDown: true }),
    title: printable(title),
    subtitle: graph.nodes.length === 0 ? 'no Ingress and no Service' : `${headline}${changesOf(graph)}`,
    description: describe(graph),
    boxes: graph.nodes.map((node) => {
      const shown = controllers.length > 1 && !compared && node.controller !== null;
      const details = shown ? `${node.details} · by ${controllerText(node.controller)}` : node.details;
      return boxOf(node, details, frames.get(node.id) ?? null, linkTo(linkBase, node.at));
    }),
    lines: graph.edges.map((edge) => lineOf(edge, controllers)),
    frames: graph.groups.map(({ id, name }) => ({ id, label: printable(name) })),
    meanings: {
      works: 'traffic flows',
      broken: '✖ broken, with the lint rule about it',
      unknown: '? the files do not tell',
      ghost: 'does not exist',
      faint: 'not among the files',
      warning: 'needs a look',
      first: `only with ${first}`,
      second: `only with ${second}`,
      aside: 'a policy applies',
      added: '+ new',
      removed: '− gone',
      changed: '≠ changed',
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
  policy: 2,
  folded: 1,
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
  policy: 5,
  folded: 5,
};

const looks: Readonly<Record<GraphNode['presence'], BoxLook>> = { here: 'solid', missing: 'ghost', unknown: 'faint' };

function boxOf(node: GraphNode, details: string, frame: string | null, link: string | null): SceneBox {
  const { id, kind, name, presence, pods, rows, warnings, at, object, change } = node;
  const place = at ? `${at.file}:${at.line}` : '';
  const called = object
    ? `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}`
    : `${node.details}: ${name}`;
  const box = {
    id,
    column: columns[kind],
    frame,
    look: looks[presence],
    accent: accents[kind],
    stacked: kind === 'folded' || (kind === 'workload' && (pods ?? 0) > 1),
    title: oneLine(name),
    details: oneLine(details),
    rows: rowsOf(rows, warnings),
    tooltip: warnings.length === 0 ? lines(called, place) : lines(called, ...warnings, place),
    link,
  };
  if (!change) return box;
  const tooltip = lines(...changeTexts(change), box.tooltip);
  return { ...box, change: change.kind, title: signed(change, box.title), tooltip };
}

function changesOf({ changes }: Graph): string {
  return changes ? ` · ${oneLine(changesText(changes))} since ${oneLine(changes.before)}` : '';
}

function changeTexts({ kind, texts }: GraphChange): readonly string[] {
  return texts.length === 0 ? [kind === 'added' ? 'new' : kind === 'removed' ? 'gone' : 'changed'] : texts;
}

function rowsOf(rows: GraphNode['rows'], warnings: readonly string[]): SceneRow[] {
  const shown = rows.map(({ id, text, note, kind, change }): SceneRow => {
    const row: SceneRow = { id, text: oneLine(text), note: oneLine(note), look: kind === 'missing' ? 'ghost' : kind };
    if (!change) return row;
    const was = change.texts.length === 0 ? row.note : oneLine(change.texts.join(', '));
    return { ...row, text: signed(change, row.text), note: was, change: change.kind };
  });
  for (const text of warnings) {
    shown.push({ id: `warning:${shown.length}`, text: `⚠ ${oneLine(text)}`, note: '', look: 'warning' });
  }
  return shown;
}

function lineOf(edge: GraphEdge, controllers: readonly string[]): SceneLine {
  const { id, from, fromRow, to, toRow, label, reason, rule, at, change } = edge;
  const place = at ? `${at.file}:${at.line}` : '';
  const tooltip = lines(label, reason ?? '', rule ?? '', place);
  return {
    id,
    from,
    fromRow,
    to,
    toRow,
    look: lookOf(edge, controllers),
    label: edgeWords(edge),
    tooltip: change ? lines(...changeTexts(change), tooltip) : tooltip,
  };
}

function lookOf({ kind, state, only, change }: GraphEdge, [first]: readonly string[]): LineLook {
  if (change && (state === 'works' || change.kind === 'removed')) return change.kind;
  if (kind === 'policy') return 'aside';
  if (state !== 'works' || only === null) return state;
  return only === first ? 'first' : 'second';
}

/** Texts one below the other; empty ones are left out. */
function lines(...texts: readonly string[]): string {
  let all = '';
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text) all = all === '' ? text : `${all}\n${text}`;
  }
  return all;
}

/** The picture in words: what is broken, and how much there is. */
function describe(graph: Graph): string {
  const sentences = [`${countsText(graph.summary)}.`];
  const troubled = graph.edges.filter(({ state }) => state !== 'works');
  if (troubled.length === 0) return sentences.join('');
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  for (const { from, to, reason, state } of troubled.slice(0, 20)) {
    const verb = state === 'broken' ? 'does not lead' : 'may or may not lead';
    sentences.push(`${oneLine(names.get(from) ?? '')} ${verb} to ${oneLine(names.get(to) ?? '')}: ${reason ?? ''}.`);
  }
  if (troubled.length > 20) sentences.push(`And ${troubled.length - 20} more.`);
  return printable(sentences.join(' '));
}

function oneLine(text: string): string {
  if (plain.test(text)) return text;
  const safe = printable(text);
  return safe.includes('\n') ? safe.replaceAll('\n', '\\n') : safe;
}

// Most texts are no more than this: one look is enough.
const plain = /^[ -~·→]*$/;
