import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence } from '../evidence.ts';
import { classEvidence, classingOf, knowsClasses } from '../ingress/class.ts';
import { pathsOf, type RulePath } from '../ingress/rule-paths.ts';
import { type Controller, defineController, type RouteRow, type Taken } from './define-controller.ts';
import { answerRequest } from './haproxy/answer.ts';
import { haproxyExamples } from './haproxy/examples.ts';
import { type Row, routesOf } from './haproxy/routes.ts';
import { badSecret } from './haproxy/secrets.ts';
import { settingsOf } from './haproxy/settings.ts';
import type { Table } from './haproxy/table.ts';

const controllerName = 'haproxy.org/ingress-controller';
const className = 'haproxy';
const ownPrefixes = ['haproxy.org/', 'haproxy.com/'];

export const controller: Controller = defineController<Table>({
  id: 'haproxy',
  title: 'HAProxy Kubernetes Ingress Controller (haproxytech)',
  versions: '3.2.11, HAProxy 3.2',
  // With the flag --ingress.class, as the chart sets it, its value is the end of the name.
  controllerNames: [`${controllerName}/${className}`, controllerName],
  classNames: [className],
  classAnnotations: [],
  annotationPrefixes: ownPrefixes,
  backends: { resource: 'it leaves the path out' },
  sources: [
    'haproxytech/kubernetes-ingress pkg/{ingress,route,service,annotations,haproxy}, v3.2.11',
    'haproxy/haproxy src, v3.2.0',
    'answers of the running controller to 5,353 requests',
  ],
  examples: haproxyExamples,
  takes,
  compile,
  routes: rowsOf,
  leftOut: ({ routes }) =>
    routes.leftOut.map(({ path, reason }) =>
      evidence(
        `${path.path || '/'} of ${path.host || 'any host'} is left out: ${reason}`,
        path.ingress.object,
        path.at,
      ),
    ),
  refusals: ({ badSecret }) =>
    badSecret?.kind === 'broken'
      ? [
          {
            reason: badSecret.reason,
            because: badSecret.because,
            remedy: 'Put a certificate and its key into the Secret, or take the tls entry out.',
          },
        ]
      : [],
  answer: answerRequest,
});

/**
 * The class must have the name that the flag says, and a controller that ends in it; the annotation is not read
 * (pkg/k8s/informers.go addIngressHandlers, pkg/store/store.go IsIngressClassSupported, v3.2.11).
 */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (ingressClass) {
    const { controller: owner = '' } = ingressClass.value.spec ?? {};
    const own = owner === controllerName || owner === `${controllerName}/${ingressClass.name}`;
    if (own) return decide(true, `the IngressClass ${ingressClass.name} belongs to it`);
    return owner.startsWith(`${controllerName}/`)
      ? decide(
          false,
          `the controller ${owner} takes a class of the name after its last slash, not ${ingressClass.name}`,
        )
      : decide(false, `the IngressClass ${ingressClass.name} belongs to ${owner || 'nobody'}`);
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return decide(false, `there is no IngressClass ${name}`);
    return name === className
      ? decide(true, `the class ${name}, which usually is its own`)
      : decide(false, `the class ${name} is not its usual one, and its IngressClass is not among the files`);
  }
  const withoutFlag = model.ingressClasses.all.find(({ value }) => value.spec?.controller === controllerName);
  if (withoutFlag) return decide(true, 'no class: without the flag --ingress.class it takes such Ingresses');
  const written = Object.keys(ingress.value.metadata?.annotations ?? {});
  const key = written.find((each) => ownPrefixes.some((prefix) => each.startsWith(prefix)));
  if (key !== undefined && !knowsClasses(model)) {
    const text = `${key} shows that a default class outside the files is meant`;
    return { taken: true, because: evidence(text, ingress.object, ['metadata', 'annotations', key], 'key') };
  }
  return decide(false, 'no class (its annotation is not read), and no default IngressClass');
}

function compile(model: Model, given: readonly Typed<Ingress>[]): Table {
  const ingresses = given.map((ingress) => ({ ingress, settings: settingsOf(ingress) }));
  return { model, ingresses, taken: given, routes: routesOf(model, ingresses), badSecret: badSecret(model, given) };
}

function rowsOf({ routes, ingresses }: Table): RouteRow[] {
  const order = [
    ...routes.custom,
    ...routes.exact.values(),
    ...[...routes.prefix].sort(([a], [b]) => b.length - a.length).map(([, row]) => row),
    ...routes.prefixExact.values(),
  ];
  // A row is in two maps, a copy of it where its key was cut.
  const byHost = new Map<string, Map<RulePath, Row>>();
  for (const { ingress } of ingresses) for (const { host } of pathsOf(ingress)) byHost.set(host, new Map());
  for (const row of order) {
    const rows = byHost.get(row.path.host);
    if (!rows?.has(row.path)) rows?.set(row.path, row);
  }
  const owners = new Map(ingresses.map(({ ingress }) => [ingress.object, ingress]));
  return [
    ...[...byHost.values()].flatMap((rows) => [...rows.values()].map(routeRow)),
    ...routes.defaults.backends.flatMap(({ target }): RouteRow[] => {
      const ingress = owners.get(target.ingress);
      if (!ingress) return [];
      const at = ['spec', 'defaultBackend'];
      return [{ host: '', path: '', match: 'default backend', tls: false, target, ingress, at, notes: [] }];
    }),
  ];
}

function routeRow({ path, backend, settings, ...row }: Row & { readonly condition?: string }): RouteRow {
  const { sslRedirect, hostRedirect, rewrites } = settings;
  return {
    host: path.host,
    path: path.path || '/',
    match: path.pathType === 'ImplementationSpecific' ? 'string prefix' : path.pathType,
    tls: path.ingress.value.spec?.tls?.some(({ hosts = [] }) => hosts.includes(path.host)) ?? false,
    target: backend.target,
    ingress: path.ingress,
    at: path.at,
    ...(rewrites.length > 0 && { rewrite: rewrites.map(({ match, format }) => `${match} ${format}`).join(', ') }),
    ...(hostRedirect && { redirect: `${hostRedirect.status} ${hostRedirect.target}` }),
    notes: [
      ...(sslRedirect ? [`plain requests are redirected to https on port ${sslRedirect.port}`] : []),
      ...(row.condition === undefined ? [] : [`only if ${row.condition} (route-acl of the Service)`]),
      ...(row.rival ? ['another Ingress has the same path, with other annotations'] : []),
    ],
  };
}
