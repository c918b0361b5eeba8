import type { ExplainedWorkload } from '../traffic/endpoints/explain-selection.ts';
import type { ServiceReport } from '../traffic/endpoints/service-report.ts';
import type { ServiceLink } from '../traffic/service-links.ts';
import { type EndpointsNote, endpointsNotes, endpointsTable } from './endpoints-table.ts';
import type { Paint } from './reporter.ts';
import { type TableOptions, tableText } from './table.ts';
import { visible } from './visible.ts';

/** The table of endpoints with its notes, for people. */
export function endpointsText(
  services: readonly ServiceReport[],
  { wide }: { readonly wide: boolean },
  options: TableOptions,
): string {
  const notes = endpointsNotes(services);
  const table = tableText(endpointsTable(services, { wide }), options);
  return notes.length === 0 ? table : `${table}\n${notes.map((note) => noteText(note, options)).join('')}`;
}

/** Which workloads a Service selects or nearly selects, label by label, and what its ports are in each pod. */
export function selectionText(
  service: ServiceReport,
  selector: string,
  workloads: readonly ExplainedWorkload[],
  { paint, ascii }: TableOptions,
): string {
  const head = paint.strong(visible(`Service ${service.namespace}/${service.name}`));
  const at = paint.dim(visible(`${service.at.at.file}:${service.at.at.line}`));
  if (selector === '') return `${head}  no selector: its endpoints are made by hand  ${at}\n`;
  const lines = [`${head}  selector ${visible(selector)}  ${at}`];
  for (const workload of workloads) lines.push(...workloadLines(workload, paint, ascii));
  if (workloads.length === 0) lines.push('  no workload of the files has any of these labels');
  return `${lines.join('\n')}\n`;
}

/** The environment variables of a Service, or why there are none. */
export function serviceLinksText(namespace: string, links: readonly ServiceLink[], { paint }: TableOptions): string {
  if (links.length === 0) return '  no environment variables: it has no cluster IP\n';
  const head = `environment of containers in namespace ${namespace} that start after it (unless enableServiceLinks: false)`;
  return [paint.dim(`  ${head}`), ...links.map(({ name, value }) => `      ${visible(`${name}=${value}`)}`), ''].join(
    '\n',
  );
}

function noteText({ service, text, status, place, near }: EndpointsNote, options: TableOptions): string {
  const { paint } = options;
  const colour = status === 'none' ? 'error' : status === 'unknown' ? 'warning' : 'info';
  const lines = [`${paint[colour](visible(service))}: ${visible(text)}  ${paint.dim(visible(place))}`];
  for (const miss of near) lines.push(`  nearly: ${visible(miss.text)}  ${paint.dim(visible(miss.place))}`);
  return `${lines.join('\n')}\n`;
}

function workloadLines(workload: ExplainedWorkload, paint: Paint, ascii: boolean): string[] {
  const { kind, namespace, name, selected, labels, note, pods, at } = workload;
  const mark = (good: boolean): string => (good ? paint.ok(ascii ? '+' : '✔') : paint.error(ascii ? 'x' : '✖'));
  const title = visible(`${kind} ${namespace}/${name}`);
  const place = paint.dim(visible(`${at.at.file}:${at.at.line}`));
  const lines = [`  ${mark(selected)} ${selected ? title : `${title}, not selected`}  ${place}`];
  if (note !== null) lines.push(`      ${paint.info(visible(note))}`);
  for (const label of labels) {
    const found = label.found === null ? 'is missing' : `is ${label.found}`;
    const text = label.matches ? `${label.key}=${label.wanted}` : `${label.key}=${label.wanted} wanted, ${found}`;
    lines.push(`      ${mark(label.matches)} ${visible(text)}`);
  }
  for (const pod of pods) {
    const number = pod.count > 1 ? ` ${ascii ? 'x' : '×'}${pod.count}` : '';
    const problem = pod.problem === null ? '' : `, ${pod.problem}`;
    lines.push(`      pod ${visible(pod.name)}${number}${visible(problem)}`);
    for (const { port, number: resolved, text } of pod.ports) {
      const arrow = ascii ? '->' : '→';
      lines.push(`        ${mark(resolved !== null)} port ${visible(`${port} ${arrow} ${resolved ?? '?'}: ${text}`)}`);
    }
  }
  return lines;
}
