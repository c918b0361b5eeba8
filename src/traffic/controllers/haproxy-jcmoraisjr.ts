import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence } from '../evidence.ts';
import { keyOf, oldestFirst } from '../ingress/age.ts';
import { classEvidence, classingOf, knowsClasses } from '../ingress/class.ts';
import { type Controller, defineController, type RouteRow, type Taken } from './define-controller.ts';
import { answerRequest } from './haproxy-jcmoraisjr/answer.ts';
import { haproxyJcmoraisjrExamples } from './haproxy-jcmoraisjr/examples.ts';
import { defaultHost, type HostPath } from './haproxy-jcmoraisjr/hosts.ts';
import { settingsOf } from './haproxy-jcmoraisjr/path-settings.ts';
import { type Table, tableOf } from './haproxy-jcmoraisjr/table.ts';

const controllerName = 'haproxy-ingress.github.io/controller';
const className = 'haproxy';
const ownPrefix = 'haproxy-ingress.github.io/';

export const controller: Controller = defineController<Table>({
  id: 'haproxy-jcmoraisjr',
  title: 'HAProxy Ingress (jcmoraisjr)',
  versions: '0.16.1, HAProxy 3.2',
  controllerNames: [controllerName],
  classNames: [className],
  classAnnotations: [className],
  annotationPrefixes: [ownPrefix],
  backends: { resource: 'it leaves the path out' },
  sources: [
    'jcmoraisjr/haproxy-ingress pkg/{converters,haproxy}, rootfs/etc/templates, v0.16.1',
    'haproxy/haproxy src, v3.2.0',
    'answers of the running controller to 5,353 requests',
  ],
  examples: haproxyJcmoraisjrExamples,
  takes,
  // Older first; of equal age the smaller namespace/name (pkg/converters/ingress/ingress.go sortIngress, v0.16.1).
  compile: (model, ingresses) => tableOf(model, oldestFirst(ingresses)),
  routes: rowsOf,
  refusals: ({ invalid }) => invalid,
  leftOut: ({ ignored, leftOut }) => [
    ...ignored.map(({ ingress, at, reason }) => evidence(`Ingress ${keyOf(ingress)}: ${reason}`, ingress.object, at)),
    ...leftOut.map(({ path, reason }) =>
      evidence(
        `${path.path || '/'} of ${path.host || 'any host'} is left out: ${reason}`,
        path.ingress.object,
        path.at,
      ),
    ),
  ],
  answer: answerRequest,
});

/** The annotation decides where there is one, the IngressClass elsewhere (pkg/controller/services/cache.go, v0.16.1). */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass, annotation } = classing;
  if (annotation !== undefined) {
    const text = `the class annotation '${annotation}', which counts before ingressClassName`;
    const because = classEvidence(ingress, { ...classing, name: undefined }, text);
    return { taken: annotation === className, because };
  }
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (ingressClass) {
    const { controller: owner = '' } = ingressClass.value.spec ?? {};
    // With the flag --controller-class its value is the end of the name.
    const taken = owner === controllerName || owner.startsWith(`${controllerName}/`);
    return decide(taken, `the IngressClass ${ingressClass.name} belongs to ${taken ? 'it' : owner || 'nobody'}`);
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return decide(false, `there is no IngressClass ${name}`);
    return name === className
      ? decide(true, `the class ${name}, which usually is its own`)
      : decide(false, `the class ${name} is not its usual one, and its IngressClass is not among the files`);
  }
  const key = Object.keys(ingress.value.metadata?.annotations ?? {}).find((each) => each.startsWith(ownPrefix));
  if (key !== undefined && !knowsClasses(model)) {
    const text = `${key} shows that a default class outside the files is meant`;
    return { taken: true, because: evidence(text, ingress.object, ['metadata', 'annotations', key], 'key') };
  }
  return decide(false, 'no class, and no default IngressClass');
}

function rowsOf({ redirectTo, http, rest }: Table): RouteRow[] {
  const byHost = new Map<string, Set<HostPath>>();
  for (const { rows } of [...redirectTo, ...http, ...rest]) {
    for (const { value } of rows) {
      if (!value) continue;
      const { name } = value.host;
      const paths = byHost.get(name);
      if (paths) paths.add(value);
      else byHost.set(name, new Set([value]));
    }
  }
  return [...byHost.values()].flatMap((paths) => [...paths].map(routeRow));
}

function routeRow(hostPath: HostPath): RouteRow {
  const { host, path, match, pathType, at, ingress, target, backend, redirectTo } = hostPath;
  const rewrite = backend && settingsOf(backend, hostPath).rewrite;
  const appRoot = path === '/' ? host.keys.get('app-root')?.text : undefined;
  const alias = host.keys.get('server-alias')?.text;
  return {
    host: host.name === defaultHost ? '' : host.name,
    path: pathType === '' ? '' : path,
    match: pathType === '' ? 'default backend' : matchName(host.name, match),
    tls: host.tls !== undefined,
    target: target ?? { kind: 'none', reason: `redirect-to ${redirectTo?.text ?? ''}` },
    ingress,
    at,
    ...(rewrite && { rewrite: `${rewrite.match} ${rewrite.target}` }),
    ...(redirectTo && { redirect: `302 ${redirectTo.text}` }),
    notes: [
      ...(appRoot ? [`the path / alone goes to ${appRoot} (app-root)`] : []),
      ...(alias ? [`also for the host ${alias} (server-alias)`] : []),
    ],
  };
}

function matchName(host: string, match: HostPath['match']): string {
  if (match === 'begin') return host.startsWith('*.') ? 'string prefix' : 'string prefix without case';
  if (match === 'prefix') return host.startsWith('*.') ? 'string prefix' : 'Prefix';
  return match === 'exact' ? 'Exact' : 'regex';
}
