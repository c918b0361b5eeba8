import type { Model } from '../model/model.ts';
import type { Typed } from '../model/registry.ts';
import type { Ingress } from '../objects/kinds/ingress.ts';
import type { Controller } from './controllers/define-controller.ts';
import { controllers } from './controllers/index.ts';
import { evidence } from './evidence.ts';
import type { Evidence } from './hop.ts';
import { keyOf } from './ingress/age.ts';
import { type Classing, classEvidence, classingOf, knowsClasses } from './ingress/class.ts';

/** An Ingress and why a controller takes it, or does not. */
export interface Decision {
  readonly ingress: Typed<Ingress>;
  readonly because: Evidence;
}

/** A controller that the set shows to run, and its Ingresses. */
export interface Serving {
  readonly controller: Controller;
  /** What shows that it runs. */
  readonly because: Evidence;
  readonly taken: readonly Decision[];
}

/** Which controllers serve the Ingresses of a set. */
export interface Assignment {
  readonly serving: readonly Serving[];
  /** Ingresses that no controller of the set takes. */
  readonly unserved: readonly Decision[];
}

/**
 * The controllers that a set shows to run: those of its IngressClasses, and where it has none those whose class name,
 * class annotation or own annotations the Ingresses have. Several may coexist, and two may take the same Ingress.
 */
export function controllersFor(model: Model): Assignment {
  let assignment = assignments.get(model);
  if (!assignment) {
    assignment = assign(model);
    assignments.set(model, assignment);
  }
  return assignment;
}

// A comparison asks it for each host.
const assignments = new WeakMap<Model, Assignment>();

function assign(model: Model): Assignment {
  const ingresses = ingressesOf(model);
  const classed = ingresses.map((ingress) => ({ ingress, classing: classingOf(ingress, model) }));
  const serving: Serving[] = [];
  for (const controller of controllers) {
    const because = controller.modeOf === undefined ? signOf(controller, model, classed) : undefined;
    if (because) serving.push({ controller, because, taken: decisionsOf(controller, model, ingresses).taken });
  }
  const served = new Set(serving.flatMap(({ taken }) => taken.map(({ ingress }) => ingress)));
  const unserved = classed
    .filter(({ ingress }) => !served.has(ingress))
    .map((each) => ({ ingress: each.ingress, because: whyUnserved(each, model) }));
  return { serving, unserved };
}

/** An Ingress and its class, which every controller that may run is asked about. */
interface Classed {
  readonly ingress: Typed<Ingress>;
  readonly classing: Classing;
}

/** The Ingresses that a controller takes and those that it leaves, when it is taken to run. */
export function decisionsFor(controller: Controller, model: Model): { taken: Decision[]; left: Decision[] } {
  return decisionsOf(controller, model, ingressesOf(model));
}

/** The Ingresses of a set; of several definitions of one name the first. */
export function ingressesOf(model: Model): Typed<Ingress>[] {
  const byKey = new Map<string, Typed<Ingress>>();
  for (const ingress of model.ingresses.all) if (!byKey.has(keyOf(ingress))) byKey.set(keyOf(ingress), ingress);
  return [...byKey.values()];
}

function decisionsOf(
  controller: Controller,
  model: Model,
  ingresses: readonly Typed<Ingress>[],
): { taken: Decision[]; left: Decision[] } {
  const taken: Decision[] = [];
  const left: Decision[] = [];
  for (const ingress of ingresses) {
    const decision = controller.takes(ingress, model);
    (decision.taken ? taken : left).push({ ingress, because: decision.because });
  }
  return { taken, left };
}

function signOf(controller: Controller, model: Model, classed: readonly Classed[]): Evidence | undefined {
  const { title, controllerNames, classNames, classAnnotations, annotationPrefixes } = controller;
  for (const { name, value, object } of model.ingressClasses.all) {
    if (!controllerNames.includes(value.spec?.controller ?? '')) continue;
    return evidence(`IngressClass ${name} belongs to ${title}`, object, ['spec', 'controller']);
  }
  const open = !knowsClasses(model);
  for (const { ingress, classing } of classed) {
    const { name, annotation } = classing;
    const isUsual =
      name === undefined
        ? annotation !== undefined && annotation !== '' && classAnnotations.includes(annotation)
        : open && classNames.includes(name);
    if (isUsual) return classEvidence(ingress, classing, `'${name ?? annotation}' is the usual class of ${title}`);
  }
  return open ? annotationSign(classed, title, annotationPrefixes) : undefined;
}

function annotationSign(classed: readonly Classed[], title: string, prefixes: readonly string[]): Evidence | undefined {
  for (const { ingress } of classed) {
    const { value, object } = ingress;
    const annotations = value.metadata?.annotations;
    if (!annotations) continue;
    for (const key of Object.keys(annotations)) {
      if (!prefixes.some((prefix) => key.startsWith(prefix))) continue;
      return evidence(`${key} is an annotation of ${title}`, object, ['metadata', 'annotations', key], 'key');
    }
  }
  return undefined;
}

function whyUnserved({ ingress, classing }: Classed, model: Model): Evidence {
  return classEvidence(ingress, classing, `Ingress ${keyOf(ingress)} ${reasonUnserved(classing, model)}`);
}

function reasonUnserved({ name, ingressClass, annotation }: Classing, model: Model): string {
  if (ingressClass) {
    const { controller } = ingressClass.value.spec ?? {};
    return `has the class ${ingressClass.name}, whose controller ${controller ?? ''} is none that is known`;
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return `names the class ${name}, and there is no such IngressClass`;
    return `names the class ${name}, whose IngressClass is not among the files`;
  }
  if (annotation !== undefined) return `has the class annotation '${annotation}', which no controller of the set takes`;
  return 'names no class, and no IngressClass is the default';
}
