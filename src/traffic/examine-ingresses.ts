// What a set of Ingresses does to itself, as its controllers see it. It needs every controller, so the command line loads
// it as a piece of its own (src/dev/build.mjs), and only for Ingresses that give reason to.
import type { Model } from '../model/model.ts';
import type { Typed } from '../model/registry.ts';
import type { Ingress } from '../objects/kinds/ingress.ts';
import type { Controller, Refusal } from './controllers/define-controller.ts';
import { controller as spec } from './controllers/spec.ts';
import { type Shadowed, shadowedPaths } from './ingress/shadowed-paths.ts';
import { controllersFor } from './serving.ts';

/** What a controller holds against the Ingresses that it takes. */
export interface Examination {
  readonly controller: string;
  /** What keeps it from serving all of them. */
  readonly refusals: readonly Refusal[];
  /** Paths that no request reaches; none while it does not serve. */
  readonly shadowed: readonly Shadowed[];
}

/** Asks each controller of a set about Ingresses that are applied together; those of no known one, the specification. */
export function examineIngresses(model: Model, ingresses: readonly Typed<Ingress>[]): Examination[] {
  const { serving, unserved } = controllersFor(model);
  const own = new Set(ingresses);
  const examinations = serving.map(({ controller, taken }) =>
    examine(
      controller,
      model,
      taken.map(({ ingress }) => ingress).filter((ingress) => own.has(ingress)),
    ),
  );
  const rest = unserved.map(({ ingress }) => ingress).filter((ingress) => own.has(ingress));
  return rest.length === 0 ? examinations : [...examinations, examine(spec, model, rest)];
}

function examine(controller: Controller, model: Model, ingresses: readonly Typed<Ingress>[]): Examination {
  const table = controller.compile(model, ingresses);
  const refusals = controller.refusals?.(table) ?? [];
  return {
    controller: controller.title,
    refusals,
    shadowed: refusals.length > 0 ? [] : shadowedPaths(controller, table, ingresses),
  };
}
