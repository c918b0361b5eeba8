import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { Controller, ControllerAnswer } from '../controllers/define-controller.ts';
import type { Evidence } from '../hop.ts';
import { isWildcard } from './host-pattern.ts';
import { pathsOf, type RulePath } from './rule-paths.ts';

/** A path that no request reaches. */
export interface Shadowed {
  readonly path: RulePath;
  /** The paths that take its requests: that for the path itself, then that for what is below it. */
  readonly by: readonly Evidence[];
}

/**
 * The literal paths that no request reaches. A path takes itself and, if it is no Exact one, what begins with it. One
 * request stands for all of a sort as long as a literal path takes it: whatever takes `/foo/` and a name that no file
 * has, takes everything below `/foo/`. For a regular expression that is only so where it needs no more than the path.
 */
export function shadowedPaths(
  controller: Controller,
  table: unknown,
  ingresses: readonly Typed<Ingress>[],
): readonly Shadowed[] {
  const found: Shadowed[] = [];
  for (const path of ingresses.flatMap(pathsOf)) {
    if (!path.path.startsWith('/') || expression.test(path.path)) continue;
    const by = winnersOf(controller, table, path);
    if (by.length > 0) found.push({ path, by });
  }
  return found;
}

/** What makes a path a regular expression where paths are, other than a dot. */
const expression = /[\\^$|?*+()[\]{}~]/;
/** What an expression may ask of the text after its match. */
const looksAhead = /[\\$]|\(\?/;
/** Stands for what no file names. */
const anyName = 'ksvc-any';

function winnersOf(controller: Controller, table: unknown, path: RulePath): readonly Evidence[] {
  const asked = path.path;
  const below = asked.endsWith('/') ? `${asked}${anyName}` : `${asked}/${anyName}`;
  const first = takerOf(controller, table, path, asked);
  if (first === undefined || first === 'itself') return [];
  const beyond = [`${asked}/`, below, `${asked}${anyName}`].map((each) => takerOf(controller, table, path, each));
  if (beyond.includes('itself')) return [];
  const isExact = path.pathType === 'Exact';
  for (const taker of [first, ...(isExact ? [] : beyond)]) {
    if (taker === undefined || taker === 'itself') continue;
    const text = writtenPath(taker);
    if (text === undefined) return [];
    if (!expression.test(text)) continue;
    // Compared from the start, and decided before the path ends; a dot in the path would itself take more.
    const isDecided = controller.id === 'ingress-nginx' && isSame(taker, first);
    if (!isDecided || looksAhead.test(text) || asked.includes('.')) return [];
  }
  const [, under] = beyond;
  return isExact || under === undefined || under === 'itself' || isSame(under, first) ? [first] : [first, under];
}

/** Which rule takes a path; undefined where none does, or where it cannot be told. */
function takerOf(
  controller: Controller,
  table: unknown,
  path: RulePath,
  target: string,
): Evidence | 'itself' | undefined {
  let taker: Evidence | undefined;
  const isSecure = (path.ingress.value.spec?.tls ?? []).length > 0;
  for (const scheme of isSecure ? (['http', 'https'] as const) : (['http'] as const)) {
    const host = path.host === '' ? `${anyName}.invalid` : path.host;
    const name = isWildcard(host) ? `${anyName}${host.slice(1)}` : host;
    const request = { scheme, host: name, target, method: 'GET', headers: new Map(), sni: name, clientIp: undefined };
    const answer = controller.answer(table, request);
    const places = placesOf(answer);
    if (answer.kind === 'end' && answer.outcome.kind === 'unknown') return 'itself';
    if (places.some((place) => isOf(place, path))) return 'itself';
    taker ??= places[0];
  }
  return taker;
}

function placesOf({ hops }: ControllerAnswer): readonly Evidence[] {
  return hops.flatMap(({ kind, status, because }) => (kind === 'path' && status !== 'fail' ? because : []));
}

function isOf({ object, path }: Evidence, { ingress, at }: RulePath): boolean {
  return object === ingress.object && at.every((step, index) => path[index] === step);
}

function isSame(a: Evidence, b: Evidence): boolean {
  return (
    a.object === b.object && a.path.length === b.path.length && a.path.every((step, index) => step === b.path[index])
  );
}

/** The path of the rule that a place is in. */
function writtenPath({ object, path }: Evidence): string | undefined {
  const [, , rule, , , index] = path;
  const { spec } = object.decoded.value as Ingress;
  return spec?.rules?.[Number(rule)]?.http?.paths?.[Number(index)]?.path;
}
