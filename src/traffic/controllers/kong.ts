import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence } from '../evidence.ts';
import { classEvidence, classingOf, knowsClasses } from '../ingress/class.ts';
import type { Objection } from '../objection.ts';
import { type Controller, defineController, type RouteRow, type Taken } from './define-controller.ts';
import { forceRedirectAnnotation, isProtocol, prefix } from './kong/annotations.ts';
import { answerRequest } from './kong/answer.ts';
import { kongExamples } from './kong/examples.ts';
import type { KongPath } from './kong/path.ts';
import { type KongRoute, kongRoutesOf, type LeftOut } from './kong/routes.ts';
import type { Table } from './kong/table.ts';

const className = 'kong';

export const controller: Controller = defineController<Table>({
  id: 'kong',
  title: 'Kong Ingress Controller',
  versions: '3.5, with the router flavour expressions',
  controllerNames: ['ingress-controllers.konghq.com/kong'],
  classNames: [className],
  classAnnotations: [className],
  annotationPrefixes: [prefix, forceRedirectAnnotation],
  sources: [
    'Kong/kubernetes-ingress-controller internal/{annotations,store,dataplane}, 3.5',
    'Kong/atc-router 1.7, Kong/kong kong/{router,runloop,tools}, 3.x',
    'routes that the controller wrote for 476 sets of manifests, and what atc-router chose among them',
  ],
  examples: kongExamples,
  takes,
  compile: (model, ingresses) => ({ model, ingresses, ...kongRoutesOf(model, ingresses) }),
  routes: ({ routes }) => routes.flatMap((route) => route.paths.map((path) => rowOf(route, path))),
  leftOut: ({ leftOut }) => leftOut.map(({ ingress, at, reason }) => evidence(reason, ingress.object, at)),
  objections: ({ leftOut }) => leftOut.flatMap(objectionOf),
  answer: answerRequest,
});

/** Names decide, not IngressClass objects; an annotation goes before the field (internal/store/store.go ListIngressesV1, 3.5). */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, annotation } = classing;
  if (annotation) {
    const because = classEvidence(
      ingress,
      { ...classing, name: undefined, defaulted: false },
      `the class annotation '${annotation}'`,
    );
    return { taken: annotation === className, because };
  }
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (name !== undefined) {
    return decide(name === className, `the class ${name} is ${name === className ? 'its own' : 'not its own'}`);
  }
  const key = Object.keys(ingress.value.metadata?.annotations ?? {}).find((each) => each.startsWith(prefix));
  if (annotation === undefined && key !== undefined && !knowsClasses(model)) {
    const text = `${key} shows that a default class outside the files is meant`;
    return { taken: true, because: evidence(text, ingress.object, ['metadata', 'annotations', key], 'key') };
  }
  return decide(false, 'no class, and the IngressClass kong is not the default');
}

function objectionOf({ cause, reason }: LeftOut): Objection[] {
  return cause ? [{ topic: cause.topic, reason, because: [cause.at], remedy: cause.remedy, stops: 'path' }] : [];
}

function rowOf(route: KongRoute, path: KongPath): RouteRow {
  const { host, isDefault, ingress, settings } = route;
  const { source, target, text, matcher } = path;
  const { protocols, redirectStatus, hostAliases } = settings;
  const isSecure = protocols?.filter(isProtocol).join() === 'https';
  const aliases = hostAliases.length > 0 ? [`also for ${hostAliases.join(', ')} (host-aliases)`] : [];
  const isRegex = matcher.kind === 'predicate' && matcher.operator === '~';
  const written =
    source.pathType === 'ImplementationSpecific' ? (isRegex ? 'regex' : 'string prefix') : source.pathType;
  return {
    host,
    path: isDefault ? '' : text,
    match: isDefault ? 'default backend' : written,
    tls: (ingress.value.spec?.tls ?? []).some(({ hosts = [] }) => hosts.includes(host)),
    target,
    ingress,
    at: source.at,
    ...(isSecure && redirectStatus !== undefined && redirectStatus !== 426 && { redirect: `${redirectStatus} https` }),
    notes: [...aliases, ...(settings.stripPath ? ['the path that matched is cut off (strip-path)'] : [])],
  };
}
