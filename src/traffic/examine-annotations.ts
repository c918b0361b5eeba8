// What ingress controllers make of the annotations of an object. It needs the lists of all of them, so the command line
// loads it as a piece of its own (src/dev/build.mjs), and only for objects with such annotations.
import type { LoadedObject } from '../model/cluster.ts';
import type { Model } from '../model/model.ts';
import type { Ingress } from '../objects/kinds/ingress.ts';
import { nearest } from '../text/nearest.ts';
import {
  type AnnotatedKind,
  type AnnotationList,
  type AnnotationReference,
  isOfFamily,
  namesOf,
  valueKindOf,
} from './annotations/annotation-list.ts';
import { annotationLists, ownerOf } from './annotations/annotation-lists.ts';
import { equivalentOf } from './annotations/equivalents.ts';
import { classingOf } from './ingress/class.ts';

/** Something that a controller makes of an annotation, other than what it says. */
export type AnnotationRemark = { readonly object: LoadedObject; readonly key: string; readonly controller: string } & (
  | {
      readonly kind: 'unknown';
      /** The key that was likely meant. */
      readonly near: string | undefined;
      /** What to do, where the name was known once. */
      readonly advice: string | undefined;
      /** What becomes of the Ingress; undefined where the annotation is just ignored. */
      readonly effect: string | undefined;
    }
  /** It is read on objects of another kind. */
  | { readonly kind: 'misplaced'; readonly belongsOn: AnnotatedKind; readonly effect: string | undefined }
  | { readonly kind: 'foreign'; readonly owner: string; readonly equivalent: string | undefined }
  | {
      readonly kind: 'invalid';
      readonly value: string;
      readonly wants: string;
      readonly effect: string;
      /** The word that differs in case only. */
      readonly meant: string | undefined;
      /** More is lost than the annotation. */
      readonly isCostly: boolean;
    }
  | { readonly kind: 'reference'; readonly value: string; readonly name: string; readonly to: AnnotationReference }
);

/** Judges the annotations of an Ingress or a Service. */
export function examineAnnotations(
  model: Model,
  object: LoadedObject,
  annotations: { readonly [key: string]: unknown },
): AnnotationRemark[] {
  const kind: AnnotatedKind = object.kind === 'Ingress' ? 'Ingress' : 'Service';
  const keys = Object.keys(annotations);
  const handlers = kind === 'Ingress' ? handlersOf(model, object) : [];
  const isForHandlers = keys.some((key) => {
    const owner = ownerOf(key);
    return owner !== undefined && handlers.includes(owner.list);
  });
  return keys.flatMap((key): AnnotationRemark[] => {
    const owner = ownerOf(key);
    if (!owner) return withoutPrefix(object, key, handlers);
    const { list, name } = owner;
    if (handlers.length > 0 && !handlers.includes(list)) {
      // Annotations of several controllers at once are there on purpose.
      if (isForHandlers || !isOwn(list, name)) return [];
      const [handler] = handlers;
      const controller = handlers.map(({ title }) => title).join(' or ');
      const equivalent = handler && handlers.length === 1 ? equivalentOf(list.title, name, handler.title) : undefined;
      return [{ kind: 'foreign', object, key, controller, owner: list.title, equivalent }];
    }
    return remarksOn(object, kind, key, annotations[key], list, name);
  });
}

/** A port of a Service that an Ingress leads to. */
export interface BackendPort {
  readonly name: string;
  readonly number: number;
  readonly appProtocol: string;
}

/** A controller that speaks plain HTTP, and what makes it speak TLS. */
export interface PlainSpeaker {
  readonly controller: string;
  readonly remedy: string;
  /** Undefined where its value is more than a word. */
  readonly annotation: { readonly key: string; readonly value: string; readonly onIngress: boolean } | undefined;
}

/**
 * The controller that speaks plain HTTP to a port, and what would have it speak TLS; undefined where it speaks something
 * else, or cannot be told.
 */
export function plainSpeaker(
  model: Model,
  ingress: LoadedObject,
  service: { readonly [key: string]: unknown },
  port: BackendPort,
): PlainSpeaker | undefined {
  const handlers = handlersOf(model, ingress);
  const [first] = handlers;
  if (!first?.protocol || !handlers.every((list) => speaksPlain(list, ingress, service, port))) return undefined;
  const { on, name, secure } = first.protocol;
  const where = on.includes('Ingress') ? 'on the Ingress' : 'on the Service';
  const prefix = first.title === 'GKE Ingress' ? 'cloud.google.com/' : first.prefixes[0];
  const remedy = `Set ${prefix}${name}: ${secure} ${where}.`;
  const isPlain = !secure.includes('<');
  const annotation = isPlain
    ? { key: `${prefix}${name}`, value: secure, onIngress: on.includes('Ingress') }
    : undefined;
  return { controller: first.title, remedy, annotation };
}

function speaksPlain(
  { protocol, prefixes, sharedPrefixes = [] }: AnnotationList,
  { decoded }: LoadedObject,
  service: { readonly [key: string]: unknown },
  { name: portName, number, appProtocol }: BackendPort,
): boolean {
  if (!protocol) return false;
  const { on, name, readsAppProtocol, securePort } = protocol;
  if (readsAppProtocol && appProtocol !== '') return false;
  if (securePort?.number === number || (securePort?.name && portName.startsWith(securePort.name))) return false;
  const { annotations = {} } = (decoded.value.metadata ?? {}) as { readonly annotations?: object };
  const keys = [...(on.includes('Ingress') ? Object.keys(annotations) : []), ...Object.keys(service)];
  return ![...prefixes, ...sharedPrefixes].some((prefix) => {
    return (
      keys.some((key) => key.startsWith(prefix) && speaking.has(key.slice(prefix.length).toLowerCase())) ||
      keys.includes(prefix + name)
    );
  });
}

/** Annotations that leave TLS, or the protocol, to something else. */
const speaking: ReadonlySet<string> = new Set([
  'ssl-passthrough',
  'secure-backends',
  'backend-protocol-version',
  'server-proto',
  'service.serverstransport',
  'upstream-protocol.h2',
  'upstream-protocol.h2c',
]);

function remarksOn(
  object: LoadedObject,
  kind: AnnotatedKind,
  key: string,
  value: unknown,
  list: AnnotationList,
  name: string,
): AnnotationRemark[] {
  const base = { object, key, controller: list.title };
  const type = valueKindOf(list, kind, name);
  if (!type) return isOfFamily(list, name) ? [] : unread(base, kind, list, name);
  if (typeof value !== 'string' || value === '') return [];
  if (!type.takes(value)) {
    const effect = list.invalidEffects?.[name] ?? list.onInvalid;
    const lower = value.trim().toLowerCase();
    const meant = type.words?.find((word) => word.toLowerCase() === lower);
    return [{ kind: 'invalid', ...base, value, wants: type.wants, effect, meant, isCostly: list.isStrict === true }];
  }
  const to = list.references?.[name];
  return to ? [{ kind: 'reference', ...base, value, name, to }] : [];
}

/** A name that the controller does not read there. */
function unread(
  base: Pick<AnnotationRemark, 'object' | 'key' | 'controller'>,
  kind: AnnotatedKind,
  list: AnnotationList,
  name: string,
): AnnotationRemark[] {
  const other: AnnotatedKind = kind === 'Ingress' ? 'Service' : 'Ingress';
  // Traefik complains about names of routers only.
  const effect = kind === 'Ingress' && name.toLowerCase().startsWith('router.') ? list.onUnknown : undefined;
  if (valueKindOf(list, other, name)) return [{ kind: 'misplaced', ...base, belongsOn: other, effect }];
  const advice = list.gone?.[name];
  const near = advice === undefined ? nearest(name, namesOf(list, kind).keys()) : undefined;
  if (list.isOpen && near === undefined) return [];
  const prefix = base.key.slice(0, base.key.length - name.length);
  return [{ kind: 'unknown', ...base, near: near === undefined ? undefined : prefix + near, advice, effect }];
}

/** A name of ingress-nginx without prefix, or with the one that it had before 0.9: other controllers read some of them. */
function withoutPrefix(object: LoadedObject, key: string, handlers: readonly AnnotationList[]): AnnotationRemark[] {
  const list = handlers.find(({ title }) => title === 'ingress-nginx');
  // The other controller that often has the class nginx does not read them either.
  if (!list || handlers.some(({ classNames }) => !classNames.includes('nginx'))) return [];
  const name = key.startsWith(legacyPrefix) ? key.slice(legacyPrefix.length) : key;
  if (!valueKindOf(list, 'Ingress', name)) return [];
  const near = `${list.prefixes[0] ?? ''}${name}`;
  return [{ kind: 'unknown', object, key, controller: list.title, near, advice: undefined, effect: undefined }];
}

const legacyPrefix = 'ingress.kubernetes.io/';

/** Whether a key is surely one of the controller's: prefixes of clouds are for much else. */
function isOwn(list: AnnotationList, name: string): boolean {
  const names = namesOf(list, 'Ingress');
  return !list.isOpen || names.size === 0 || names.has(name);
}

/** The controllers that an Ingress may be for, as far as its class tells; none where it tells nothing. */
function handlersOf(model: Model, object: LoadedObject): readonly AnnotationList[] {
  const value = object.decoded.value as Ingress;
  const ingress = { object, namespace: model.namespaceOf(object), name: object.name, value };
  const { name, ingressClass, annotation } = classingOf(ingress, model);
  if (ingressClass) {
    const { controller = '' } = ingressClass.value.spec ?? {};
    return annotationLists.filter(({ controllerNames }) => controllerNames.includes(controller));
  }
  const className = name ?? annotation ?? '';
  return annotationLists.filter(({ classNames }) => classNames.includes(className));
}
