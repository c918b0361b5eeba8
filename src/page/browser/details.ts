import type { GraphEdge, GraphNode } from '../../graph/graph.ts';
import { element, list } from './elements.ts';
import { byId, type Picture } from './picture.ts';
import type { Viewport } from './viewport.ts';

/** The panel beside the picture. */
export interface Details {
  open(...content: readonly Node[]): void;
}

/** A click on a box, or Enter, tells everything about it. */
export function showDetails(picture: Picture, view: Viewport): Details {
  const panel = byId('details');
  const about = byId('about');

  function open(...content: readonly Node[]): void {
    if (!panel || !about) return;
    about.replaceChildren(...content);
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function close(): void {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    select(undefined);
    picture.canvas.focus();
  }

  function select(id: string | undefined): void {
    for (const [own, box] of picture.boxes) box.classList.toggle('selected', own === id);
  }

  function choose(id: string): void {
    const node = picture.nodes.get(id);
    if (!node) return;
    select(id);
    open(
      ...contentOf(node, picture, (other) => {
        choose(other);
        view.show(other);
      }),
    );
  }

  for (const [id, box] of picture.boxes) {
    const node = picture.nodes.get(id);
    box.setAttribute('tabindex', '0');
    box.setAttribute('role', 'button');
    box.setAttribute('aria-label', node ? `${node.details} ${node.name}` : id);
    box.addEventListener('click', () => choose(id));
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(id);
    });
  }
  byId('close')?.addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return { open };
}

const signs = { added: '+', removed: '−', changed: '≠' } as const;
const words = { added: 'new', removed: 'gone', changed: 'changed' } as const;

function contentOf(node: GraphNode, picture: Picture, go: (id: string) => void): Node[] {
  const { name, details, namespace, pods, rows, warnings, at } = node;
  const { edges, links } = picture.data;
  const facts = [
    ...(namespace === null ? [] : [`namespace ${namespace}`]),
    ...(pods === null ? [] : [`${pods} ${pods === 1 ? 'pod' : 'pods'}`]),
    ...(node.presence === 'missing' ? ['does not exist'] : []),
    ...(node.presence === 'unknown' ? ['not among the files'] : []),
    ...(node.change ? [words[node.change.kind]] : []),
  ];
  const place = at ? `${at.file}:${at.line}` : '';
  const link = links[node.id];
  const where = link
    ? element('a', { class: 'place', href: link, rel: 'noopener noreferrer' }, place)
    : element('span', { class: 'place' }, place);
  const other = (id: string): string => picture.nodes.get(id)?.name ?? id;
  const line = (edge: GraphEdge, id: string, arrow: string): Node => {
    const button = element('button', { class: 'link' }, other(id));
    button.addEventListener('click', () => go(id));
    const state = edge.state === 'works' ? '' : edge.state === 'broken' ? ' ✖ ' : ' ? ';
    const why = [edge.reason, edge.rule && `[${edge.rule}]`].filter(Boolean).join(' ');
    const label = edge.label === '' ? '' : ` ${edge.label}`;
    const change = edge.change ? ` ${[signs[edge.change.kind], ...edge.change.texts].join(' ')}` : '';
    return element(
      'span',
      {},
      `${arrow} `,
      button,
      label + change,
      element('span', { class: edge.state }, state + why),
    );
  };
  return [
    element('h2', {}, name),
    element('div', {}, details),
    element('div', {}, facts.join(' · ')),
    where,
    ...(node.change ? list('Changed', node.change.texts) : []),
    ...list(
      'Warnings',
      warnings.map((text) => element('span', { class: 'warning' }, text)),
    ),
    ...list(
      'Has',
      rows
        .filter(({ kind }) => kind !== 'heading')
        .map(({ text, note, change }) => {
          return [change ? `${signs[change.kind]} ${text}` : text, note].filter(Boolean).join(' · ');
        }),
    ),
    ...list(
      'From',
      edges.filter(({ to }) => to === node.id).map((edge) => line(edge, edge.from, '←')),
    ),
    ...list(
      'To',
      edges.filter(({ from }) => from === node.id).map((edge) => line(edge, edge.to, '→')),
    ),
  ];
}
