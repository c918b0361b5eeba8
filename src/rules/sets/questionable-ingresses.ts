import type { Cluster } from '../../model/cluster.ts';
import { type Model, modelOf } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { type Examination, examineIngresses } from '../../traffic/examine-ingresses.ts';
import { annotationsOf, ingressSpec, isIngress } from '../facts/ingress.ts';
import { controllerFamilyOf } from '../facts/ingress-controller.ts';
import { annotationRemarksOf } from './annotation-remarks.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { addPath, type HostPaths, noPaths } from './path-overlap.ts';

const cache = new WeakMap<Cluster, readonly Examination[]>();

/**
 * What the controllers of a set say of its Ingresses. Controllers are many times the code of the rules, so they are
 * asked only about Ingresses that have something they are known to trip over, and whose like is quickly seen.
 */
export function examinationsOf(cluster: Cluster): readonly Examination[] {
  let found = cache.get(cluster);
  if (!found) {
    found = examine(cluster);
    cache.set(cluster, found);
  }
  return found;
}

function examine(cluster: Cluster): readonly Examination[] {
  const model = modelOf(cluster);
  if (model.ingresses.all.length === 0) return [];
  const kustomizations = kustomizationsOf(cluster);
  const ingresses = model.ingresses.all.filter(
    ({ object }) => isIngress(object) && !kustomizations.isPatch(object.document.source.path),
  );
  const questionable = questionableOf(model, ingresses);
  for (const { kind, object } of annotationRemarksOf(cluster)) {
    const ingress = kind === 'invalid' ? ingresses.find((each) => each.object === object) : undefined;
    if (ingress) questionable.add(ingress);
  }
  if (questionable.size === 0) return [];
  const { together } = neighbourhoodOf(cluster);
  const groups = new Map<string, readonly Typed<Ingress>[]>();
  for (const one of questionable) {
    const members = ingresses.filter(({ object }) => object === one.object || together(object, one.object));
    const key = members.length === ingresses.length ? '' : members.map((each) => ingresses.indexOf(each)).join();
    groups.set(key, members);
  }
  return [...groups.values()].flatMap((members) => examineIngresses(model, members));
}

/** Ingresses with something that one controller or another trips over. */
function questionableOf(model: Model, ingresses: readonly Typed<Ingress>[]): Set<Typed<Ingress>> {
  const found = new Set<Typed<Ingress>>();
  const hosts = new Map<string, HostPaths>();
  const typesOf = new Map<string, string>();
  const expressions = new Map<string, Typed<Ingress>>();
  const plain = new Map<string, Typed<Ingress>>();
  const knowsExternalNames = model.services.all.some(({ value }) => value.spec?.type === 'ExternalName');
  for (const ingress of ingresses) {
    const { object } = ingress;
    const { defaultBackend, rules = [] } = ingressSpec(object);
    const isRegex = hasRegexAnnotation(ingress);
    if (defaultBackend?.resource || namesHaproxySecret(model, ingress)) found.add(ingress);
    if (isAskedAlways(model, ingress)) found.add(ingress);
    for (const { host = '', http } of rules) {
      for (const { path: text = '', pathType = '', backend } of http?.paths ?? []) {
        if (backend?.resource || (isExpression(text, pathType, isRegex) && mayBeInvalid(text))) found.add(ingress);
        if (pathType === 'ImplementationSpecific' && mayBeExpression.test(text) && mayBeInvalid(text))
          found.add(ingress);
        if (knowsExternalNames && leadsOutside(model, ingress, backend?.service?.name)) found.add(ingress);
        if (isRegex) expressions.set(host, ingress);
        else if (pathType === 'Exact' || (pathType === 'Prefix' && text !== '/')) plain.set(host, ingress);
        let known = hosts.get(host);
        if (!known) {
          known = noPaths();
          hosts.set(host, known);
        }
        if (addPath(known, text || '/', pathType === 'Exact')) found.add(ingress);
        const type = typesOf.get(host);
        if (type === undefined) typesOf.set(host, pathType);
        // To some controllers a Prefix is more than any longer path of no type, or than an Exact one.
        else if (type !== pathType && controllerFamilyOf(model, object) === 'other') found.add(ingress);
      }
    }
  }
  // One expression makes expressions of all paths of its host.
  for (const [host, ingress] of expressions) if (plain.has(host)) found.add(ingress);
  return found;
}

/** What Kong takes for a regular expression, and Contour: those of ingress-nginx have an annotation. */
const mayBeExpression = /^\/~|[\^+*[\]%]/;

/** Whether an Ingress is for a controller of load balancers, which one mistake stops, or asks for what Kong refuses. */
function isAskedAlways(model: Model, { object }: Typed<Ingress>): boolean {
  for (const key in annotationsOf(object)) if (askedAbout.test(key)) return true;
  const { ingressClassName } = ingressSpec(object);
  if (model.ingressClasses.all.length === 0 && ingressClassName !== undefined) return ofClouds.has(ingressClassName);
  const family = controllerFamilyOf(model, object);
  return family === 'alb' || family === 'gce' || family === 'agic';
}

const ofClouds: ReadonlySet<string> = new Set(['alb', 'gce', 'gce-internal', 'azure-application-gateway']);

const askedAbout =
  /^(?:nginx\.ingress\.kubernetes\.io\/canary|konghq\.com\/rewrite$|projectcontour\.io\/tls-min|(?:haproxy-)?ingress\.(?:kubernetes|github)\.io\/(?:server-alias|redirect-from)-regex$)/;

function leadsOutside(model: Model, { namespace, object }: Typed<Ingress>, name: string | undefined): boolean {
  return model.services.get(namespace, name ?? '', object)?.value.spec?.type === 'ExternalName';
}

function hasRegexAnnotation({ object }: Typed<Ingress>): boolean {
  const annotations = annotationsOf(object);
  for (const key in annotations) if (regexAnnotations.has(key)) return true;
  return false;
}

const regexAnnotations = new Set([
  'nginx.ingress.kubernetes.io/use-regex',
  'nginx.ingress.kubernetes.io/rewrite-target',
  'haproxy-ingress.github.io/path-type',
  'traefik.ingress.kubernetes.io/router.pathmatcher',
]);

/** Whether a path may be an expression: by annotation, and with Contour by its characters. */
function isExpression(text: string, pathType: string, byAnnotation: boolean): boolean {
  return byAnnotation || (pathType === 'ImplementationSpecific' && /[\^+*[\]%]/.test(text));
}

/** Expressions that JavaScript takes and PCRE may not have one of these. */
const unlikeJavaScript = /\(\?|\\[^./dwsDWSbB-]|\[[:.=]/;

function mayBeInvalid(text: string): boolean {
  if (unlikeJavaScript.test(text)) return true;
  try {
    new RegExp(text);
    return false;
  } catch {
    return true;
  }
}

/** Whether an Ingress that may be HAProxy's has a certificate among the files. */
function namesHaproxySecret(model: Model, { object, namespace, value }: Typed<Ingress>): boolean {
  if (!value.spec?.tls || model.secrets.all.length === 0) return false;
  if (!value.spec.tls.some(({ secretName = '' }) => model.secrets.get(namespace, secretName))) return false;
  const isNamed = (text: string | undefined): boolean => text?.includes('haproxy') === true;
  return (
    isNamed(value.spec.ingressClassName) ||
    Object.keys(annotationsOf(object)).some(isNamed) ||
    model.ingressClasses.all.some((each) => isNamed(each.value.spec?.controller))
  );
}
