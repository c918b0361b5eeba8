import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { classAnnotation, classingOf } from '../../traffic/ingress/class.ts';
import { annotationsOf } from './ingress.ts';

/** The controllers that behave differently where rules care. */
export type ControllerFamily = 'ingress-nginx' | 'agic' | 'alb' | 'gce' | 'other' | 'unknown';

/** The name of the class of an Ingress: its field, else its annotation, else the default class; '' for none. */
export function classNameOf(model: Model, ingress: LoadedObject): string {
  const { name, annotation } = classing(model, ingress);
  return name ?? annotation ?? '';
}

/** Which controller an Ingress is for, as far as its class tells. */
export function controllerFamilyOf(model: Model, ingress: LoadedObject): ControllerFamily {
  const { name, annotation, ingressClass } = classing(model, ingress);
  const controller = ingressClass?.value.spec?.controller;
  if (controller !== undefined) return byController[controller] ?? 'unknown';
  return byClass[name ?? annotation ?? ''] ?? 'unknown';
}

/** Whether an Ingress is for GKE, whose controller reads the annotation alone. */
export function isForGce(ingress: LoadedObject): boolean {
  const name = annotationsOf(ingress)[classAnnotation];
  return name === 'gce' || name === 'gce-internal';
}

/** Whether the class of an Ingress is one controller's: by its IngressClass, else by the name that it usually has. */
export function isClassOf(model: Model, ingress: LoadedObject, controllerName: string, className: string): boolean {
  const { name, annotation, ingressClass } = classing(model, ingress);
  if (ingressClass) return ingressClass.value.spec?.controller === controllerName;
  return (name ?? annotation) === className;
}

function classing(model: Model, object: LoadedObject): ReturnType<typeof classingOf> {
  const namespace = model.namespaceOf(object);
  return classingOf({ object, namespace, name: object.name, value: object.decoded.value as Ingress }, model);
}

const byController: { readonly [controller: string]: ControllerFamily } = {
  'k8s.io/ingress-nginx': 'ingress-nginx',
  'azure/application-gateway': 'agic',
  'ingress.k8s.aws/alb': 'alb',
  'traefik.io/ingress-controller': 'other',
  'projectcontour.io/ingress-controller': 'other',
  'haproxy.org/ingress-controller/haproxy': 'other',
  'haproxy.org/ingress-controller': 'other',
  'haproxy-ingress.github.io/controller': 'other',
  'ingress-controllers.konghq.com/kong': 'other',
};

/** The names that the classes of these controllers usually have. */
const byClass: { readonly [name: string]: ControllerFamily } = {
  nginx: 'ingress-nginx',
  'azure-application-gateway': 'agic',
  'azure/application-gateway': 'agic',
  alb: 'alb',
  gce: 'gce',
  'gce-internal': 'gce',
  traefik: 'other',
  contour: 'other',
  haproxy: 'other',
  kong: 'other',
};
