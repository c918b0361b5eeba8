import type { Route, RouteTable } from '../traffic/routes/route.ts';
import type { Cell, Table } from './table.ts';

/** The columns of `routes`; `wide` has more. Several controllers that were asked for stand side by side. */
export function routesTable(
  { controllers, routes }: RouteTable,
  { wide, sideBySide }: { readonly wide: boolean; readonly sideBySide: boolean },
): Table {
  if (sideBySide)
    return comparison(
      controllers.map(({ id }) => id),
      routes,
    );
  // Two controllers may serve one Ingress, each with rows of its own.
  const shown: Shown = {
    several: controllers.length > 1,
    balancers: routes.some((route) => route.loadBalancer !== null),
  };
  const used = columns.filter((column) => (wide || !column.wide) && (column.when === undefined || shown[column.when]));
  return {
    columns: used.map(({ title }) => title),
    rows: routes.map((route) => used.map(({ cell }) => cell(route))),
  };
}

/** What not every table has to tell apart. */
interface Shown {
  readonly several: boolean;
  readonly balancers: boolean;
}

interface Column {
  readonly title: string;
  readonly when?: keyof Shown;
  readonly wide?: true;
  readonly cell: (route: Route) => Cell;
}

const columns: readonly Column[] = [
  { ...column('LOAD BALANCER', (route) => route.loadBalancer ?? ''), when: 'balancers' },
  column('HOST', hostText),
  column('PATH', ({ path }) => path),
  column('TYPE', ({ match }) => match),
  column('TLS', ({ tls }) => (tls ? 'yes' : '')),
  column('SERVICE', serviceText),
  column('PORT', portText),
  column('TARGET', targetText),
  column('PODS', podsText),
  column('CLASS', (route) => route.class ?? ''),
  column('INGRESS', ({ ingress }) => (ingress ? qualified(ingress) : '')),
  { title: 'CONTROLLER', when: 'several', cell: ({ controller }) => ({ text: controller ?? none }) },
  wide('NAMESPACE', ({ ingress, service }) => service?.namespace ?? ingress?.namespace ?? ''),
  wide('REWRITE', ({ rewrite }) => rewrite ?? ''),
  wide('REDIRECT', ({ redirect }) => redirect ?? ''),
  wide('ANNOTATIONS', ({ annotations, ingress }) => (ingress ? String(annotations) : '')),
  wide('SOURCE', ({ at }) => `${at.file}:${at.line}`),
  wide('ORDER', ({ order }) => (order === null ? '' : String(order))),
  wide('NOTES', ({ notes }) => notes.join('; ')),
  wide('RULE', ({ rule }) => rule ?? ''),
  { title: 'STATUS', cell: statusCell },
];

const none = '-';

function column(title: string, of: (route: Route) => string): Column {
  return { title, cell: (route) => ({ text: of(route) || none }) };
}

function wide(title: string, of: (route: Route) => string): Column {
  return { ...column(title, of), wide: true };
}

function hostText({ host }: Route): string {
  return host || '*';
}

function qualified({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

function serviceText({ service }: Route): string {
  return service ? qualified(service) : '';
}

function portText({ service }: Route): string {
  return service ? (service.resolvedPort ?? String(service.port ?? '')) : '';
}

/** `http (8080)`: the name, and the numbers that it is in the pods. */
function targetText({ service }: Route): string {
  if (!service) return '';
  const { target, targetPorts } = service;
  const numbers = targetPorts.join(', ');
  if (target === null || target === numbers) return numbers;
  return numbers === '' ? target : `${target} (${numbers})`;
}

function podsText({ pods, status }: Route): string {
  if (pods) return `${pods.ready}/${pods.total}`;
  return status === 'unknown' ? '?' : '';
}

function statusCell({ status, problem, redirect, rejected }: Route): Cell {
  switch (status) {
    case 'ok': {
      const text = redirect === null ? 'ok' : `ok: ${redirect}`;
      return rejected ? { text: `${text}, once the API server accepts it`, paint: 'warning' } : { text, paint: 'ok' };
    }
    case 'broken':
      return { text: problem ?? 'broken', paint: 'error' };
    case 'unknown':
      return { text: `unknown: ${problem ?? ''}`, paint: 'warning' };
    case 'unserved':
      return { text: `not served: ${problem ?? ''}`, paint: 'dim' };
  }
}

/** One row for each path, one column for each controller. */
function comparison(ids: readonly string[], routes: readonly Route[]): Table {
  const byPlace = new Map<string, Route[]>();
  for (const route of routes) {
    const { host, path, at } = route;
    const key = JSON.stringify([host, path, at.file, at.line, at.column]);
    const group = byPlace.get(key);
    if (group) group.push(route);
    else byPlace.set(key, [route]);
  }
  const rows = [...byPlace.values()].map((group): Cell[] => {
    const [first] = group;
    if (!first) return [];
    const shared = group.find(({ controller }) => controller === null);
    return [
      { text: hostText(first) },
      { text: first.path || none },
      { text: first.ingress ? qualified(first.ingress) : none },
      ...ids.map((id) => answerCell(group.find(({ controller }) => controller === id) ?? shared)),
    ];
  });
  return { columns: ['HOST', 'PATH', 'INGRESS', ...ids], rows };
}

function answerCell(route: Route | undefined): Cell {
  if (!route) return { text: none, paint: 'dim' };
  const { text: state, paint } = statusCell(route);
  if (route.status !== 'ok') return paint ? { text: state, paint } : { text: state };
  const target = route.redirect ?? `${serviceText(route)}:${route.service?.port ?? ''}`;
  return { text: `${route.match} → ${target}${route.rewrite === null ? '' : `, path ${route.rewrite}`}` };
}
