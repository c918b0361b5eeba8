import type { GraphNode } from '../../graph/graph.ts';
import { byId, mark, type Picture } from './picture.ts';
import type { Viewport } from './viewport.ts';

/** Finds boxes by what is written in them, and leaves out what is not asked for. */
export function searchAndFilter(picture: Picture, view: Viewport): void {
  const search = byId<HTMLInputElement>('search');
  const found = byId('found');
  const namespace = byId<HTMLSelectElement>('namespace');
  const troubled = byId<HTMLInputElement>('troubled');
  if (!search || !found || !namespace || !troubled) return;
  const texts = new Map([...picture.nodes].map(([id, node]) => [id, textOf(node)]));
  let matches: string[] = [];
  let current = -1;

  function find(): void {
    const words = search?.value.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
    const matching = new Set<string>();
    for (const [id, text] of texts)
      if (words.length > 0 && words.every((word) => text.includes(word))) matching.add(id);
    matches = picture.data.boxes.filter((id) => matching.has(id));
    current = -1;
    mark(picture, 'match', (id) => matching.has(id));
    mark(picture, 'dim', (id) => words.length > 0 && !matching.has(id));
    tell(words.length > 0);
  }

  function tell(searched: boolean): void {
    if (!found) return;
    const place = current === -1 ? `${matches.length} found` : `${current + 1} of ${matches.length}`;
    found.textContent = searched ? place : '';
  }

  function filter(): void {
    const kept = wanted(picture, namespace?.value ?? '', troubled?.checked ?? false);
    mark(picture, 'gone', (id) => !kept.has(id));
  }

  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      search.value = '';
      find();
      picture.canvas.focus();
    }
    if (event.key !== 'Enter' || matches.length === 0) return;
    event.preventDefault();
    current = (current + (event.shiftKey ? -1 : 1) + matches.length) % matches.length;
    const next = matches[current];
    if (next !== undefined) view.show(next);
    tell(true);
  });
  namespace.addEventListener('change', filter);
  troubled.addEventListener('change', filter);
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement | null;
    if (event.key !== '/' || target?.closest('input, select, textarea')) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}

function textOf({ name, details, namespace, rows, warnings, object }: GraphNode): string {
  const parts = [name, details, namespace ?? '', object?.kind ?? '', ...rows.flatMap(({ text, note }) => [text, note])];
  return [...parts, ...warnings].join(' ').toLowerCase();
}

/** The boxes of a namespace, and of what is in trouble, with the ways to them from outside. */
function wanted(picture: Picture, namespace: string, troubled: boolean): ReadonlySet<string> {
  const { nodes, edges } = picture.data;
  const own = nodes.filter((node) => namespace === '' || node.namespace === namespace).map(({ id }) => id);
  let kept = new Set(own);
  if (namespace !== '') {
    // What has no namespace stands at the ends of the ways through it.
    for (const { from, to } of edges) {
      if (kept.has(to) && picture.nodes.get(from)?.namespace === null) kept.add(from);
      if (kept.has(from) && picture.nodes.get(to)?.namespace === null) kept.add(to);
    }
  }
  if (!troubled) return kept;
  const bad = edges.filter(({ state, from, to }) => state !== 'works' && kept.has(from) && kept.has(to));
  const shown = new Set(bad.flatMap(({ from, to }) => [from, to]));
  for (const { id, warnings, presence } of nodes) {
    if (kept.has(id) && (warnings.length > 0 || presence !== 'here')) shown.add(id);
  }
  for (let size = -1; size !== shown.size; ) {
    size = shown.size;
    for (const { from, to } of edges) if (shown.has(to) && kept.has(from)) shown.add(from);
  }
  kept = shown;
  return kept;
}
