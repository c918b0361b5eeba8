import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { IngressClass } from '../../objects/kinds/ingress-class.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import { byText, creationTime } from './age.ts';

/** The annotation that named a class before IngressClass existed. */
export const classAnnotation = 'kubernetes.io/ingress.class';

/** The annotation that makes an IngressClass the one of Ingresses that name none. */
export const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class';

/** What an Ingress says about its class, once admission has seen it. */
export interface Classing {
  /** `spec.ingressClassName`, or the class that admission fills in. */
  readonly name: string | undefined;
  /** The IngressClass of that name, if the set holds it. */
  readonly ingressClass: Typed<IngressClass> | undefined;
  /** Whether the name is the default class's. */
  readonly defaulted: boolean;
  /** Value of the legacy annotation, '' included. */
  readonly annotation: string | undefined;
}

/** The class of an Ingress: the default class is for those that have neither field nor annotation. */
export function classingOf(ingress: Typed<Ingress>, model: Model): Classing {
  const annotation = ingress.value.metadata?.annotations?.[classAnnotation];
  const written = ingress.value.spec?.ingressClassName;
  if (written !== undefined) {
    return {
      name: written,
      ingressClass: model.ingressClasses.get('', written, ingress.object),
      defaulted: false,
      annotation,
    };
  }
  const ingressClass = annotation === undefined ? defaultClass(model) : undefined;
  return { name: ingressClass?.name, ingressClass, defaulted: ingressClass !== undefined, annotation };
}

/**
 * The class that admission gives to Ingresses without one: of several the newest, then the first by name (kubernetes
 * plugin/pkg/admission/network/defaultingressclass, v1.37).
 */
export function defaultClass(model: Model): Typed<IngressClass> | undefined {
  const defaults = model.ingressClasses.all.filter(
    ({ value }) => value.metadata?.annotations?.[defaultAnnotation] === 'true',
  );
  return [...defaults].sort((a, b) => ageOf(b) - ageOf(a) || byText(a.name, b.name))[0];
}

/** Whether an IngressClass that is not among the files does not exist. */
export function knowsClasses(model: Model): boolean {
  return model.cluster.complete || model.ingressClasses.all.length > 0;
}

/** Where an Ingress names its class, or where it fails to. */
export function classEvidence(ingress: Typed<Ingress>, classing: Classing, text: string): Evidence {
  const { name, defaulted, ingressClass, annotation } = classing;
  if (defaulted && ingressClass)
    return evidence(text, ingressClass.object, ['metadata', 'annotations', defaultAnnotation]);
  if (name !== undefined) return evidence(text, ingress.object, ['spec', 'ingressClassName']);
  if (annotation !== undefined) return evidence(text, ingress.object, ['metadata', 'annotations', classAnnotation]);
  return nameOf(ingress.object, text);
}

// Without a timestamp a class is not created yet, which makes it the newest; a difference of infinities is no number.
function ageOf(ingressClass: Typed<IngressClass>): number {
  return Math.min(creationTime(ingressClass), Number.MAX_SAFE_INTEGER);
}
