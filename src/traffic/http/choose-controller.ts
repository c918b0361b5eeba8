import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { nearest } from '../../text/nearest.ts';
import type { Controller } from '../controllers/define-controller.ts';
import { controllers } from '../controllers/index.ts';
import type { Evidence, Hop } from '../hop.ts';
import { controllersFor, type Decision, decisionsFor } from '../serving.ts';
import { namesHost } from './ingress-hosts.ts';

/** Which controller answers, and how that is known. */
export type Choice =
  | {
      readonly kind: 'controller';
      readonly controller: Controller;
      readonly ingresses: readonly Typed<Ingress>[];
      readonly hops: readonly Hop[];
    }
  /** Several would: who gets the request is decided in front of them. */
  | { readonly kind: 'several'; readonly ids: readonly string[]; readonly because: readonly Evidence[] }
  | { readonly kind: 'no-such-controller'; readonly id: string; readonly near: string | undefined };

/** The controller with an id, with the Ingresses that it takes. */
export function controllerOf(model: Model, id: string, host: string): Choice {
  const controller = controllers.find((each) => each.id === id);
  if (!controller) {
    const near = nearest(
      id,
      controllers.map((each) => each.id),
    );
    return { kind: 'no-such-controller', id, near };
  }
  const { taken, left } = decisionsFor(controller, model);
  const hop: Hop = { kind: 'controller', status: 'ok', text: `${controller.title}, as asked for`, because: [] };
  return { kind: 'controller', controller, ingresses: ingressesOf(taken), hops: [hop, ...leftHops(left, host)] };
}

/**
 * The controller that a set is written for: the one that it shows to run, of several the one whose Ingresses name the
 * host. Without any sign the Ingress specification answers.
 */
export function controllerFor(model: Model, host: string): Choice {
  const { serving, unserved } = controllersFor(model);
  const several = serving.length > 1 ? serving : [];
  const naming = several.filter(({ taken }) => taken.some(({ ingress }) => namesHost(ingress.value, host)));
  const withIngresses = serving.filter(({ taken }) => taken.length > 0);
  const [first, ...others] = naming.length > 0 ? naming : withIngresses.length > 0 ? withIngresses : serving;
  if (!first) {
    const choice = controllerOf(model, 'spec', host);
    if (choice.kind !== 'controller') return choice;
    const text = 'none that the files name: the Ingress specification answers';
    const because = unserved.slice(0, 1).map((decision) => decision.because);
    return { ...choice, hops: [{ kind: 'controller', status: because.length > 0 ? 'warn' : 'ok', text, because }] };
  }
  if (others.length > 0) {
    const all = [first, ...others];
    return {
      kind: 'several',
      ids: all.map(({ controller }) => controller.id),
      because: all.map(({ because }) => because),
    };
  }
  const hop: Hop = { kind: 'controller', status: 'ok', text: first.controller.title, because: [first.because] };
  const hops = [hop, ...leftHops(unserved, host)];
  return { kind: 'controller', controller: first.controller, ingresses: ingressesOf(first.taken), hops };
}

/** An Ingress that names the host and is not served is what most 404s are about. */
function leftHops(left: readonly Decision[], host: string): Hop[] {
  return left
    .filter(({ ingress }) => namesHost(ingress.value, host))
    .map(({ because }) => ({ kind: 'class', status: 'warn', text: `not served: ${because.text}`, because: [because] }));
}

function ingressesOf(decisions: readonly Decision[]): Typed<Ingress>[] {
  return decisions.map(({ ingress }) => ingress);
}
