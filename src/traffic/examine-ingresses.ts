// What a set of Ingresses does to itself, as its controllers see it. It needs every controller, so the command line loads
// it as a piece of its own (src/dev/build.mjs), and only for Ingresses that give reason to.
import type { Model } from '../model/model.ts';
import type { Typed } from '../model/registry.ts';
import type { Ingress } from '../objects/kinds/ingress.ts';
import type { Controller, ControllerId, Refusal } from './controllers/define-controller.ts';
import { controller as spec } from './controllers/spec.ts';
import { answerText } from './ingress/answer-text.ts';
import { isWildcard } from './ingress/host-pattern.ts';
import { pathsOf, type RulePath } from './ingress/rule-paths.ts';
import { type Shadowed, shadowedPaths } from './ingress/shadowed-paths.ts';
import type { Objection } from './objection.ts';
import { httpRequest } from './request.ts';
import { controllersFor } from './serving.ts';
import type { Surprise } from './surprise.ts';

/** What a controller holds against the Ingresses that it takes. */
export interface Examination {
  readonly id: ControllerId;
  /** Its title. */
  readonly controller: string;
  readonly ingresses: readonly Typed<Ingress>[];
  /** What it does with backends that are no usual Services. */
  readonly backends: NonNullable<Controller['backends']>;
  /** What keeps it from serving all of them. */
  readonly refusals: readonly Refusal[];
  /** What keeps it from serving some of them. */
  readonly objections: readonly Objection[];
  readonly surprises: readonly Surprise[];
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

/** A path that two controllers of a set take, and a request that they answer differently. */
export interface Difference {
  readonly path: RulePath;
  readonly request: string;
  /** By the titles of the controllers. */
  readonly answers: readonly (readonly [controller: string, answer: string])[];
}

/** What the controllers that take an Ingress together make of its paths, where they do not make the same. */
export function differencesOf(model: Model, ingress: Typed<Ingress>): Difference[] {
  const takers = controllersFor(model).serving.flatMap(({ controller, taken }) => {
    const ingresses = taken.map((each) => each.ingress);
    return ingresses.includes(ingress) ? [{ controller, table: controller.compile(model, ingresses) }] : [];
  });
  if (takers.length < 2) return [];
  return pathsOf(ingress).flatMap((path): Difference[] => {
    for (const target of targetsFor(path.path || '/')) {
      const host = path.host === '' ? 'any.invalid' : isWildcard(path.host) ? `any${path.host.slice(1)}` : path.host;
      const request = httpRequest({ scheme: 'http', host, path: target });
      if (!request) continue;
      const answers = takers.map(({ controller, table }) => {
        return [controller.title, answerText(controller.answer(table, request))] as const;
      });
      if (answers.some(([, text]) => text === 'unknown') || new Set(answers.map(([, text]) => text)).size < 2) continue;
      return [{ path, request: `http://${host}${target}`, answers }];
    }
    return [];
  });
}

/** Requests at which controllers differ: the path, what lies below it, what begins like it, and other case. */
function targetsFor(path: string): string[] {
  const below = path.endsWith('/') ? `${path}x` : `${path}/x`;
  const slash = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  return [path, below, slash, `${path}x`, path.toUpperCase()].filter((each) => each.startsWith('/'));
}

function examine(controller: Controller, model: Model, ingresses: readonly Typed<Ingress>[]): Examination {
  const table = controller.compile(model, ingresses);
  const refusals = controller.refusals?.(table) ?? [];
  return {
    id: controller.id,
    controller: controller.title,
    ingresses,
    backends: backendsOf(controller, model),
    refusals,
    objections: controller.objections?.(table) ?? [],
    surprises: controller.surprises?.(table) ?? [],
    shadowed: refusals.length > 0 ? [] : shadowedPaths(controller, table, ingresses),
  };
}

/** What the controller does with external names may have been allowed by an option. */
function backendsOf({ id, modeOf, options, backends = {} }: Controller, model: Model): Examination['backends'] {
  const given = model.cluster.controllerOptions?.[modeOf ?? id];
  if (!given || !options?.some(({ name, allowsExternalNames }) => allowsExternalNames && given[name])) return backends;
  const { externalNameOption: _allowed, ...rest } = backends;
  return rest;
}
