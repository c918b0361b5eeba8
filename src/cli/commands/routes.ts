import { load } from '../../index.ts';
import { toJson } from '../../report/json.ts';
import { count } from '../../report/plural.ts';
import { routesTable } from '../../report/routes-table.ts';
import { visible } from '../../report/visible.ts';
import { byHost, byOrder, byService } from '../../traffic/routes/order.ts';
import type { Route, RouteTable } from '../../traffic/routes/route.ts';
import { routeTable } from '../../traffic/routes/route-table.ts';
import { lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import { deliver } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';
import { formatTable, tableFormats, tableOptionsFor } from '../table-format.ts';

/** `ksvc routes`: exit code 1 only when asked for, with --fail-on-broken. */
export const routesCommand: Command = async (args, io) => {
  const ids = controllerIds(args);
  if (typeof ids === 'string') return refuse(io, args, ids);
  const prepared = await prepare(args, io, 'table');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const table = routeTable(cluster, ids);
  const host = lastValue(args, 'host');
  const ofHost = host === undefined ? table.routes : table.routes.filter(hostFilter(host));
  const asked = args.flags.broken ? ofHost.filter(({ status }) => status === 'broken') : ofHost;
  const shown: RouteTable = { ...table, routes: sorters[lastValue(args, 'sort') ?? 'host']?.(asked) ?? asked };

  const written = await deliver(targets, io, async (target) => {
    if (target.format === 'json') return toJson({ version: 1, ...shown });
    if (target.format === 'yaml') return (await import('../../report/yaml.ts')).toYaml({ version: 1, ...shown });
    const layout = { wide: target.format !== 'table', sideBySide: ids.length > 1 };
    return formatTable(routesTable(shown, layout), target.format, await tableOptionsFor(target, args, io));
  });
  const onOut = targets.find(({ file }) => file === undefined)?.format;
  if (!args.flags.quiet && (onOut === undefined || tableFormats.includes(onOut))) {
    for (const note of table.notes) io.err.write(`note: ${visible(note)}\n`);
    io.err.write(`${tally(table, ofHost)}\n`);
  }
  if (!written) return 2;
  const fails = args.flags['fail-on-broken'] && ofHost.some(({ status }) => status === 'broken');
  return exitCodeOf(fails ? 1 : 0, inputs, cluster.objects.length > 0);
};

const sorters: Readonly<Record<string, (routes: readonly Route[]) => readonly Route[]>> = {
  host: byHost,
  order: byOrder,
  service: byService,
};

/** A host as the table shows it; `*` stands for any characters, `*` alone is the rules for any host too. */
function hostFilter(glob: string): (route: Route) => boolean {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const pattern = new RegExp(`^${escaped}$`, 'i');
  return ({ host }) => pattern.test(host);
}

/** `12 routes, controller ingress-nginx: 9 ok, 2 broken, 1 unknown`. */
function tally({ controllers }: RouteTable, routes: readonly Route[]): string {
  if (routes.length === 0) return 'note: no route found: an Ingress, or a Service that is open to the outside';
  const of = (status: Route['status'], text: string): string[] => {
    const number = routes.filter((route) => route.status === status).length;
    return number > 0 ? [`${number} ${text}`] : [];
  };
  const parts = [
    ...of('ok', 'ok'),
    ...of('broken', 'broken'),
    ...of('unknown', 'unknown'),
    ...of('unserved', 'for other controllers'),
  ];
  const ids = controllers.map(({ id }) => id).join(', ');
  const by = ids === '' ? '' : `, controller${controllers.length > 1 ? 's' : ''} ${ids}`;
  return `${count(routes.length, 'route')}${by}: ${parts.join(', ')}`;
}
