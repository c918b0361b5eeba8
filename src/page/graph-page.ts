import type { Graph } from '../graph/graph.ts';
import { layout } from '../graph/layout/layout.ts';
import { present } from '../graph/present.ts';
import { svg } from '../graph/render/svg.ts';
import { escapeHtml } from '../report/escape-html.ts';
import type { Source } from '../text/source.ts';
import { browserScript } from './generated/browser-script.ts';
import { graphData } from './graph-data.ts';
import { htmlPage } from './html-page.ts';
import { masked } from './masked.ts';
import { dataElement, scriptElement } from './script-elements.ts';

/** What a page with a picture is made of. */
export interface PageOptions {
  readonly title?: string | undefined;
  /** An http or https address in front of file names: objects link to the lines where they begin. */
  readonly linkBase?: string | undefined;
  /** Which way traffic flows; default `LR`. */
  readonly direction?: 'LR' | 'TB' | undefined;
  /** Lets requests be typed into the page: the manifests, and the library as a script for browsers. */
  readonly trace?: PageTrace | undefined;
}

/** What a page needs to answer requests by itself. */
export interface PageTrace {
  readonly sources: readonly Source[];
  /** What `dist/page/trace.js` holds. */
  readonly library: string;
  /** How the manifests are read, and the controller. */
  readonly options?: { readonly [name: string]: unknown } | undefined;
}

/**
 * A graph as one HTML file that needs nothing beside it: with pan, zoom, search, filters and details, and, where the
 * manifests come along, a trace of any request. Values that may be secret are blotted out of the manifests.
 */
export function graphPage(graph: Graph, options: PageOptions = {}): string {
  const { title = 'Traffic' } = options;
  return htmlPage(title, 'whole', graphSection(graph, options));
}

/** The picture with its tools, for a page that may have more. */
export function graphSection(graph: Graph, { title = 'Traffic', linkBase, direction, trace }: PageOptions): string {
  const drawing = layout(present(graph, { title, direction }));
  const namespaces = [...new Set(graph.nodes.flatMap(({ namespace }) => namespace ?? []))].sort();
  const choices = namespaces.map((name) => `<option>${escapeHtml(name)}</option>`).join('');
  const data = dataElement('graph-data', graphData(graph, drawing, linkBase));
  const asked = trace
    ? `${dataElement('trace-data', { sources: masked(trace.sources), options: trace.options ?? {} })}\n${scriptElement(trace.library)}`
    : '';
  return `<section class="picture" aria-label="Topology">
<div class="tools" role="toolbar" aria-label="Tools of the picture">
<label>Search <input type="search" id="search" placeholder="name, host, path…" autocomplete="off" spellcheck="false"></label>
<output id="found" aria-live="polite"></output>
<label>Namespace <select id="namespace"><option value="">all</option>${choices}</select></label>
<label><input type="checkbox" id="troubled"> only what does not work</label>
${trace ? '<form id="ask"><label>Trace <input id="target" placeholder="https://host/path" autocomplete="off" spellcheck="false"></label><button>Trace</button></form>' : ''}
<span class="zoom"><button id="out" title="smaller (-)" aria-label="smaller">−</button><button id="fit" title="everything (0)" aria-label="show everything">⤢</button><button id="in" title="larger (+)" aria-label="larger">+</button></span>
</div>
<div class="stage">
<div id="canvas" tabindex="0" aria-label="Picture: arrow keys move it, plus and minus zoom, 0 shows everything, / searches">
${svg(drawing)}</div>
<aside id="details" aria-live="polite" hidden><button id="close" aria-label="close">×</button><div id="about"></div></aside>
</div>
</section>
${data}
${asked}
${scriptElement(browserScript)}`;
}
