import type { IngressBackend } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import { keyOf } from '../age.ts';
import { serviceOf } from '../backend.ts';
import { pathsOf, type RulePath, serviceTarget } from '../rule-paths.ts';
import { type Action, type TargetGroup, type Tuple, writtenAction } from './actions.ts';
import { boolOf } from './annotations.ts';
import { type Authentication, authenticationOf } from './authentication.ts';
import { type Condition, type WrittenConditions, writtenConditions } from './conditions.ts';
import type { Member } from './groups.ts';
import type { Protocol } from './listen-ports.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type TargetContext, targetGroup } from './target-groups.ts';
import { type Transform, transformsOf } from './transforms.ts';

/** What a rule, or the default of a listener, does with the requests that it takes. */
export interface Effect {
  readonly action: Action;
  readonly transforms: readonly Transform[];
  readonly authentication: Authentication | undefined;
  readonly member: Member;
  /** The path or default backend that it comes from. */
  readonly at: FieldPath;
}

/** A rule of a listener. */
export interface Rule extends Effect {
  readonly conditions: readonly Condition[];
  readonly path: RulePath;
}

/** The rules of an Ingress in the order in which they are tried (model_build_listener_rules.go, v3.5.0). */
export function rulesOf(context: TargetContext, member: Member, protocol: Protocol): readonly Rule[] | Refusal {
  const byRule = new Map<string, RulePath[]>();
  for (const path of pathsOf(member.ingress)) {
    const key = path.rule.join('/');
    byRule.set(key, [...(byRule.get(key) ?? []), path]);
  }
  const rules: Rule[] = [];
  for (const path of [...byRule.values()].flatMap(sortedPaths)) {
    const effect = effectOf(context, member, path.backend, path.at, [...path.at, 'backend'], protocol);
    if (isRefusal(effect)) return effect;
    const conditions = conditionsOf(member, path, effect.written);
    if (isRefusal(conditions)) return conditions;
    const { written: _, ...rest } = effect;
    rules.push({ ...rest, conditions, path });
  }
  return rules;
}

/** What a backend does: of a rule, or the default of a listener. */
export function effectOf(
  context: TargetContext,
  member: Member,
  backend: IngressBackend | undefined,
  at: FieldPath,
  backendAt: FieldPath,
  protocol: Protocol,
): (Effect & { readonly written: WrittenConditions }) | Refusal {
  const { ingress } = member;
  const target = serviceTarget(ingress, backend, backendAt);
  if (!target) {
    const remedy = 'Name a Service in the backend: the controller knows no resources.';
    return refuse(`ingress: ${keyOf(ingress)}: missing required "service" field`, ingress, backendAt, remedy);
  }
  const name = target.backend.name ?? '';
  const written = writtenConditions(ingress, name);
  if (isRefusal(written)) return written;
  const transforms = transformsOf(ingress, name);
  if (isRefusal(transforms)) return transforms;
  const action =
    target.backend.port?.name === 'use-annotation'
      ? annotatedAction(context, member, target)
      : forwardTo(context, member, [{ target, weight: undefined }]);
  if (isRefusal(action)) return action;
  const authentication = authenticationOf(context.model, member, action, protocol);
  if (isRefusal(authentication)) return authentication;
  return { action, transforms, authentication, member, at, written };
}

/** Exact paths, then prefixes by length, then the others, each in the order in which they are written. */
function sortedPaths(paths: readonly RulePath[]): RulePath[] {
  const ofType = (type: string): RulePath[] => paths.filter(({ pathType }) => pathType === type);
  const prefixes = ofType('Prefix').sort((a, b) => byteLength(b.path) - byteLength(a.path));
  return [...ofType('Exact'), ...prefixes, ...ofType('ImplementationSpecific')];
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Host, path and what `conditions.NAME` adds to them; other fields stand first. */
function conditionsOf(member: Member, path: RulePath, written: WrittenConditions): readonly Condition[] | Refusal {
  const own = pathPatterns(member, path);
  if (isRefusal(own)) return own;
  const hosts = [...(path.host === '' ? [] : [path.host]), ...written.hosts];
  const paths = [...(own.regex ? [] : own.values), ...written.paths];
  const pathRegexes = [...(own.regex ? own.values : []), ...written.pathRegexes];
  const both = (what: string, plain: readonly string[], regexes: readonly string[]): Refusal | undefined => {
    if (plain.length === 0 || regexes.length === 0) return undefined;
    const text = `${what} condition must specify exactly one of Values and RegexValues, got both Values [${plain.join(' ')}] and RegexValues [${regexes.join(' ')}]`;
    const remedy = `Write the ${what}s in conditions.* as values where the rule has them as values, not as regexValues.`;
    return refuse(`ingress: ${keyOf(member.ingress)}: ${text}`, member.ingress, path.at, remedy);
  };
  const problem = both('host', hosts, written.hostRegexes) ?? both('path', paths, pathRegexes);
  if (problem) return problem;
  const conditions: Condition[] = [...written.others];
  const add = (field: 'host-header' | 'path-pattern', values: readonly string[], regex: boolean): void => {
    if (values.length > 0) conditions.push({ field, values, regex });
  };
  add('host-header', hosts, false);
  add('host-header', written.hostRegexes, true);
  add('path-pattern', paths, false);
  add('path-pattern', pathRegexes, true);
  return conditions.length > 0 ? conditions : [{ field: 'path-pattern', values: ['/*'], regex: false }];
}

function patternRefusal(...args: Parameters<typeof refuse>): Refusal {
  return { ...refuse(...args), topic: 'pattern' };
}

function pathPatterns(
  { ingress }: Member,
  { path, pathType, at }: RulePath,
): { readonly values: readonly string[]; readonly regex: boolean } | Refusal {
  if (path === '') return { values: [], regex: false };
  const plain = (...values: string[]): { values: string[]; regex: boolean } => ({ values, regex: false });
  const refused = (what: string): Refusal =>
    patternRefusal(
      `ingress: ${keyOf(ingress)}: ${what} path shouldn't contain wildcards: ${path}`,
      ingress,
      [...at, 'path'],
      'Write pathType: ImplementationSpecific, where * and ? are wildcards, or a path without them.',
    );
  const hasWildcard = /[*?]/.test(path);
  switch (pathType) {
    case 'Exact':
      return hasWildcard ? refused('exact') : plain(path);
    case 'Prefix': {
      if (path === '/') return plain('/*');
      const stem = path.endsWith('/') ? path.slice(0, -1) : path;
      return hasWildcard ? refused('prefix') : plain(stem, `${stem}/*`);
    }
    default: {
      const regex = boolOf(ingress, 'use-regex-path-match') ?? false;
      if (isRefusal(regex)) return regex;
      // The API server wants a slash in front, which is no part of the expression.
      return regex ? { values: [path.slice(1)], regex } : plain(path);
    }
  }
}

/** The action that `actions.NAME` holds; 503 without it (--tolerate-non-existent-backend-action, default true). */
function annotatedAction(context: TargetContext, member: Member, target: ServiceTarget): Action | Refusal {
  const { ingress } = member;
  const written = writtenAction(ingress, target.backend.name ?? '');
  if (isRefusal(written)) return written;
  if (!written) return { kind: 'fixed-response', status: '503', reason: 'Backend action does not exist' };
  if (written.kind !== 'forward') return written;
  return forwardTo(
    context,
    member,
    written.tuples.map((tuple) => ({ target: tupleTarget(member, target, tuple), weight: tuple.weight })),
  );
}

function tupleTarget(
  { ingress }: Member,
  target: ServiceTarget,
  { serviceName, servicePort, targetGroupARN, targetGroupName }: Tuple,
): TargetGroup['to'] {
  if (serviceName === undefined) return { kind: 'outside', name: targetGroupARN ?? targetGroupName ?? '' };
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort ?? '' };
  return { ...target, namespace: ingress.namespace, backend: { name: serviceName, port } };
}

/**
 * A single Service that does not exist is answered 503 (--tolerate-non-existent-backend-service, default true); among
 * several it stops everything.
 */
function forwardTo(
  context: TargetContext,
  member: Member,
  to: readonly { readonly target: TargetGroup['to']; readonly weight: number | undefined }[],
): Action | Refusal {
  for (const { target } of to) {
    if (target.kind !== 'service' || serviceOf(context.model, target).kind !== 'missing') continue;
    if (to.length === 1) {
      return { kind: 'fixed-response', status: '503', reason: 'Backend service does not exist', missing: target };
    }
    const reason = `ingress: ${keyOf(member.ingress)}: services "${target.backend.name ?? ''}" not found`;
    const remedy = 'Add the Service, or take it out of the action: among several target groups all must exist.';
    return { refused: reason, because: [evidence(reason, target.ingress, target.path)], remedy, topic: 'other' };
  }
  const targetGroups: TargetGroup[] = [];
  for (const { target, weight } of to) {
    const made = target.kind === 'service' ? targetGroup(context, member, target) : target;
    if (isRefusal(made)) return made;
    targetGroups.push({ to: made, weight });
  }
  return { kind: 'forward', targetGroups };
}
