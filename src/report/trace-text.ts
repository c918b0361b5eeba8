import type { Connections } from '../traffic/connections.ts';
import type { DeliveredEndpoint } from '../traffic/outcome.ts';
import { percent } from '../traffic/share.ts';
import type { Placed, Trace, TracedHop } from '../traffic/trace-result.ts';
import type { TraceVerdict } from '../traffic/trace-verdict.ts';
import { cellsOf } from './cells.ts';
import { count, grouped } from './plural.ts';
import type { Paint, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** What a trace is printed with. */
export type TraceTextOptions = Pick<ReportOptions, 'paint' | 'width' | 'ascii'>;

/** A trace for people: one line a hop with the place that decides it, then who takes the connections, then the end. */
export function traceText(trace: Trace, title: string, options: TraceTextOptions): string {
  const { paint } = options;
  const via = trace.controller === null ? '' : paint.dim(`  via ${visible(trace.controller)}`);
  const shown = (text: string): string => withSigns(visible(text), options);
  const rows = [
    ...trace.hops.flatMap((hop, index) => hopRows(hop, index, shown)),
    ...nearRows(trace.nearMisses, shown),
  ];
  const lines = [`${paint.strong(visible(title))}${via}`, ...table(rows, options)];
  if (trace.outcome.kind === 'delivered') lines.push(...endpointLines(trace.outcome.endpoints, options));
  if (trace.connections) lines.push(...connectionLines(trace.connections, options));
  if (trace.clientSees?.certificateWarning) lines.push(paint.warning('client gets a certificate warning first'));
  lines.push(...endingText(trace, options));
  return `${lines.join('\n')}\n`;
}

/** Some hops as lines of their own. */
export function hopTable(hops: readonly TracedHop[], options: TraceTextOptions): string[] {
  const shown = (text: string): string => withSigns(visible(text), options);
  const rows = hops.flatMap((hop) => hopRows(hop, undefined, shown));
  return table(rows, options);
}

/** A line of the table: what stands in front of its text, the text, and the place that it is about. */
interface Row {
  readonly number: string;
  readonly status: TracedHop['status'] | undefined;
  readonly label: string;
  readonly text: string;
  readonly place: string;
  /** Nothing stands beside it: it may take the whole line. */
  readonly alone?: boolean;
}

/** A hop; with its explanation, and all places that decide it, below it. */
function hopRows(
  { kind, status, text, because, rule, explanation }: TracedHop,
  index: number | undefined,
  shown: (text: string) => string,
): Row[] {
  const number = index === undefined ? '' : String(index + 1);
  const row: Row = { number, status, label: kind, text: shown(text), place: placeText(because[0]) };
  if (explanation === undefined) return [row];
  const below = { number: '', status: undefined, label: '' };
  const places = because
    .slice(1)
    .map((placed): Row => ({ ...below, text: shown(placed.text), place: placeText(placed) }));
  const more = rule === undefined ? '' : ` (ksvc explain ${rule})`;
  return [row, ...places, { ...below, text: shown(explanation + more), place: '', alone: true }];
}

/** The nearest comes first; only it says that the others are near too. */
function nearRows(misses: readonly Placed[], shown: (text: string) => string): Row[] {
  return misses.map((miss, index) => ({
    number: '',
    status: undefined,
    label: index === 0 ? 'nearly:' : '',
    text: shown(miss.text),
    place: placeText(miss),
  }));
}

function placeText(placed: Placed | undefined): string {
  return placed ? `${visible(placed.at.file)}:${placed.at.line}` : '';
}

const marks: Readonly<Record<TracedHop['status'], readonly [sign: string, ascii: string, paint: keyof Paint]>> = {
  ok: ['✔', '+', 'ok'],
  fail: ['✖', 'x', 'error'],
  warn: ['!', '!', 'warning'],
  unknown: ['?', '?', 'info'],
};

/** Narrower columns of text are harder to read than lines that are too long. */
const narrowest = 32;

function table(rows: readonly Row[], { paint, width, ascii }: TraceTextOptions): string[] {
  const widest = (cells: (row: Row) => number): number =>
    rows.reduce((most, row) => (row.alone ? most : Math.max(most, cells(row))), 0);
  const numbers = widest(({ number }) => number.length) + 1;
  const labels = widest(({ label }) => label.length);
  const places = widest(({ place }) => cellsOf(place));
  const indent = numbers + 3 + labels + 2;
  const texts = Math.min(
    widest(({ text }) => cellsOf(text)),
    Math.max(narrowest, width - indent - places - 2),
  );
  return rows.flatMap(({ number, status, label, text, place, alone }) => {
    const mark = status ? markOf(status, paint, ascii) : ' ';
    const [first = '', ...rest] = wrap(text, alone ? Math.max(texts, width - indent) : texts);
    const gap = place === '' ? '' : `${' '.repeat(Math.max(0, texts - cellsOf(first)) + 2)}${paint.dim(place)}`;
    const head = `${number.padStart(numbers)} ${mark} ${label.padEnd(labels)}`;
    const shown = (line: string): string => (alone ? paint.dim(line) : emphasised(line, status, paint));
    return [`${head}  ${shown(first)}${gap}`.trimEnd(), ...rest.map((line) => `${' '.repeat(indent)}${shown(line)}`)];
  });
}

function markOf(status: TracedHop['status'], paint: Paint, ascii: boolean): string {
  const [sign, asciiSign, colour] = marks[status];
  return paint[colour](ascii ? asciiSign : sign);
}

function emphasised(text: string, status: Row['status'], paint: Paint): string {
  return status === 'fail' ? paint.strong(text) : text;
}

const shownEndpoints = 10;

/** Endpoints of equal name and port are one line: a workload's pods have no names yet. */
function endpointLines(endpoints: readonly DeliveredEndpoint[], options: TraceTextOptions): string[] {
  const { paint } = options;
  const groups = new Map<string, { address: string; name: string; share: number; number: number }>();
  for (const { name, ip, port, share } of endpoints) {
    const host = ip?.includes(':') ? `[${ip}]` : (ip ?? '');
    const address = `${host}:${port}`;
    const key = `${name} ${address}`;
    const group = groups.get(key);
    if (group) {
      group.share += share;
      group.number++;
    } else {
      groups.set(key, { address, name: name === ip ? '' : name, share, number: 1 });
    }
  }
  const all = [...groups.values()];
  const shown = all.slice(0, shownEndpoints).map(({ name, address, share, number }) => ({
    name: visible(name),
    address: visible(address),
    share: `${percent(share)} of connections${number > 1 ? ` (${number} ${withSigns('×', options)} ${percent(share / number)})` : ''}`,
  }));
  const names = Math.max(0, ...shown.map(({ name }) => cellsOf(name)));
  const addresses = Math.max(0, ...shown.map(({ address }) => cellsOf(address)));
  const lines = shown.map(({ name, address, share }) => {
    const target = `${name}${' '.repeat(names - cellsOf(name))}${names > 0 ? '  ' : ''}${address}`;
    return `      ${target}${' '.repeat(addresses - cellsOf(address))}  ${share}`;
  });
  const left = all.length - shown.length;
  return left > 0 ? [...lines, `      ${paint.dim(`${withSigns('…', options)} and ${left} more`)}`] : lines;
}

/** A line for each endpoint: counts differ even where names are equal. */
function connectionLines(connections: Connections, options: TraceTextOptions): string[] {
  const { requests, seed, scheduler, sticky, endpoints } = connections;
  const how = sticky
    ? 'of one client, which stays where its first one went'
    : scheduler === 'random'
      ? 'chosen at random'
      : `spread by ${scheduler}`;
  const shown = endpoints.slice(0, shownEndpoints).map(({ name, ip, port, connections: number }) => ({
    target: `${name === ip ? '' : `${visible(name)}  `}${ip?.includes(':') ? `[${ip}]` : (ip ?? '')}:${port}`,
    number: grouped(number),
  }));
  const targets = Math.max(0, ...shown.map(({ target }) => cellsOf(target)));
  const numbers = Math.max(0, ...shown.map(({ number }) => number.length));
  const lines = shown.map(
    ({ target, number }) => `      ${target}${' '.repeat(targets - cellsOf(target))}  ${number.padStart(numbers)}`,
  );
  const left = endpoints.length - shown.length;
  const more = left > 0 ? [`      ${options.paint.dim(`${withSigns('…', options)} and ${left} more`)}`] : [];
  return [`    ${count(requests, 'connection')} ${how}, seed ${seed}:`, ...lines, ...more];
}

/** How a trace ends: what the client gets, and whether a pod is reached. */
export function endingText({ outcome, verdict, clientSees }: Trace, options: TraceTextOptions): string[] {
  const { paint, width } = options;
  const folded = (text: string): string[] => wrap(withSigns(visible(text), options), width);
  switch (outcome.kind) {
    case 'delivered': {
      const backend = visible(outcome.backend);
      const number = count(outcome.endpoints.length, 'endpoint');
      if (outcome.failing === undefined) return [paint.ok(`reaches ${backend}: ${number}`)];
      const failing = `${percent(outcome.failing)} of connections reach a pod that cannot answer`;
      return [paint.warning(`partly reaches ${backend}: ${number}, but ${failing}`)];
    }
    case 'redirected':
      return folded(`client is redirected (${outcome.status}) to ${outcome.location}`).map(paint.info);
    case 'answered':
      return failed(folded(`client gets ${outcome.status} from ${outcome.by}: ${outcome.reason}`), verdict, paint);
    case 'refused':
      return failed(folded(`client gets ${clientSees?.text}: ${outcome.reason}`), verdict, paint);
    case 'not-serving':
      return failed(folded(`nothing is served: ${outcome.reason}`), verdict, paint);
    case 'unknown': {
      const { needs, candidates = [] } = outcome;
      const lines = needs.flatMap((need) => folded(`cannot tell; needed: ${need}`));
      if (candidates.length > 0) lines.push(...folded(`possible: ${candidates.join(', ')}`));
      return lines.map(paint.info);
    }
  }
}

function failed(lines: readonly string[], verdict: TraceVerdict, paint: Paint): string[] {
  const why = verdict === 'answered' ? 'answered on the way' : verdict.replace('-', ' ');
  return [...lines, paint.error(`does not reach a pod: ${why}`)];
}

/** Arrows and the like are written otherwise for terminals outside UTF-8. */
function withSigns(text: string, { ascii }: TraceTextOptions): string {
  return ascii ? text.replaceAll('→', '->').replaceAll('×', 'x').replaceAll('…', '...') : text;
}
