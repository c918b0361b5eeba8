import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { sameValue } from '../../objects/same-value.ts';
import { evidence, nameOf } from '../evidence.ts';
import { keyOf } from '../ingress/age.ts';
import { backendText } from '../ingress/answer-text.ts';
import { pathsOf, type RulePath } from '../ingress/rule-paths.ts';
import { pathEvidence } from './answer.ts';
import type { SetChange } from './change.ts';
import type { Grade } from './difference.ts';
import { type Answered, takingIngress } from './pair.ts';
import { changeOfService } from './service-change.ts';

/** The change that explains a difference; undefined where what was changed is elsewhere. */
export function setChange(before: Answered, after: Answered, grade: Grade): SetChange | undefined {
  const models = [before.side.model, after.side.model] as const;
  const first =
    grade === 'pods'
      ? serviceChange(before, after, models)
      : byAnnotation.has(grade) && annotationChange(before, after);
  if (first) return first;
  const was = changeOf(before, after.side.model, 'gone');
  if (was) return was;
  const is = changeOf(after, before.side.model, 'new');
  if (is) return { ...is, before: is.after, after: is.before };
  return ingressChange(before, after) ?? serviceChange(before, after, models);
}

/** What took the request on one side and is not on the other. */
function changeOf(one: Answered, other: Model, word: 'gone' | 'new'): SetChange | undefined {
  const place = pathEvidence(one.answer);
  const ingress = takingIngress(one);
  if (!place || !ingress) return undefined;
  const back = word === 'gone';
  const same = other.ingresses.get(ingress.namespace, ingress.name);
  if (!same) {
    return {
      text: `Ingress ${keyOf(ingress)} is ${word}`,
      keep: back ? `put Ingress ${keyOf(ingress)} back` : `leave Ingress ${keyOf(ingress)} out`,
      before: [place],
      after: [],
    };
  }
  if (place.path[1] === 'defaultBackend') {
    if (same.value.spec?.defaultBackend) return undefined;
    const text = `the default backend of Ingress ${keyOf(ingress)} is ${word}`;
    return { text, keep: back ? 'put it back' : 'leave it out', before: [place], after: [nameOf(same.object)] };
  }
  const path = pathsOf(ingress).find(({ at }) => at.every((step, index) => place.path[index] === step));
  if (!path || pathsOf(same).some((each) => isSamePath(each, path))) return undefined;
  const of = `${path.path || '/'} of ${path.host || 'any host'} in Ingress ${keyOf(ingress)}`;
  const retyped = pathsOf(same).find((each) => each.host === path.host && each.path === path.path);
  if (retyped) {
    const [old, now] = back ? [path, retyped] : [retyped, path];
    return {
      text: `${of} was ${old.pathType} and is ${now.pathType}`,
      keep: `write pathType ${old.pathType} again`,
      before: [place],
      after: [evidence(`${retyped.path} ${retyped.pathType}`, same.object, [...retyped.at, 'pathType'])],
    };
  }
  return {
    text: `the path ${of} is ${word}`,
    keep: back ? `put the path ${of} back, or redirect from it` : `leave the path ${of} out, or make it narrower`,
    before: [place],
    after: [nameOf(same.object)],
  };
}

/** The same path on both sides: its backend, or what stands around it. */
function ingressChange(before: Answered, after: Answered): SetChange | undefined {
  const [old, now] = [takingIngress(before), takingIngress(after)];
  const ingress = old ?? now;
  if (!ingress) return undefined;
  const left = old ?? before.side.model.ingresses.get(ingress.namespace, ingress.name);
  const right = after.side.model.ingresses.get(ingress.namespace, ingress.name);
  if (!left || !right) return undefined;
  const place = pathEvidence(before.answer);
  const path = place && pathsOf(left).find(({ at }) => at.every((step, index) => place.path[index] === step));
  const same = path && pathsOf(right).find((each) => isSamePath(each, path));
  if (path && same && backendOf(path) !== backendOf(same)) {
    return {
      text: `the backend of ${path.path || '/'} in Ingress ${keyOf(left)} was ${backendOf(path)} and is ${backendOf(same)}`,
      keep: `name ${backendOf(path)} again`,
      before: [evidence(backendOf(path), left.object, [...path.at, 'backend'])],
      after: [evidence(backendOf(same), right.object, [...same.at, 'backend'])],
    };
  }
  const annotation = annotationChange(before, after);
  if (annotation) return annotation;
  for (const [field, what] of [
    ['ingressClassName', 'the class'],
    ['tls', 'the tls section'],
    ['defaultBackend', 'the default backend'],
    ['rules', 'the rules'],
  ] as const) {
    if (sameValue(left.value.spec?.[field], right.value.spec?.[field])) continue;
    return {
      text: `${what} of Ingress ${keyOf(left)} changed`,
      keep: `write spec.${field} as it was`,
      before: [evidence(field, left.object, ['spec', field], 'key')],
      after: [evidence(field, right.object, ['spec', field], 'key')],
    };
  }
  return undefined;
}

/** What an annotation asks for is seen in these before it is in any path. */
const byAnnotation: ReadonlySet<Grade> = new Set(['opened', 'redirect', 'rewrite']);

/** An annotation of the Ingress that took the request. */
function annotationChange(before: Answered, after: Answered): SetChange | undefined {
  const ingress = takingIngress(before) ?? takingIngress(after);
  if (!ingress) return undefined;
  const [left, right] = [before, after].map(({ side }) => side.model.ingresses.get(ingress.namespace, ingress.name));
  if (!left || !right) return undefined;
  const key = changedAnnotation(left, right);
  if (key === undefined) return undefined;
  const at = ['metadata', 'annotations', key];
  const [was, is] = [left, right].map(({ value }) => value.metadata?.annotations?.[key]);
  return {
    text: `annotation ${key} of Ingress ${keyOf(left)} ${was === undefined ? 'is new' : is === undefined ? 'is gone' : `was '${was}' and is '${is}'`}`,
    keep:
      was === undefined
        ? `take the annotation ${key} out`
        : `write the annotation ${key}: ${JSON.stringify(was)} again`,
    before: was === undefined ? [] : [evidence(key, left.object, at)],
    after: is === undefined ? [] : [evidence(key, right.object, at)],
  };
}

/** The same backend on both sides: the Service behind it. */
function serviceChange(before: Answered, after: Answered, [old, now]: readonly [Model, Model]): SetChange | undefined {
  const named = [before, after].flatMap(({ answer: { hops } }) =>
    hops.filter(({ kind }) => kind === 'backend' || kind === 'path').flatMap(({ because }) => because),
  );
  for (const { object, path } of named) {
    if (object.kind !== 'Ingress') continue;
    const at = pathsOfObject(old, now, object.name, old.namespaceOf(object)).find((each) =>
      each.at.every((step, index) => path[index] === step),
    );
    const name = at?.backend?.service?.name;
    if (at && name !== undefined) return changeOfService(old, now, at.ingress.namespace, name);
  }
  return undefined;
}

function pathsOfObject(old: Model, now: Model, name: string, namespace: string): readonly RulePath[] {
  const ingress: Typed<Ingress> | undefined = old.ingresses.get(namespace, name) ?? now.ingresses.get(namespace, name);
  return ingress ? pathsOf(ingress) : [];
}

function isSamePath(a: RulePath, b: RulePath): boolean {
  return a.host === b.host && a.path === b.path && a.pathType === b.pathType;
}

function backendOf({ target }: RulePath): string {
  return target ? backendText({ target }) : 'no Service';
}

function changedAnnotation(left: Typed<Ingress>, right: Typed<Ingress>): string | undefined {
  const [old, now] = [left.value.metadata?.annotations ?? {}, right.value.metadata?.annotations ?? {}];
  return [...Object.keys(old), ...Object.keys(now)].find((key) => old[key] !== now[key]);
}
