import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { tableOf } from '../compiled.ts';
import type { Controller, RouteRow } from '../controllers/define-controller.ts';
import { evidence } from '../evidence.ts';
import { keyOf } from '../ingress/age.ts';
import { hostMatches } from '../ingress/host-pattern.ts';
import { pathNearMisses } from '../ingress/near-misses.ts';
import { pathsOf } from '../ingress/rule-paths.ts';
import { type HttpRequest, hostWithoutPort, pathOf } from '../request.ts';
import { landsOn, pathsFor } from '../routes/probe.ts';
import { decisionsFor } from '../serving.ts';
import { type Candidate, candidate, type FailedTest } from './candidate.ts';

/**
 * Every route that a controller has, those whose host takes the request first, and within a host as the controller tries
 * them; then the Ingresses that it makes no routes of. Whether a route alone would take the request the controller says
 * itself, of an Ingress that holds nothing else.
 */
export function routeCandidates(model: Model, controller: Controller, request: HttpRequest): readonly Candidate[] {
  const table = tableOf(model, controller);
  const rows = controller.routes(table);
  const answer = controller.answer(table, request);
  if (answer.kind === 'end' && answer.outcome.kind === 'not-serving') {
    const { reason } = answer.outcome;
    return rows.map((row) => routeCandidate(row, 'configuration', `the controller serves nothing: ${reason}`));
  }
  const winner = rows.find((row) => landsOn(answer, row));
  const host = hostWithoutPort(request.host ?? '').toLowerCase();
  // Some controllers read wildcards in a wider sense: what the winner's host is good for, it is good for in other rows.
  const covering = rows.filter((row) => row.host === winner?.host || hostMatches(row.host, host));
  const others = rows.filter((row) => !covering.includes(row));
  const leftOut = controller.leftOut?.(table) ?? [];
  return [
    ...covering.map((row) => {
      if (row === winner) return routeCandidate(row, null, 'it takes the request');
      const [failedAt, why] = failure(model, controller, row, request, winner);
      return routeCandidate(row, failedAt, why);
    }),
    ...others.map((row) =>
      routeCandidate(row, 'host', `${row.host} does not take ${host || 'a request without host'}`),
    ),
    ...leftOut.map((each) => candidate('ingress', `Ingress ${each.object.name}`, 'configuration', each.text, each)),
    ...decisionsFor(controller, model).left.map(({ ingress, because }) =>
      candidate('ingress', `Ingress ${keyOf(ingress)}`, 'class', because.text, because),
    ),
  ];
}

function routeCandidate(row: RouteRow, failedAt: FailedTest | null, why: string): Candidate {
  return candidate('route', rowText(row), failedAt, why, evidence('', row.ingress.object, row.at));
}

/** `shop.example.com/api Prefix → shop/api:80`. */
function rowText({ host, path, match, target }: RouteRow): string {
  const port = target.kind === 'service' ? target.backend.port : undefined;
  const to =
    target.kind === 'service'
      ? `${target.namespace}/${target.backend.name ?? ''}:${port?.name ?? port?.number ?? ''}`
      : target.reason;
  return `${host || '*'}${path} ${match} → ${to}`;
}

/** The first test that a route of the right host fails. */
function failure(
  model: Model,
  controller: Controller,
  row: RouteRow,
  request: HttpRequest,
  winner: RouteRow | undefined,
): readonly [FailedTest, string] {
  const alone = onlyRoute(row);
  const takes = (asked: HttpRequest): boolean => {
    if (!alone) return false;
    const table = controller.compile(model, [alone.ingress]);
    return landsOn(controller.answer(table, asked), { ...row, at: alone.at });
  };
  if (winner && takes(request)) return ['order', `it takes the request too, and ${rowText(winner)} comes first`];
  const path = pathOf(request.target);
  if (alone && pathsFor(row).some((target) => takes({ ...request, target }))) return ['path', pathWhy(row, path)];
  // Requests for other kinds of paths cannot be made up; one that is in plain sight is not what the route lacks.
  if (alone && !isPlain(row) && !path.startsWith(row.path)) return ['path', pathWhy(row, path)];
  return [
    'condition',
    'it takes requests only under a further condition, such as a header, a method, or a main Ingress beside it',
  ];
}

/** Whether the controller compares the path as it is written. */
function isPlain({ match }: RouteRow): boolean {
  return match === 'Exact' || match === 'Prefix';
}

function pathWhy(row: RouteRow, path: string): string {
  const written = pathsOf(row.ingress).filter(({ at }) => isSame(at, row.at));
  const [near] = isPlain(row) ? pathNearMisses(written, path) : [];
  return near?.text ?? `${row.path} (${row.match}) does not take ${path}`;
}

/** An Ingress that has nothing but one route, and where that is written in it; undefined for routes of other origin. */
function onlyRoute({
  ingress,
  at,
}: RouteRow): { readonly ingress: Typed<Ingress>; readonly at: FieldPath } | undefined {
  const { spec } = ingress.value;
  const [, list, rule, , paths, index] = at;
  if (list === 'defaultBackend') {
    return { ingress: { ...ingress, value: { ...ingress.value, spec: { ...spec, rules: [] } } }, at };
  }
  if (list !== 'rules' || typeof rule !== 'number' || paths !== 'paths' || typeof index !== 'number') return undefined;
  const written = spec?.rules?.[rule];
  const path = written?.http?.paths?.[index];
  if (!path) return undefined;
  const { defaultBackend: _backend, ...rest } = spec ?? {};
  const value = { ...ingress.value, spec: { ...rest, rules: [{ ...written, http: { paths: [path] } }] } };
  return { ingress: { ...ingress, value }, at: ['spec', 'rules', 0, 'http', 'paths', 0] };
}

function isSame(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
