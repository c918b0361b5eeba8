// The library as a page has it: src/dev/build.mjs makes dist/page/trace.js of this file, a script for browsers that
// leaves its exports in `ksvc`.
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { load } from '../model/load.ts';
import { modelOf } from '../model/model.ts';
import type { Options } from '../model/options.ts';
import { spanOf } from '../objects/where.ts';
import { plain } from '../report/paint.ts';
import { traceText } from '../report/trace-text.ts';
import { positionOf } from '../text/position.ts';
import type { Source } from '../text/source.ts';
import { followRedirects } from '../traffic/redirects.ts';
import { parseTarget } from '../traffic/target.ts';
import { traceAll } from '../traffic/trace-all.ts';
import type { Trace } from '../traffic/trace-result.ts';

/** What a page shows of a request. */
export interface TracedInPage {
  /** As `ksvc trace` prints it. */
  readonly text: string;
  readonly state: 'works' | 'broken' | 'unknown';
  /** The objects that decide it, on the way. */
  readonly places: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
}

let known: { readonly sources: readonly Source[]; readonly cluster: Cluster } | undefined;

/** Traces what a user has typed. */
export function traceInPage(
  sources: readonly Source[],
  { controller, ...options }: Options & { readonly controller?: string },
  asked: string,
): TracedInPage {
  const target = parseTarget(asked);
  if (target.kind === 'problem') return { text: target.message, state: 'broken', places: [] };
  // Read once for all requests.
  if (known?.sources !== sources) known = { sources, cluster: load(sources, options) };
  const { cluster } = known;
  const own = { controller };
  const traces = traceAll(cluster, target, own, [controller]).flatMap((trace) => [
    trace,
    ...followRedirects(cluster, trace, own),
  ]);
  const title = (trace: Trace, index: number): string => {
    const { scheme, host, path } = trace.request;
    return typeof path === 'string' && index > 0 ? `${String(scheme)}://${String(host)}${path}` : asked;
  };
  const look = { paint: plain, width: 80, ascii: false };
  const last = traces.at(-1);
  return {
    text: traces.map((trace, index) => traceText(trace, title(trace, index), look)).join('\n'),
    state: last ? stateOf(last) : 'unknown',
    places: traces.flatMap((trace) => placesOf(cluster, trace)),
  };
}

function stateOf({ outcome }: Trace): TracedInPage['state'] {
  if (outcome.kind === 'unknown') return 'unknown';
  return outcome.kind === 'delivered' || outcome.kind === 'redirected' ? 'works' : 'broken';
}

function placesOf(cluster: Cluster, trace: Trace): TracedInPage['places'] {
  const model = modelOf(cluster);
  const found = new Set<LoadedObject>();
  for (const { at } of trace.hops.flatMap(({ because }) => because)) {
    const object = objectsByLine(cluster, at.file).findLast(({ line }) => line <= at.line)?.object;
    if (object) found.add(object);
  }
  return [...found].map((object) => ({
    kind: object.kind,
    namespace: model.namespaceOf(object) || 'default',
    name: object.name,
  }));
}

interface Begun {
  readonly object: LoadedObject;
  readonly line: number;
}

const lines = new WeakMap<Cluster, ReadonlyMap<string, readonly Begun[]>>();

/** The objects of a file with the lines where they begin, in order. */
function objectsByLine(cluster: Cluster, file: string): readonly Begun[] {
  let byFile = lines.get(cluster);
  if (!byFile) {
    const all = new Map<string, Begun[]>();
    for (const object of cluster.objects) {
      const { line } = positionOf(spanOf(object, []));
      const { path } = object.document;
      const own = all.get(path);
      if (own) own.push({ object, line });
      else all.set(path, [{ object, line }]);
    }
    byFile = all;
    lines.set(cluster, byFile);
  }
  return byFile.get(file) ?? [];
}
