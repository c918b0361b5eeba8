import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence, nameOf } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import type { Objection } from '../../objection.ts';
import { keyOf } from '../age.ts';
import { pathsOf } from '../rule-paths.ts';
import { placeOf, textOf } from './annotations.ts';
import { type Gateway, needsOf, prune } from './prune.ts';
import { type RoutingRule, routingRulesOf } from './routing-rules.ts';

/** What keeps the whole gateway from being configured. */
export interface Refusal {
  readonly reason: string;
  /** What to do about it, in a sentence. */
  readonly remedy: string;
  readonly because: readonly Evidence[];
}

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  readonly ingresses: readonly Typed<Ingress>[];
  /** In the order in which they are tried. */
  readonly rules: readonly RoutingRule[];
  readonly refusal: Refusal | undefined;
  readonly leftOut: readonly Evidence[];
  readonly objections: readonly Objection[];
  /** What it comes to when the gateway lacks the things that Ingresses name; absent when they name none, or it is known. */
  readonly otherwise?: { readonly names: readonly string[]; readonly table: Table };
}

const bare: Gateway = { certificates: [], profiles: [], rootCertificates: [] };

/** Compiles Ingresses to the configuration of one gateway; what is refused of it stops all of it. */
export function compile(model: Model, ingresses: readonly Typed<Ingress>[], gateway?: Gateway): Table {
  const { kept, leftOut } = prune(ingresses, gateway);
  const panic = panicOf(kept);
  const rules = panic ? [] : routingRulesOf(model, kept);
  const refusal = panic ?? priorityRefusal(kept, rules) ?? pathRefusal(rules);
  const stopped = refusal ? kept.map((ingress) => stoppedBy(refusal, ingress)) : [];
  const objections = leftOut.map((each): Objection => {
    return { topic: 'other', reason: each.reason, because: [each], remedy: each.remedy, stops: 'ingress' };
  });
  const table: Table = { model, ingresses: kept, rules, refusal, leftOut: [...leftOut, ...stopped], objections };
  const names = gateway ? [] : [...new Set(kept.flatMap(needsOf))];
  return names.length === 0 ? table : { ...table, otherwise: { names, table: compile(model, ingresses, bare) } };
}

function stoppedBy({ reason, because }: Refusal, ingress: Typed<Ingress>): Evidence {
  const own = because.find(({ object }) => object === ingress.object);
  const text = `nothing is configured: ${reason}`;
  return own ? { ...own, text } : nameOf(ingress.object, text);
}

/** A backend that is no Service is dereferenced all the same (configbuilder.go generateBackendID, f42103d). */
function panicOf(ingresses: readonly Typed<Ingress>[]): Refusal | undefined {
  for (const ingress of ingresses) {
    const { defaultBackend } = ingress.value.spec ?? {};
    const path = pathsOf(ingress).find(({ backend }) => !backend?.service);
    const at = defaultBackend && !defaultBackend.service ? ['spec', 'defaultBackend'] : path && [...path.at, 'backend'];
    if (!at) continue;
    const reason = `the controller panics: a backend of Ingress ${keyOf(ingress)} is no Service`;
    const remedy = 'Name a Service in the backend: the controller knows no resources.';
    return { reason, because: [evidence(reason, ingress.object, at)], remedy };
  }
  return undefined;
}

/** Azure documentation "Request routing rules": priorities are unique. */
function priorityRefusal(ingresses: readonly Typed<Ingress>[], rules: readonly RoutingRule[]): Refusal | undefined {
  const twice = rules.find(({ priority }, index) => rules[index + 1]?.priority === priority);
  if (!twice) return undefined;
  const name = 'rule-priority';
  const writing = ingresses.filter((ingress) => textOf(ingress, name) === String(twice.priority));
  const reason = `Application Gateway refuses two rules of priority ${twice.priority}`;
  const remedy = `Give each Ingress a ${name} of its own, and those that have none one too.`;
  return { reason, because: writing.map(({ object }) => evidence(reason, object, placeOf(name))), remedy };
}

/** Azure documentation "URL path based routing": a path begins with a slash, and `*` stands only at its end. */
function pathRefusal(rules: readonly RoutingRule[]): Refusal | undefined {
  for (const { path, from } of rules.flatMap(({ paths }) => paths)) {
    if (path.startsWith('/') && !/[*?#]/.test(path.replace(/\*$/, ''))) continue;
    const reason = `Application Gateway does not allow the path ${path}`;
    const remedy = 'Write a path that begins with a slash, with * at its end or nowhere.';
    return { reason, because: [evidence(reason, from.ingress.object, [...from.at, 'path'])], remedy };
  }
  return undefined;
}
