import { endpoints, load } from '../../index.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { endpointsTable } from '../../report/endpoints-table.ts';
import { endpointsText, selectionText, serviceLinksText } from '../../report/endpoints-text.ts';
import { toJson } from '../../report/json.ts';
import { count } from '../../report/plural.ts';
import { visible } from '../../report/visible.ts';
import { nearest } from '../../text/nearest.ts';
import { knowsServices } from '../../traffic/completeness.ts';
import { explainSelection } from '../../traffic/endpoints/explain-selection.ts';
import { type ServiceReport, serviceReport } from '../../traffic/endpoints/service-report.ts';
import { sliceManifests } from '../../traffic/endpoints/slice-manifests.ts';
import { labelText } from '../../traffic/service/label-text.ts';
import { serviceLinks } from '../../traffic/service-links.ts';
import { lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Inputs } from '../input/read-inputs.ts';
import { deliver } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';
import { parseServiceName, type ServiceName } from '../service-name.ts';
import { formatTable, tableFormats, tableOptionsFor } from '../table-format.ts';

/** `ksvc endpoints`: exit code 0 when every Service has a ready endpoint, 1 when some has none, 3 when nobody can tell. */
export const endpointsCommand: Command = async (args, io) => {
  const explain = lastValue(args, 'explain');
  const given = explain ?? lastValue(args, 'service');
  const wanted = given === undefined ? undefined : parseServiceName(given);
  if (given !== undefined && !wanted) {
    const option = explain === undefined ? 'service' : 'explain';
    return refuse(io, args, `option --${option}: '${visible(given)}' is no Service, as in api, svc/api or shop/api`);
  }
  const asManifest = args.flags['as-manifest'] === true;
  const prepared = await prepare(args, io, asManifest ? 'yaml' : 'table');
  if (typeof prepared === 'number') return prepared;
  if (asManifest && prepared.targets.some(({ format }) => format !== 'yaml')) {
    return refuse(io, args, 'option --as-manifest: manifests are written as yaml only');
  }
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const model = modelOf(cluster);
  const asked = servicesOf(model)
    .map((service, index) => ({ service, index }))
    .filter(({ service }) => !wanted || isMeant(wanted, service))
    .map((each) => ({ ...each, report: serviceReport(model, each.service) }));
  const reports = asked.map(({ report }) => report);

  const written = await deliver(targets, io, async (target) => {
    if (asManifest) {
      const { sliceManifestsYaml } = await import('../../report/slice-manifests.ts');
      return sliceManifestsYaml(asked.flatMap(({ service }) => sliceManifests(model, service)));
    }
    if (target.format === 'json' || target.format === 'yaml') {
      const answers = endpoints(cluster).services;
      const services = asked.map(({ service, index }) => ({
        ...answers[index],
        ...(explain !== undefined && {
          selection: explainSelection(model, service),
          serviceLinks: serviceLinks(service),
        }),
      }));
      const answer = { version: 1, services };
      return target.format === 'json' ? toJson(answer) : (await import('../../report/yaml.ts')).toYaml(answer);
    }
    const wide = target.format !== 'table';
    const look = await tableOptionsFor(target, args, io);
    if (target.format !== 'table' && target.format !== 'wide') {
      return formatTable(endpointsTable(reports, { wide }), target.format, look);
    }
    const explained = explain === undefined ? [] : asked;
    const texts = explained.map(
      ({ service, report }) =>
        selectionText(report, labelText(service.spec.selector ?? {}), explainSelection(model, service), look) +
        serviceLinksText(service.namespace, serviceLinks(service), look),
    );
    return [...texts, endpointsText(reports, { wide }, look)].join('\n');
  });
  if (wanted && asked.length === 0) io.err.write(`error: ${visible(missing(model, wanted))}\n`);
  const onOut = targets.find(({ file }) => file === undefined)?.format;
  if (!args.flags.quiet && !wanted && (onOut === undefined || tableFormats.includes(onOut))) {
    io.err.write(`${tally(reports)}\n`);
  }
  if (!written) return 2;
  if (wanted && asked.length === 0) return knows(model, wanted) ? 1 : 3;
  return exitCodeOf(reports, inputs, cluster.objects.length > 0);
};

/** One for each name, in the order of the library's answers. */
function servicesOf(model: Model): SettledService[] {
  return model.services.all
    .filter((service) => model.services.get(service.namespace, service.name)?.object === service.object)
    .map((service) => model.settled(service));
}

function isMeant({ namespace, name, dotted }: ServiceName, service: SettledService): boolean {
  if (service.name === dotted) return true;
  return service.name === name && (namespace === undefined || service.namespace === namespace);
}

function missing(model: Model, { namespace, name }: ServiceName): string {
  const where = namespace === undefined ? 'among the files' : `in namespace ${namespace} among the files`;
  const known = namespace === undefined ? model.services.all : model.services.in(namespace);
  const near = nearest(
    name,
    known.map((service) => service.name),
  );
  return `there is no Service ${name} ${where}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function knows(model: Model, { namespace }: ServiceName): boolean {
  if (namespace !== undefined) return knowsServices(model, namespace);
  return model.cluster.complete || model.services.all.length > 0;
}

/** A no before a cannot tell before a yes. Without having read everything nobody can say yes. */
function exitCodeOf(reports: readonly ServiceReport[], inputs: Inputs, foundObjects: boolean): ExitCode {
  if (inputs.missing.length > 0) return 2;
  if (reports.some(({ status }) => status === 'none')) return 1;
  if (reports.some(({ status }) => status === 'unknown')) return 3;
  return inputs.unreadable.length > 0 || (inputs.charts.length > 0 && !foundObjects) ? 2 : 0;
}

/** `5 Services: 3 with ready endpoints, 1 without, 1 unknown`. */
function tally(reports: readonly ServiceReport[]): string {
  if (reports.length === 0) return 'note: no Service found';
  const of = (status: ServiceReport['status'], text: string): string[] => {
    const number = reports.filter((report) => report.status === status).length;
    return number > 0 ? [`${number} ${text}`] : [];
  };
  const parts = [
    ...of('ok', 'with ready endpoints'),
    ...of('none', 'without'),
    ...of('unknown', 'unknown'),
    ...of('external', 'outside the cluster'),
  ];
  return `${count(reports.length, 'Service')}: ${parts.join(', ')}`;
}
