import type { Model } from '../../model/model.ts';
import { objectName } from '../../objects/object-name.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { Controller, ControllerAnswer, RouteRow } from '../controllers/define-controller.ts';
import type { Evidence } from '../hop.ts';
import { isWildcard } from '../ingress/host-pattern.ts';
import { conditionOf, verdictOfAnswer } from './answer-verdict.ts';
import type { Verdict } from './verdict.ts';

/** A controller with the table that it made of its Ingresses. */
export interface Compiled {
  readonly model: Model;
  readonly controller: Controller;
  readonly table: unknown;
}

/** What a controller itself says about one of its routes. */
export interface Probed {
  /** Undefined where no request can be made up that the route takes, and where the client decides the answer. */
  readonly verdict: Verdict | undefined;
  readonly note: string | undefined;
}

/**
 * Asks the controller with a request made up for the route: it may redirect or refuse, and it reads the Service in its
 * own way, so the answer is the one that `trace` gives.
 */
export function probe(compiled: Compiled, row: RouteRow): Probed {
  let elsewhere: Evidence | undefined;
  for (const path of pathsFor(row)) {
    const answer = ask(compiled, row, row.tls, path);
    if (!landsOn(answer, row)) {
      elsewhere ??= pathEvidence(answer);
      continue;
    }
    const verdict = verdictOfAnswer(compiled.model, answer, path);
    if (!row.tls && verdict?.redirect?.includes(` https://${hostFor(row)}`)) {
      const secure = ask(compiled, row, true, path);
      const after = landsOn(secure, row) ? verdictOfAnswer(compiled.model, secure, path) : undefined;
      return { verdict: shown({ ...(after ?? verdict), redirect: verdict.redirect }, row), note: conditionOf(secure) };
    }
    return { verdict: verdict && shown(verdict, row), note: verdict ? undefined : conditionOf(answer) };
  }
  // Only paths that say exactly what they take are certain to be missed; the rest may take other requests.
  const isExact = row.match === 'Exact' || row.match === 'Prefix';
  const note = elsewhere && isExact ? `requests for ${row.path} are answered by ${nameOf(elsewhere)}` : undefined;
  return { verdict: undefined, note };
}

function ask({ controller, table }: Compiled, row: RouteRow, secure: boolean, target: string): ControllerAnswer {
  const host = hostFor(row);
  const scheme = secure ? 'https' : 'http';
  return controller.answer(table, {
    scheme,
    host,
    target,
    method: 'GET',
    headers: new Map(),
    sni: host,
    clientIp: undefined,
  });
}

/** Stands for a label or path element that no file names. */
const anyName = 'ksvc-any';
/** A host that nobody has (RFC 6761). */
const anyHost = `${anyName}.invalid`;

/** A host that a route takes. */
export function hostFor({ host }: RouteRow): string {
  if (host === '') return anyHost;
  return isWildcard(host) ? `${anyName}${host.slice(1)}` : host;
}

/** Paths that a route takes, as far as they can be made up: its own, then one below it. */
export function pathsFor({ host, path, match }: RouteRow): string[] {
  // The API server takes no such host, so what a controller makes of it is nobody's business.
  if (host !== host.toLowerCase()) return [];
  if (path === '') return [`/${anyName}`];
  const below = (parent: string): string => `${parent.endsWith('/') ? parent : `${parent}/`}${anyName}`;
  if (match === 'Exact' || match === 'Prefix') return [path, below(path)];
  const literal = path.endsWith('/*') ? path.slice(0, -1) : path;
  return expression.test(literal) ? [] : [literal, below(literal)];
}

const expression = /[\\^$|?*+()[\]{}~]/;

/** Whether a request ends at the route that it was made for. */
export function landsOn(answer: ControllerAnswer, { ingress, at, target }: RouteRow): boolean {
  if (answer.kind === 'end' && answer.outcome.kind === 'not-serving') return true;
  const places = answer.hops.flatMap(({ kind, because }) => (kind === 'path' ? because : []));
  if (places.length > 0) return places.some(({ object, path }) => object === ingress.object && isBelow(path, at));
  if (answer.kind === 'end' || target.kind !== 'service') return false;
  return answer.target.ingress === target.ingress && isBelow(answer.target.path, target.path);
}

function isBelow(path: FieldPath, at: FieldPath): boolean {
  return at.every((step, index) => path[index] === step);
}

function pathEvidence({ hops }: ControllerAnswer): Evidence | undefined {
  return hops.find(({ kind, status }) => kind === 'path' && status === 'ok')?.because[0];
}

function nameOf({ text, object }: Evidence): string {
  return `${text} of ${objectName(object)}`;
}

/** The made-up names are nobody's business. */
function shown(verdict: Verdict, row: RouteRow): Verdict {
  const { redirect, rewrite } = verdict;
  const host = row.host === '' ? '<host>' : row.host;
  const hide = (text: string): string => text.replace(hostFor(row), host).replace(anyName, '…');
  return {
    ...verdict,
    ...(redirect !== undefined && { redirect: hide(redirect) }),
    ...(rewrite !== undefined && { rewrite: hide(rewrite) }),
  };
}
