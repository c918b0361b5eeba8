import type { Finding, LintSummary } from '../diagnostics/finding.ts';
import type { Graph } from '../graph/graph.ts';
import { linkTo } from '../graph/link.ts';
import { answerWords } from '../report/answer-words.ts';
import { type DiffNames, diffSummary, fieldText, gradeTitles, objectText, updateTitles } from '../report/diff-text.ts';
import { escapeHtml } from '../report/escape-html.ts';
import { plain } from '../report/paint.ts';
import { summaryLine } from '../report/summary.ts';
import type { Position } from '../text/position.ts';
import type { Comparison, Difference, HeldUpdate } from '../traffic/diff/difference.ts';
import type { Route, RouteTable } from '../traffic/routes/route.ts';
import { graphSection, type PageOptions } from './graph-page.ts';
import { htmlPage } from './html-page.ts';

/** Everything about a set of manifests. */
export interface ReportContent {
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
  readonly routes: RouteTable;
  readonly graph: Graph;
  /** What two controllers, or two revisions, answer differently. */
  readonly comparison?: { readonly result: Comparison; readonly names: DiffNames } | undefined;
}

/** A set of manifests on one HTML page that needs nothing beside it: findings, ways in, routes, picture, differences. */
export function reportPage(content: ReportContent, options: PageOptions = {}): string {
  const { title = 'Traffic' } = options;
  const { findings, routes, graph, comparison } = content;
  const sections = [
    { id: 'findings', name: 'Findings', text: findingsText(findings, options) },
    { id: 'exposed', name: 'Reachable from outside', text: exposedText(routes.routes) },
    { id: 'routes', name: 'Routes', text: routesText(routes, options) },
    { id: 'topology', name: 'Topology', text: graphSection(graph, options) },
    ...(comparison ? [{ id: 'differences', name: 'Differences', text: differencesText(comparison) }] : []),
  ];
  const index = sections.map(({ id, name }) => `<li><a href="#${id}">${name}</a></li>`).join('');
  const body = sections
    .map(({ id, name, text }) => `<section id="${id}"><h2>${name}</h2>\n${text}\n</section>`)
    .join('\n');
  return htmlPage(
    title,
    'report',
    `${countsText(content)}
<nav aria-label="Sections"><ul>${index}</ul></nav>
${body}`,
  );
}

function countsText({ summary, graph, comparison }: ReportContent): string {
  const { routes, broken, unknown } = graph.summary;
  const counts: readonly (readonly [number: number, name: string, look: string])[] = [
    [summary.objects, 'objects', ''],
    [summary.errors, 'errors', summary.errors > 0 ? 'broken' : 'works'],
    [summary.warnings, 'warnings', summary.warnings > 0 ? 'unknown' : ''],
    [routes, 'ways in', ''],
    [broken, 'lead nowhere', broken > 0 ? 'broken' : 'works'],
    ...(unknown > 0 ? [[unknown, 'cannot be told', 'unknown'] as const] : []),
    ...(comparison ? [[comparison.result.differences.length, 'differences', ''] as const] : []),
  ];
  return `<ul class="counts">${counts
    .map(([number, name, look]) => `<li><b class="${look}">${number}</b> ${name}</li>`)
    .join('')}</ul>
<p>${escapeHtml(summaryLine(summary, plain))}</p>`;
}

function findingsText(findings: readonly Finding[], options: PageOptions): string {
  if (findings.length === 0) return '<p>Nothing was found.</p>';
  const rows = findings.map(({ severity, rule, message, help, at, related, url }) => {
    const others = related.map((other) => `<li>${escapeHtml(other.message)} ${placeText(other.at, options)}</li>`);
    const below = [
      ...(help === undefined ? [] : [`<div>${escapeHtml(help)}</div>`]),
      ...(others.length === 0 ? [] : [`<ul>${others.join('')}</ul>`]),
    ];
    return `<tr><td class="${severity}">${severity}</td><td>${placeText(at, options)}</td><td>${escapeHtml(message)}${below.join('')}</td><td><a href="${escapeHtml(url)}" rel="noopener noreferrer">${escapeHtml(rule)}</a></td></tr>`;
  });
  return table(['', 'where', 'what', 'rule'], rows);
}

/** What stands open to the world: each Service with the ways that reach it. */
function exposedText(routes: readonly Route[]): string {
  const byService = new Map<string, string[]>();
  for (const { service, status, host, path, kind, tls } of routes) {
    if (!service || status !== 'ok') continue;
    const name = `${service.namespace}/${service.name}`;
    const scheme = kind === 'path' || kind === 'default-backend' ? (tls ? 'https://' : 'http://') : '';
    const way = `${scheme}${host === '' ? '*' : host}${path}`;
    const ways = byService.get(name);
    if (!ways) byService.set(name, [way]);
    else if (!ways.includes(way)) ways.push(way);
  }
  if (byService.size === 0) return '<p>Nothing is.</p>';
  const rows = [...byService]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, ways]) => {
      const shown = ways.map((way) => `<code>${escapeHtml(way)}</code>`).join('<br>');
      return `<tr><td>${escapeHtml(name)}</td><td>${shown}</td></tr>`;
    });
  return table(['Service', 'through'], rows);
}

function routesText({ routes, notes }: RouteTable, options: PageOptions): string {
  const told = notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('');
  if (routes.length === 0) return `${told}<p>No Ingress, node port or load balancer.</p>`;
  const several = new Set(routes.map(({ controller }) => controller)).size > 1;
  const rows = routes.map((route) => {
    const { host, path, match, service, pods, status, problem, at, controller, tls } = route;
    const state = status === 'ok' ? 'works' : status === 'broken' ? 'broken' : 'unknown';
    const sign = { works: '✔', broken: '✖', unknown: '?' }[state];
    const backend = service
      ? `${service.namespace}/${service.name}${service.port === null ? '' : `:${service.port}`}`
      : '';
    return `<tr><td><code>${escapeHtml(host === '' ? '*' : host)}${escapeHtml(path)}</code> <span class="place">${escapeHtml(match)}${tls ? ' TLS' : ''}</span></td><td>${escapeHtml(backend)}</td><td>${pods ? `${pods.ready}/${pods.total}` : ''}</td><td class="${state}">${sign} ${escapeHtml(problem ?? 'works')}</td>${several ? `<td>${escapeHtml(controller ?? '')}</td>` : ''}<td>${placeText(at, options)}</td></tr>`;
  });
  return told + table(['route', 'Service', 'pods', 'state', ...(several ? ['controller'] : []), 'where'], rows);
}

function differencesText({ result, names }: { result: Comparison; names: DiffNames }): string {
  const head = `<p>${escapeHtml(diffSummary(result, names))}</p>${updatesText(result.updates, names)}`;
  if (result.differences.length === 0) return head;
  const words = (side: Difference['before'], { witness }: Difference): string => {
    const { path } = witness.request;
    return escapeHtml(answerWords(side.outcome, typeof path === 'string' ? path : undefined));
  };
  const rows = result.differences.map((difference) => {
    const { witness, before, after, cause, keep, grade, more } = difference;
    const others = more.length === 0 ? '' : ` <span class="place">and ${more.length} more</span>`;
    return `<tr><td>${escapeHtml(gradeTitles[grade])}</td><td><code>${escapeHtml(witness.text)}</code>${others}</td><td>${words(before, difference)}</td><td>${words(after, difference)}</td><td>${escapeHtml(cause.text)}<div>${escapeHtml(keep)}</div></td></tr>`;
  });
  return head + table(['', 'request', names.before, names.after, 'why, and what to do'].map(escapeHtml), rows);
}

/** What of the new set the API server does not take from a cluster that has the old one. */
function updatesText(updates: readonly HeldUpdate[], names: DiffNames): string {
  if (updates.length === 0) return '';
  const rows = updates.map((update) => {
    const [was, is] = [update.before, update.after].map(({ value }) => escapeHtml(fieldText(update, value)));
    const { kind, why, keep } = update;
    return `<tr><td>${updateTitles[kind]}</td><td>${escapeHtml(objectText(update))}</td><td>${was}</td><td>${is}</td><td>${escapeHtml(why)}<div>${escapeHtml(keep)}</div></td></tr>`;
  });
  return table(['', 'object', names.before, names.after, 'why, and what to do'].map(escapeHtml), rows);
}

function table(head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<table><thead><tr>${cells}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function placeText(at: Position, { linkBase }: PageOptions): string {
  const text = escapeHtml(`${at.file}:${at.line}`);
  const link = linkTo(linkBase, at);
  if (link === null) return `<span class="place">${text}</span>`;
  return `<a class="place" href="${escapeHtml(link)}" rel="noopener noreferrer">${text}</a>`;
}
