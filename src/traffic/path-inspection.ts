// What the controllers of a set make of single paths. It needs every controller, so the command line loads it as a piece
// of its own (src/dev/build.mjs), and only for Ingresses that give reason to.
import type { LoadedObject } from '../model/cluster.ts';
import type { Model } from '../model/model.ts';
import type { Typed } from '../model/registry.ts';
import type { Ingress, IngressPath } from '../objects/kinds/ingress.ts';
import type { Controller, ControllerId } from './controllers/define-controller.ts';
import { controllers } from './controllers/index.ts';
import { isWildcard } from './ingress/host-pattern.ts';
import { parseRegex } from './ingress/regex/syntax.ts';
import { controllersFor } from './serving.ts';

/** A controller that takes an Ingress. */
export interface Taker {
  readonly id: ControllerId;
  readonly title: string;
}

/** The controllers that take each Ingress of a set, every definition of it included. */
export function takersByIngress(model: Model): ReadonlyMap<LoadedObject, readonly Taker[]> {
  const found = new Map<LoadedObject, Taker[]>();
  for (const { controller } of controllersFor(model).serving) {
    for (const ingress of model.ingresses.all) {
      if (!controller.takes(ingress, model).taken) continue;
      const { id, title } = controller;
      const known = found.get(ingress.object);
      if (known) known.push({ id, title });
      else found.set(ingress.object, [{ id, title }]);
    }
  }
  return found;
}

/**
 * Whether a controller, or the specification, gives one of these requests to a path that stands alone; undefined when
 * it cannot be told, as the controller does not give it to a plain path in its place either.
 */
export function isReached(
  model: Model,
  by: ControllerId,
  ingress: Typed<Ingress>,
  host: string,
  path: IngressPath,
  targets: readonly string[],
): boolean | undefined {
  const controller = controllers.find(({ id }) => id === by);
  if (!controller) return undefined;
  if (targets.some((target) => isGiven(controller, model, alone(ingress, host, path), host, target))) return true;
  const plain = '/ksvc-plain';
  const control = alone(ingress, host, { ...path, path: plain });
  return isGiven(controller, model, control, host, plain) ? false : undefined;
}

/** How many groups an expression captures; undefined when it cannot be read. */
export function capturingGroups(expression: string): number | undefined {
  const tree = parseRegex(expression, true);
  return tree.kind === 'tree' ? tree.groups : undefined;
}

/** The Ingress with nothing but one path, so that no other one takes its requests. */
function alone(ingress: Typed<Ingress>, host: string, path: IngressPath): Typed<Ingress> {
  const { ingressClassName, tls } = ingress.value.spec ?? {};
  const rules = [{ ...(host !== '' && { host }), http: { paths: [path] } }];
  const spec = { ...(ingressClassName !== undefined && { ingressClassName }), ...(tls && { tls }), rules };
  return { ...ingress, value: { ...ingress.value, spec } };
}

function isGiven(controller: Controller, model: Model, ingress: Typed<Ingress>, host: string, target: string): boolean {
  const table = controller.compile(model, [ingress]);
  const name = host === '' ? 'ksvc.invalid' : isWildcard(host) ? `ksvc${host.slice(1)}` : host;
  return (['http', 'https'] as const).some((scheme) => {
    const request = { scheme, host: name, target, method: 'GET', headers: new Map(), sni: name, clientIp: undefined };
    const { hops } = controller.answer(table, request);
    return hops.some(({ kind, status, because }) => {
      return kind === 'path' && status !== 'fail' && because.some(({ path }) => path[1] === 'rules');
    });
  });
}
