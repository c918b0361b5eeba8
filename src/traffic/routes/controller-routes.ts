import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { refOf } from '../../objects/kube-object.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { Controller, RouteRow, RouteTarget, ServiceTarget } from '../controllers/define-controller.ts';
import { evidence } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import { keyOf } from '../ingress/age.ts';
import { portRef } from '../ingress/backend.ts';
import { classingOf } from '../ingress/class.ts';
import { pathsOf, serviceTarget } from '../ingress/rule-paths.ts';
import { traceService } from '../service/trace-service.ts';
import { place } from '../trace-result.ts';
import type { Way } from '../way.ts';
import { type Compiled, probe } from './probe.ts';
import type { Route } from './route.ts';
import { ruleOfWay } from './rule-of.ts';
import { serviceFacts } from './service-facts.ts';
import { fine, type Verdict, verdictOfWay } from './verdict.ts';

/** The routes that a controller makes of the Ingresses that it takes, in its order; then what it leaves out of them. */
export function controllerRoutes(model: Model, controller: Controller, ingresses: readonly Typed<Ingress>[]): Route[] {
  const table = controller.compile(model, ingresses);
  const compiled: Compiled = { model, controller, table };
  const rows = controller.routes(table);
  // Every load balancer tries routes of its own.
  const tried = new Map<string | undefined, number>();
  const served = rows.map((row) => {
    const balancer = controller.loadBalancerOf?.(table, row.ingress);
    const order = (tried.get(balancer) ?? 0) + 1;
    tried.set(balancer, order);
    return servedRoute(compiled, row, order);
  });
  const leftOut = controller.leftOut?.(table) ?? [];
  return [...served, ...ingresses.flatMap((ingress) => missingRoutes(compiled, rows, leftOut, ingress))];
}

/** The routes of an Ingress that nobody serves, as it writes them. */
export function unservedRoutes(
  model: Model,
  ingress: Typed<Ingress>,
  because: Evidence,
  status: 'broken' | 'unknown' | 'unserved',
): Route[] {
  const verdict: Verdict = { ...fine, status, problem: because.text, because: [place(because)] };
  return writtenRows(ingress).map((row) => routeOf({ model }, row, null, verdict));
}

function servedRoute(compiled: Compiled, row: RouteRow, order: number): Route {
  const { model } = compiled;
  const { verdict, note } = probe(compiled, row);
  const own = verdict ?? verdictOfTarget(model, row.target);
  const notes = note === undefined ? own.notes : [...own.notes, note];
  return routeOf(compiled, row, order, { ...own, notes });
}

/** What the files say about a target without regard to the controller in front of it. */
function verdictOfTarget(model: Model, target: RouteTarget): Verdict {
  if (target.kind === 'none') return { ...fine, status: 'unknown', problem: target.reason };
  return verdictOfWay(wayTo(model, target));
}

function wayTo(model: Model, { namespace, backend, ingress }: ServiceTarget): Way {
  const query = { namespace, name: backend.name ?? '', port: portRef(backend), near: ingress, proxied: true };
  return traceService(model, query);
}

/** Paths that a controller made no route of: the Ingress is left out, or somebody else's claim is older. */
function missingRoutes(
  compiled: Compiled,
  rows: readonly RouteRow[],
  leftOut: readonly Evidence[],
  ingress: Typed<Ingress>,
): Route[] {
  const known = new Set(rows.filter((row) => row.ingress.object === ingress.object).map(({ at }) => at.join('/')));
  const written = writtenRows(ingress);
  const reasons = leftOut.filter(({ object }) => object === ingress.object);
  const isOf = ({ path }: Evidence, { at }: RouteRow): boolean => path.join('/') === at.join('/');
  // A reason that stands at no path is one for the whole Ingress.
  const whole = reasons.find((reason) => !written.some((row) => isOf(reason, row)));
  const reasonOf = (row: RouteRow): Evidence | undefined => reasons.find((reason) => isOf(reason, row)) ?? whole;
  return written
    .filter((row) => !known.has(row.at.join('/')) && (row.path !== '' || reasonOf(row) !== undefined))
    .map((row) => {
      const because = reasonOf(row) ?? claimOf(rows, row);
      const none = row.target.kind === 'none' ? row.target.reason : `${compiled.controller.title} makes no route of it`;
      const problem = because?.text ?? none;
      const places = because ? [place(because)] : [];
      return routeOf(compiled, row, null, { ...fine, status: 'broken', problem, because: places });
    });
}

function claimOf(rows: readonly RouteRow[], { host, path }: RouteRow): Evidence | undefined {
  const claim = rows.find((row) => row.host === host && row.path === path);
  return (
    claim && evidence(`Ingress ${keyOf(claim.ingress)} answers requests for this path`, claim.ingress.object, claim.at)
  );
}

/** The rules of an Ingress as they are written, for those that no controller reads. */
function writtenRows(ingress: Typed<Ingress>): RouteRow[] {
  const { spec } = ingress.value;
  const row = (host: string, path: string, match: string, target: RouteTarget | undefined, at: FieldPath): RouteRow => {
    const tls = (spec?.tls ?? []).some(({ hosts = [] }) => hosts.includes(host));
    const none: RouteTarget = { kind: 'none', reason: 'the backend names no Service' };
    return { host, path, match, tls, target: target ?? none, ingress, at, notes: [] };
  };
  const paths = pathsOf(ingress).map(({ host, path, pathType, target, at }) => {
    return row(host, path || '/', pathType, target, at);
  });
  if (!spec?.defaultBackend) return paths;
  const at = ['spec', 'defaultBackend'];
  return [...paths, row('', '', 'default backend', serviceTarget(ingress, spec.defaultBackend, at), at)];
}

function routeOf(
  { model, controller, table }: Pick<Compiled, 'model'> & Partial<Compiled>,
  row: RouteRow,
  order: number | null,
  verdict: Verdict,
): Route {
  const { ingress, target } = row;
  const { name, annotation } = classingOf(ingress, model);
  const { status, problem, because, nearMisses } = verdict;
  return {
    kind: row.path === '' ? 'default-backend' : 'path',
    controller: controller?.id ?? null,
    loadBalancer: controller?.loadBalancerOf?.(table, ingress) ?? null,
    host: row.host,
    path: row.path,
    match: row.match,
    order,
    tls: row.tls,
    ...(target.kind === 'service' ? backendFacts(model, target, verdict) : { service: null, pods: null }),
    class: name ?? (annotation || null),
    ingress: refOf(ingress.object),
    rewrite: row.rewrite ?? verdict.rewrite ?? null,
    redirect: row.redirect ?? verdict.redirect ?? null,
    annotations: countAnnotations(ingress, controller),
    notes: [...row.notes, ...verdict.notes],
    status,
    problem,
    rule: status === 'broken' ? ruleOf(model, row, controller) : null,
    rejected: ingress.object.judgement().verdict === 'rejected',
    because,
    nearMisses,
    at: place(evidence('', ingress.object, row.at)).at,
  };
}

/** The rule about what is wrong with the class of an Ingress that nobody serves, else about what stands behind it. */
function ruleOf(model: Model, { ingress, target }: RouteRow, controller: Controller | undefined): string | null {
  const { name, ingressClass, annotation } = classingOf(ingress, model);
  if (!controller && name !== undefined && !ingressClass) return 'ingress-class-not-found';
  if (!controller && name === undefined && annotation === undefined) return 'ingress-class-missing';
  return target.kind === 'service' ? ruleOfWay(wayTo(model, target)) : null;
}

function backendFacts(
  model: Model,
  { namespace, backend, ingress }: RouteTarget & { kind: 'service' },
  verdict: Verdict,
): Pick<Route, 'service' | 'pods'> {
  const typed = model.services.get(namespace, backend.name ?? '', ingress);
  const named = { namespace, name: backend.name ?? '', port: portRef(backend) };
  return serviceFacts(model, named, typed && model.settled(typed), verdict);
}

/** Without a controller every annotation counts. */
function countAnnotations({ value }: Typed<Ingress>, controller: Controller | undefined): number {
  const keys = Object.keys(value.metadata?.annotations ?? {});
  if (!controller) return keys.length;
  return keys.filter((key) => controller.annotationPrefixes.some((prefix) => key.startsWith(prefix))).length;
}
