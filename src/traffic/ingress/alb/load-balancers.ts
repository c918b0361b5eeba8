import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import type { Objection } from '../../objection.ts';
import { keyOf } from '../age.ts';
import { awsRefusal } from './aws-limits.ts';
import { type Group, groupsOf } from './groups.ts';
import { certificateCovers, type ListenPort, listenPortsOf } from './listen-ports.ts';
import { type LoadBalancerSettings, loadBalancerSettings } from './load-balancer-settings.ts';
import { optimized } from './optimize-rules.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type Effect, effectOf, type Rule, rulesOf } from './rules.ts';
import type { TargetContext, TargetType } from './target-groups.ts';

/** A listener of a load balancer with its rules in the order of their priorities, which begin at 1. */
export interface Listener extends ListenPort {
  readonly rules: readonly Rule[];
  /** What no rule takes; undefined for the fixed 404. */
  readonly fallback: Effect | { readonly redirectTo: number } | undefined;
}

/** What the controller sets up for a group. */
export interface LoadBalancer {
  readonly group: Group;
  readonly settings: LoadBalancerSettings;
  readonly listeners: readonly Listener[];
  /** Hosts that the controller asks ACM for a certificate of. */
  readonly lookups: readonly string[];
  /** What AWS would not take of it. */
  readonly awsRefusal: Refusal | undefined;
}

/** What becomes of a group. */
export interface Outcome {
  readonly group: Group;
  readonly built: LoadBalancer | Refusal;
}

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  readonly groups: readonly Outcome[];
  readonly leftOut: readonly Evidence[];
  readonly objections: readonly Objection[];
}

/** How the controller runs, and what the account holds. */
export interface Setup {
  readonly targetType: TargetType;
  /** Names of the certificates in ACM; undefined when nobody told. */
  readonly certificates?: readonly string[];
}

/** Compiles Ingresses to load balancers (model_builder.go, v3.5.0). Any error stops the whole group. */
export function compile(model: Model, ingresses: readonly Typed<Ingress>[], setup: Setup): Table {
  const { groups, leftOut } = groupsOf(model, ingresses);
  const outcomes = groups.map((group): Outcome => ({ group, built: build(model, group, setup) }));
  const stopped = outcomes.flatMap(({ group, built }): Evidence[] => {
    const refusal = isRefusal(built) ? built : built.awsRefusal;
    if (!refusal) return [];
    const where = group.members.length > 1 || group.named ? `group ${group.id} is not set up: ` : '';
    return group.members.map(({ ingress }) => {
      const own = refusal.because.find(({ object }) => object === ingress.object);
      const text = `${where}${refusal.refused}`;
      return own ? { ...own, text } : evidence(text, ingress.object, ['metadata', 'name']);
    });
  });
  const objections = [...leftOut.map(invalidName), ...outcomes.flatMap(objectionsOf)];
  return { model, groups: outcomes, leftOut: [...leftOut, ...stopped], objections };
}

function invalidName(place: Evidence): Objection {
  const remedy = 'Write at most 63 small letters, digits, dashes and dots, a letter or digit first and last.';
  return { topic: 'annotation', reason: place.text, because: [place], remedy, stops: 'ingress' };
}

function objectionsOf({ group, built }: Outcome): Objection[] {
  const refusal = isRefusal(built) ? built : built.awsRefusal;
  if (!refusal) return [];
  const { refused, because, remedy, topic } = refusal;
  // The controller's words begin with the Ingress, which the place tells.
  const reason = refused.replace(/^ingress: \S+: /, '');
  return [{ topic, reason, because, remedy, stops: group.members.length > 1 ? 'group' : 'ingress' }];
}

function build(model: Model, group: Group, { targetType, certificates }: Setup): LoadBalancer | Refusal {
  if (group.refusal) return group.refusal;
  const written = listenPortsOf(group.members);
  if (isRefusal(written)) return written;
  const lacking = certificates && lackingCertificate(written, certificates);
  if (lacking) return lacking;
  const ports = certificates ? written.map((port) => ({ ...port, lookups: [] })) : written;
  const settings = loadBalancerSettings(group.members, ports);
  if (isRefusal(settings)) return settings;
  const context: TargetContext = { model, targetType, dualStack: settings.dualStack };
  const listeners: Listener[] = [];
  for (const port of ports) {
    const listener = listenerOf(context, settings, port);
    if (isRefusal(listener)) return listener;
    listeners.push(listener);
  }
  const lookups = [...new Set(listeners.flatMap((listener) => listener.lookups))];
  return { group, settings, listeners, lookups, awsRefusal: awsRefusal(listeners.flatMap(({ rules }) => rules)) };
}

function lackingCertificate(ports: readonly ListenPort[], certificates: readonly string[]): Refusal | undefined {
  for (const { lookups, members } of ports) {
    for (const host of lookups) {
      const [member] = members;
      if (!member || certificates.some((name) => certificateCovers(name, host))) continue;
      const text = `ingress: ${keyOf(member.ingress)}: no certificate found for host: ${host}`;
      const remedy = `Ask ACM for a certificate for ${host}, or name one in alb.ingress.kubernetes.io/certificate-arn.`;
      return refuse(text, member.ingress, ['metadata', 'name'], remedy);
    }
  }
  return undefined;
}

function listenerOf(context: TargetContext, settings: LoadBalancerSettings, port: ListenPort): Listener | Refusal {
  const fallback = fallbackOf(context, settings, port);
  if (isRefusal(fallback)) return fallback;
  // Where all plain HTTP is redirected, rules would never be asked.
  if (fallback && 'redirectTo' in fallback) return { ...port, fallback, rules: [] };
  const rules: Rule[] = [];
  for (const member of port.members) {
    const own = rulesOf(context, member, port.protocol);
    if (isRefusal(own)) return own;
    rules.push(...own);
  }
  return { ...port, fallback, rules: optimized(rules, port.port, port.protocol) };
}

function fallbackOf(
  context: TargetContext,
  { sslRedirect }: LoadBalancerSettings,
  { protocol, members }: ListenPort,
): Listener['fallback'] | Refusal {
  if (sslRedirect !== undefined && protocol === 'HTTP') return { redirectTo: sslRedirect };
  const at = ['spec', 'defaultBackend'];
  const [member, ...others] = members.filter(({ ingress }) => ingress.value.spec?.defaultBackend);
  if (!member) return undefined;
  if (others.length > 0) {
    const all = [member, ...others].map(({ ingress }) => ingress);
    const reason = `multiple ingress defined default backend: [${all.map(keyOf).join(' ')}]`;
    const because = all.map(({ object }) => evidence('defaultBackend', object, at));
    return {
      refused: reason,
      because,
      remedy: 'Keep spec.defaultBackend in one Ingress of the group.',
      topic: 'other',
    };
  }
  return effectOf(context, member, member.ingress.value.spec?.defaultBackend, at, at, protocol);
}
