import type { PortReport, ServiceReport } from '../traffic/endpoints/service-report.ts';
import type { Cell, Table } from './table.ts';

/** The columns of `endpoints`: a row for each port of each Service; `wide` has more. */
export function endpointsTable(services: readonly ServiceReport[], { wide }: { readonly wide: boolean }): Table {
  const columns = wide ? [...titles, 'SOURCE', 'STATUS'] : [...titles, 'SOURCE'];
  const rows = services.flatMap((service) => {
    const ports: readonly (PortReport | undefined)[] = service.ports.length > 0 ? service.ports : [undefined];
    return ports.map((port): Cell[] => {
      const cells = rowOf(service, port);
      return wide ? [...cells, { text: port?.problem ?? (service.status === 'none' ? 'no ports' : 'ok') }] : cells;
    });
  });
  return { columns, rows };
}

/** What a reader has to know beside the table: why a port has no endpoint, what the controllers overwrite. */
export function endpointsNotes(services: readonly ServiceReport[]): readonly EndpointsNote[] {
  return services.flatMap(({ namespace, name, ports, notes, at, status }) => {
    const service = `${namespace}/${name}`;
    // Ports of one Service usually fail for one reason.
    const problems = new Map<string, PortReport>();
    for (const port of ports)
      if (port.problem !== null && !problems.has(port.problem)) problems.set(port.problem, port);
    const place = `${at.at.file}:${at.at.line}`;
    const found: EndpointsNote[] = [...problems.values()].map((port) => ({
      service: ports.length > 1 && port.port !== null ? `${service} ${port.port}` : service,
      text: port.problem ?? '',
      status: port.status,
      place: `${port.at.at.file}:${port.at.at.line}`,
      near: port.nearMisses.map((miss) => ({ text: miss.text, place: `${miss.at.file}:${miss.at.line}` })),
    }));
    if (ports.length === 0 && status === 'none') {
      found.push({ service, text: 'the Service has no ports', status, place, near: [] });
    }
    return [...found, ...notes.map((text): EndpointsNote => ({ service, text, status: 'ok', place, near: [] }))];
  });
}

/** A note below the table. */
export interface EndpointsNote {
  readonly service: string;
  readonly text: string;
  readonly status: PortReport['status'];
  readonly place: string;
  readonly near: readonly { readonly text: string; readonly place: string }[];
}

const titles = ['NAMESPACE', 'SERVICE', 'TYPE', 'PORT', 'TARGETPORT', 'ENDPOINTS', 'READY', 'FROM'];

function rowOf(service: ServiceReport, port: PortReport | undefined): Cell[] {
  const { namespace, name, type, headless, externalName, from, status, at } = service;
  const place = port?.at ?? at;
  return [
    { text: namespace },
    { text: name },
    { text: headless ? `${type} (headless)` : type },
    { text: port?.port ?? '-' },
    { text: port?.targetPort ?? '-' },
    { text: externalName === null ? endpointsText(port) : `→ ${externalName}` },
    readyCell(port, status),
    { text: status === 'external' ? '-' : from.join(', ') || 'none' },
    { text: `${place.at.file}:${place.at.line}` },
  ];
}

function readyCell(port: PortReport | undefined, status: ServiceReport['status']): Cell {
  if (status === 'external') return { text: '-' };
  if (!port) return { text: '0', paint: 'error' };
  if (port.status === 'unknown') return { text: '?', paint: 'warning' };
  const ready = port.endpoints.filter((endpoint) => endpoint.ready).length;
  return { text: `${ready}/${port.endpoints.length}`, paint: ready === 0 ? 'error' : 'ok' };
}

/** `api-? :8080 ×3`: endpoints of one name and port are told once. */
function endpointsText(port: PortReport | undefined): string {
  if (!port || port.endpoints.length === 0) return port?.status === 'unknown' ? '?' : '-';
  const groups = new Map<string, number>();
  for (const endpoint of port.endpoints) {
    const { ip, name } = endpoint;
    const host = ip === null ? '' : ip.includes(':') ? `[${ip}]` : ip;
    const number = endpoint.port === 0 ? '' : `:${endpoint.port}`;
    const address = `${name === ip ? '' : `${name} `}${host}${number}`.trim();
    const key = endpoint.ready ? address : `${address} (not ready)`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return [...groups].map(([text, number]) => (number > 1 ? `${text} ×${number}` : text)).join(', ');
}
