import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { Controller, RouteRow } from '../../traffic/controllers/define-controller.ts';
import { controllers } from '../../traffic/controllers/index.ts';
import { evidence } from '../../traffic/evidence.ts';
import type { Evidence } from '../../traffic/hop.ts';
import { classingOf, knowsClasses } from '../../traffic/ingress/class.ts';
import { pathsOf, serviceTarget } from '../../traffic/ingress/rule-paths.ts';
import { controllersFor, type Decision, decisionsFor } from '../../traffic/serving.ts';

/** A route of an Ingress, and what keeps its controller from serving it. */
export interface IngressRoute {
  readonly row: RouteRow;
  readonly obstacle: Obstacle | undefined;
  /** Id of the controller that takes its Ingress; null for none. */
  readonly controller: string | null;
}

export interface Obstacle {
  readonly reason: string;
  readonly rule: string | null;
  readonly because: Evidence;
}

/** The routes of all Ingresses, each by the controller that serves it; without any sign of one by the specification. */
export function ingressRoutes(
  model: Model,
  id: string | undefined,
): { readonly controllers: readonly string[]; readonly routes: readonly IngressRoute[] } {
  const specification = controllers.find((controller) => controller.id === 'spec');
  const asked = controllers.find((controller) => controller.id === id);
  if (asked) {
    const { taken, left } = decisionsFor(asked, model);
    const unserved = left.flatMap((decision) => unservedRoutes(decision, decision.because.text, model));
    return { controllers: [asked.id], routes: [...servedRoutes(asked, model, ingressesOf(taken)), ...unserved] };
  }
  const { serving, unserved } = controllersFor(model);
  const drawn = new Set<Typed<Ingress>>();
  const routes: IngressRoute[] = [];
  const ids: string[] = [];
  for (const { controller, taken } of serving) {
    const own = ingressesOf(taken).filter((ingress) => !drawn.has(ingress));
    if (own.length === 0) continue;
    ids.push(controller.id);
    for (const ingress of own) drawn.add(ingress);
    routes.push(...servedRoutes(controller, model, own));
  }
  // A class of a controller that nobody knows here, or none at all in a set that shows no controller: the routes stand
  // as the specification has them.
  const isRefused = ({ ingress }: Decision): boolean => serving.length > 0 && classProblem(ingress, model) !== null;
  const open = ingressesOf(unserved.filter((decision) => !isRefused(decision)));
  if (open.length > 0 && specification) {
    ids.push(specification.id);
    routes.push(...servedRoutes(specification, model, open));
  }
  for (const decision of unserved.filter(isRefused)) {
    routes.push(...unservedRoutes(decision, decision.because.text, model));
  }
  return { controllers: ids, routes };
}

/** The lint rule about an Ingress that no controller takes; null where one outside the files may take it. */
function classProblem(ingress: Typed<Ingress>, model: Model): string | null {
  const { name, ingressClass, annotation } = classingOf(ingress, model);
  if (ingressClass) return null;
  if (name !== undefined) return knowsClasses(model) ? 'ingress-class-not-found' : null;
  return annotation === undefined ? 'ingress-class-missing' : null;
}

function servedRoutes(controller: Controller, model: Model, ingresses: readonly Typed<Ingress>[]): IngressRoute[] {
  if (ingresses.length === 0) return [];
  const table = controller.compile(model, ingresses);
  const routes: IngressRoute[] = controller
    .routes(table)
    .map((row) => ({ row, obstacle: undefined, controller: controller.id }));
  const seen = new Set<string>();
  for (const { row } of routes) seen.add(placeKey(row));
  const leftOut = controller.leftOut?.(table) ?? [];
  let served: ReadonlyMap<string, RouteRow> | undefined;
  for (const ingress of ingresses) {
    const because = leftOut.find(({ object }) => object === ingress.object);
    for (const row of writtenRows(ingress, (at) => !seen.has(placeKey({ ingress, at })))) {
      served ??= new Map(routes.map((route) => [routeKey(route.row), route.row]));
      const written = evidence(row.path, ingress.object, row.at);
      const rival = because ? undefined : served.get(routeKey(row));
      const kept = rival && `Ingress ${rival.ingress.namespace}/${rival.ingress.name} has the same host and path`;
      const reason = because?.text ?? kept ?? `${controller.title} makes no route of it`;
      routes.push({
        row,
        obstacle: { reason, rule: rival ? 'ingress-duplicate-route' : null, because: because ?? written },
        controller: controller.id,
      });
    }
  }
  return routes;
}

function unservedRoutes({ ingress, because }: Decision, reason: string, model: Model): IngressRoute[] {
  const rule = classProblem(ingress, model);
  return writtenRows(ingress, () => true).map((row) => ({
    row,
    obstacle: { reason, rule, because },
    controller: null,
  }));
}

/** Routes as they are written, of the places that are wanted. */
function writtenRows(ingress: Typed<Ingress>, isWanted: (at: RouteRow['at']) => boolean): RouteRow[] {
  const rows: RouteRow[] = [];
  const tls = ingress.value.spec?.tls ?? [];
  for (const { host, path, pathType, at, target = noService } of pathsOf(ingress)) {
    if (!isWanted(at)) continue;
    const secured = tls.some(({ hosts = [] }) => hosts.includes(host));
    rows.push({ host, path: path || '/', match: pathType, tls: secured, target, ingress, at, notes: [] });
  }
  const at = ['spec', 'defaultBackend'];
  const target = serviceTarget(ingress, ingress.value.spec?.defaultBackend, at);
  if (target && isWanted(at))
    rows.push({ host: '', path: '', match: 'default backend', tls: false, target, ingress, at, notes: [] });
  return rows;
}

const noService: RouteRow['target'] = { kind: 'none', reason: 'the backend is a resource' };

function placeKey({ ingress, at }: Pick<RouteRow, 'ingress' | 'at'>): string {
  return `${ingress.namespace}/${ingress.name} ${at.join('.')}`;
}

/** What requests tell two routes apart by. */
function routeKey({ host, path }: RouteRow): string {
  return `${host.toLowerCase()} ${path}`;
}

function ingressesOf(decisions: readonly Decision[]): Typed<Ingress>[] {
  return decisions.map(({ ingress }) => ingress);
}
