import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { evidence } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import { byText, keyOf, oldestFirst } from '../ingress/age.ts';
import { classEvidence, classingOf, knowsClasses } from '../ingress/class.ts';
import type { Objection } from '../objection.ts';
import { type Controller, defineController, type Refusal, type RouteRow, type Taken } from './define-controller.ts';
import { prefix } from './ingress-nginx/annotations.ts';
import { answerRequest } from './ingress-nginx/answer.ts';
import { type NginxLocation, type NginxServer, nginxServer, refusalOf } from './ingress-nginx/configuration.ts';
import { ingressNginxExamples } from './ingress-nginx/examples.ts';
import { evidenceOf } from './ingress-nginx/hops.ts';
import { type Backend, type ReadIngress, serversOf } from './ingress-nginx/servers.ts';
import { settingsOf } from './ingress-nginx/settings.ts';
import { surprisesOf } from './ingress-nginx/surprises.ts';
import type { Ignored, Table } from './ingress-nginx/table.ts';

const controllerName = 'k8s.io/ingress-nginx';
const className = 'nginx';

export const controller: Controller = defineController<Table>({
  id: 'ingress-nginx',
  title: 'ingress-nginx',
  versions: '1.15.1',
  controllerNames: [controllerName],
  classNames: [className],
  classAnnotations: [className],
  annotationPrefixes: [prefix],
  backends: { refusesLoopback: true, resource: 'its default backend answers' },
  sources: [
    'kubernetes/ingress-nginx internal/ingress/controller, rootfs/etc/nginx, controller-v1.15.1',
    'nginx/nginx src/http, release-1.27.1',
    'answers of the running controller to 5,353 requests',
  ],
  examples: ingressNginxExamples,
  takes,
  compile,
  routes,
  leftOut: ({ ignored }) => ignored,
  objections: ({ ignored }) => ignored.map(objectionOf),
  surprises: ({ servers, read }) => surprisesOf(servers, read),
  refusals: ({ servers }) => servers.flatMap(refusalsOf),
  answer: answerRequest,
});

/** The field decides, and its IngressClass must exist; the annotation only counts without the field (store.go, v1.15.1). */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass, annotation } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (ingressClass) {
    const { controller: owner = '' } = ingressClass.value.spec ?? {};
    const taken = owner === controllerName;
    return decide(taken, `the IngressClass ${ingressClass.name} belongs to ${taken ? 'it' : owner || 'nobody'}`);
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return decide(false, `there is no IngressClass ${name}`);
    return name === className
      ? decide(true, `the class ${name}, which usually is its own`)
      : decide(false, `the class ${name} is not its usual one, and its IngressClass is not among the files`);
  }
  if (annotation !== undefined) return decide(annotation === className, `the class annotation '${annotation}'`);
  const key = Object.keys(ingress.value.metadata?.annotations ?? {}).find((each) => each.startsWith(prefix));
  if (key !== undefined && !knowsClasses(model)) {
    const text = `${key} shows that a default class outside the files is meant`;
    return { taken: true, because: evidence(text, ingress.object, ['metadata', 'annotations', key], 'key') };
  }
  return decide(false, 'no class, and no default IngressClass');
}

function compile(model: Model, ingresses: readonly Typed<Ingress>[]): Table {
  const read: ReadIngress[] = [];
  const ignored: Ignored[] = [];
  // Older first; of equal age the larger namespace/name (store.go sortIngressSlice, v1.15.1).
  for (const ingress of oldestFirst(ingresses, (a, b) => byText(b, a))) {
    const reading = settingsOf(ingress, model);
    if (reading.kind === 'settings') {
      read.push({ ingress, settings: reading.settings });
      continue;
    }
    const path = ['metadata', 'annotations', prefix + reading.annotation];
    const text = `Ingress ${keyOf(ingress)} is left out for its annotation ${reading.annotation}: ${reading.reason}`;
    const { annotation, reason } = reading;
    ignored.push({ ...evidence(text, ingress.object, path), annotation, reason });
  }
  const servers = serversOf(model, read).map(nginxServer);
  let refusal: Table['refusal'];
  for (const server of servers) refusal ??= refusalOf(server);
  const readOnes = read.map(({ ingress }) => ingress);
  return { model, ingresses: readOnes, read, rules: firstRules(readOnes), ignored, servers, refusal };
}

function objectionOf(ignored: Ignored): Objection {
  const { annotation, reason } = ignored;
  // Snippets are for an administrator to allow, values for the author to write.
  const isSnippet = annotation.endsWith('-snippet');
  const remedy = isSnippet
    ? `Take ${annotation} out, or have the administrator set allow-snippet-annotations and annotations-risk-level: Critical.`
    : `Write a value for ${annotation} that ingress-nginx takes.`;
  return { topic: isSnippet ? 'snippet' : 'annotation', reason, because: [ignored], remedy, stops: 'ingress' };
}

function refusalsOf(server: NginxServer): Refusal[] {
  const refusal = refusalOf(server);
  if (!refusal) return [];
  const { reason, locations } = refusal;
  const remedy =
    locations.length > 1
      ? 'Keep one of the two paths: with and without a slash at its end a prefix takes the same.'
      : 'Write an expression that PCRE compiles, or take use-regex and rewrite-target off the host.';
  return [{ reason, because: locations.flatMap(evidenceOf), remedy }];
}

function firstRules(ingresses: readonly Typed<Ingress>[]): Map<string, Evidence> {
  const first = new Map<string, Evidence>();
  for (const { value, object } of ingresses) {
    for (const [index, { host = '' }] of (value.spec?.rules ?? []).entries()) {
      if (first.has(host)) continue;
      const path = ['spec', 'rules', index];
      first.set(host, evidence(host || 'a rule without host', object, host === '' ? path : [...path, 'host']));
    }
  }
  return first;
}

function routes(table: Table): RouteRow[] {
  const rows: RouteRow[] = [];
  for (const server of table.servers) {
    for (const location of server.locations) addRows(rows, table, server, location);
  }
  return rows;
}

function addRows(rows: RouteRow[], table: Table, server: NginxServer, location: NginxLocation): void {
  const { source, backend, path, pathType, at, settings } = location;
  if (!source || !backend) return;
  // Of the two locations that a prefix becomes the first stands for both.
  if (server.locations.find((other) => other.at === at) !== location) return;
  const notes = server.regexMode ? ['every path of the host is a regular expression without case'] : [];
  const row: RouteRow = {
    host: server.host,
    path: pathType === '' ? '' : path,
    match: pathType === '' ? 'default backend' : server.regexMode ? 'regex' : pathType,
    tls: server.certificate !== undefined,
    target: backend.target,
    ingress: source.ingress,
    at,
    ...(settings?.rewriteTarget && { rewrite: settings.rewriteTarget }),
    ...(settings?.redirect && { redirect: `${settings.redirect.code} ${settings.redirect.url}` }),
    notes,
  };
  rows.push(row);
  for (const canary of backend.alternatives) rows.push(...canaryRow(table, row, canary));
}

/** A canary has no location of its own: it answers some requests of another Ingress's. */
function canaryRow({ ingresses }: Table, row: RouteRow, { target, canary }: Backend): RouteRow[] {
  const ingress = ingresses.find(({ object }) => object === target.ingress);
  if (!ingress || !canary) return [];
  const { weight, total, header, cookie } = canary;
  const shares = [
    ...(header === '' ? [] : [`the header ${header}`]),
    ...(cookie === '' ? [] : [`the cookie ${cookie}`]),
    `${weight} of ${total} requests`,
  ];
  const note = `canary of Ingress ${keyOf(row.ingress)}: ${shares.join(', ')}`;
  return [{ ...row, match: 'canary', target, ingress, at: pathOfBackend(target.path), notes: [...row.notes, note] }];
}

/** The rule's path, or the default backend, that a Service is written in. */
function pathOfBackend(service: FieldPath): FieldPath {
  return service[1] === 'defaultBackend' ? service.slice(0, -1) : service.slice(0, -2);
}
