import type { Cluster } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import { nearest } from '../../text/nearest.ts';
import type { Controller } from '../controllers/define-controller.ts';
import { controllers } from '../controllers/index.ts';
import { classingOf, knowsClasses } from '../ingress/class.ts';
import { controllersFor, type Decision, decisionsFor, type Serving } from '../serving.ts';
import { place } from '../trace-result.ts';
import { controllerRoutes, unservedRoutes } from './controller-routes.ts';
import { externalRoutes } from './external-routes.ts';
import { byHost } from './order.ts';
import type { Route, RouteTable } from './route.ts';

/**
 * Every host and path of a set and where it leads, for the controllers that the set shows to run, or for those asked
 * for; then the ports that Services open themselves. In order of hosts, within a host as the controller tries them.
 */
export function routeTable(cluster: Cluster, ids: readonly string[]): RouteTable {
  const model = modelOf(cluster);
  const { shown, routes, notes } = ids.length > 0 ? askedFor(model, ids) : inferred(model);
  return {
    controllers: shown.map(({ controller, because }) => ({
      id: controller.id,
      title: controller.title,
      because: because ? place(because) : null,
    })),
    routes: byHost([...routes, ...externalRoutes(model)]),
    notes,
  };
}

interface Part {
  readonly shown: readonly { readonly controller: Controller; readonly because: Serving['because'] | undefined }[];
  readonly routes: readonly Route[];
  readonly notes: readonly string[];
}

function inferred(model: Model): Part {
  const { serving, unserved } = controllersFor(model);
  if (serving.length === 0) {
    if (model.ingresses.all.length === 0) return { shown: [], routes: [], notes: [] };
    const part = askedFor(model, ['spec']);
    return { ...part, notes: ['no file names the controller: the routes are those of the Ingress specification'] };
  }
  const routes = serving.flatMap(({ controller, taken }) => controllerRoutes(model, controller, ingressesOf(taken)));
  return { shown: serving, routes: [...routes, ...unserved.flatMap((each) => unservedOf(model, each))], notes: [] };
}

function askedFor(model: Model, ids: readonly string[]): Part {
  const { serving, unserved } = controllersFor(model);
  const shown: Part['shown'][number][] = [];
  const routes: Route[] = [];
  const notes: string[] = [];
  const leftByAll = new Map<Decision['ingress'], Decision>();
  const taken = new Set<Decision['ingress']>();
  for (const id of new Set(ids)) {
    const controller = controllers.find((each) => each.id === id);
    if (!controller) {
      notes.push(unknownController(id));
      continue;
    }
    const decisions = decisionsFor(controller, model);
    shown.push({ controller, because: serving.find((each) => each.controller === controller)?.because });
    routes.push(...controllerRoutes(model, controller, ingressesOf(decisions.taken)));
    for (const { ingress } of decisions.taken) taken.add(ingress);
    for (const decision of decisions.left) leftByAll.set(decision.ingress, decision);
  }
  for (const decision of leftByAll.values()) {
    if (taken.has(decision.ingress)) continue;
    const nobodys = unserved.find(({ ingress }) => ingress.object === decision.ingress.object);
    routes.push(
      ...(nobodys ? unservedOf(model, nobodys) : unservedRoutes(model, decision.ingress, decision.because, 'unserved')),
    );
  }
  return { shown, routes, notes };
}

/** An Ingress that no controller of the set takes: broken where the class cannot exist, else somebody else may take it. */
function unservedOf(model: Model, { ingress, because }: Decision): Route[] {
  const { ingressClass, name, annotation } = classingOf(ingress, model);
  const isKnown = knowsClasses(model) && ingressClass === undefined && (name !== undefined || annotation === undefined);
  return unservedRoutes(model, ingress, because, isKnown ? 'broken' : 'unknown');
}

function unknownController(id: string): string {
  const known = controllers.map((each) => each.id);
  const near = nearest(id, known);
  return `no controller is called ${id}; ${near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`}`;
}

function ingressesOf(decisions: readonly Decision[]): Decision['ingress'][] {
  return decisions.map(({ ingress }) => ingress);
}
