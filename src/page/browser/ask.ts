import type { TracedInPage } from '../trace-in-page.ts';
import type { Details } from './details.ts';
import { element } from './elements.ts';
import { byId, dataOf, mark, type Picture } from './picture.ts';
import type { Viewport } from './viewport.ts';

interface TraceData {
  readonly sources: readonly { readonly path: string; readonly text: string }[];
  readonly options: { readonly [name: string]: unknown };
}

declare global {
  interface Window {
    /** What src/page/trace-in-page.ts exports, where the page has it. */
    ksvc?: { traceInPage(sources: TraceData['sources'], options: TraceData['options'], asked: string): TracedInPage };
  }
}

/** Answers requests that are typed in, and shows their way in the picture. */
export function askForTraces(picture: Picture, view: Viewport, details: Details): void {
  const form = byId<HTMLFormElement>('ask');
  const target = byId<HTMLInputElement>('target');
  const data = dataOf<TraceData>('trace-data');
  const library = window.ksvc;
  if (!form || !target || !data || !library) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const asked = target.value.trim();
    if (asked === '') return;
    const { text, state, places } = library.traceInPage(data.sources, data.options, asked);
    const passed = onTheWay(picture, places);
    mark(picture, 'traced', (id) => passed.has(id));
    const [first] = passed;
    if (first !== undefined) view.show(first);
    details.open(element('h2', { class: state }, asked), element('pre', {}, text));
  });
}

/** The boxes whose objects decide the hops. */
function onTheWay(picture: Picture, places: TracedInPage['places']): ReadonlySet<string> {
  const wanted = new Set(places.map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`));
  const passed = new Set<string>();
  for (const { id, object } of picture.data.nodes) {
    if (object && wanted.has(`${object.kind}/${object.namespace ?? 'default'}/${object.name}`)) passed.add(id);
  }
  return passed;
}
