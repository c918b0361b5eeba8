import { keyOf } from '../age.ts';
import { type Annotated, int32Of, listOf, pairsProblem, placeOf, textOf } from './annotations.ts';
import type { Member } from './groups.ts';
import type { ListenPort } from './listen-ports.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** What the members of a group decide together about their load balancer. */
export interface LoadBalancerSettings {
  readonly scheme: string;
  readonly dualStack: boolean;
  /** The port that plain HTTP is redirected to. */
  readonly sslRedirect: number | undefined;
  /** Names of security groups, which say who may connect instead of `inbound-cidrs`. */
  readonly securityGroups: readonly string[];
}

const schemes: ReadonlySet<string> = new Set(['internet-facing', 'internal']);
const addressTypes: ReadonlySet<string> = new Set(['ipv4', 'dualstack', 'dualstack-without-public-ipv4']);

/** Settings that no two members may have different values of (model_build_load_balancer.go, model_builder.go, v3.5.0). */
export function loadBalancerSettings(
  members: readonly Member[],
  ports: readonly ListenPort[],
): LoadBalancerSettings | Refusal {
  const scheme = only(members, 'scheme', ({ scheme }) => scheme) ?? 'internal';
  if (isRefusal(scheme)) return scheme;
  if (!schemes.has(scheme))
    return refuseAll(members, 'scheme', `unknown scheme: ${scheme}`, 'Write internal or internet-facing.');
  const addressType = only(members, 'ip-address-type', ({ ipAddressType }) => ipAddressType) ?? 'ipv4';
  if (isRefusal(addressType)) return addressType;
  if (!addressTypes.has(addressType)) {
    const remedy = 'Write ipv4, dualstack or dualstack-without-public-ipv4.';
    return refuseAll(members, 'ip-address-type', `unknown IPAddressType: ${addressType}`, remedy);
  }
  const securityGroups = sameLists(members, 'security-groups');
  if (isRefusal(securityGroups)) return securityGroups;
  const others = otherConflicts(members);
  if (others) return others;
  const sslRedirect = sslRedirectOf(members, ports);
  if (isRefusal(sslRedirect)) return sslRedirect;
  return { scheme, dualStack: addressType !== 'ipv4', sslRedirect, securityGroups };
}

function otherConflicts(members: readonly Member[]): Refusal | undefined {
  const name = only(members, 'load-balancer-name', ({ loadBalancerName }) => loadBalancerName);
  if (isRefusal(name)) return name;
  if (name !== undefined && name.length > 32) {
    const reason = 'load balancer name cannot be longer than 32 characters';
    return refuseAll(members, 'load-balancer-name', reason, 'Write a name of at most 32 characters.');
  }
  for (const each of ['customer-owned-ipv4-pool', 'manage-backend-security-group-rules']) {
    const value = only(members, each, () => undefined);
    if (isRefusal(value)) return value;
  }
  const subnets = sameLists(members, 'subnets');
  if (isRefusal(subnets)) return subnets;
  for (const { ingress } of members) {
    const problem = pairsProblem(ingress, 'load-balancer-attributes') ?? pairsProblem(ingress, 'tags');
    if (problem) return problem;
  }
  return undefined;
}

/** The redirect takes an HTTPS listener on its port, whoever opens it. */
function sslRedirectOf(members: readonly Member[], ports: readonly ListenPort[]): number | undefined | Refusal {
  const name = 'ssl-redirect';
  const values = new Set<number>();
  for (const { ingress, params } of members) {
    const value = params.sslRedirectPort ? Number(params.sslRedirectPort) : int32Of(ingress, name);
    if (isRefusal(value)) return value;
    if (value !== undefined) values.add(value);
  }
  const [port, ...more] = [...values].sort((a, b) => a - b);
  if (port === undefined) return undefined;
  if (more.length > 0) {
    const reason = `conflicting sslRedirect port: [${[port, ...more].join(' ')}]`;
    return refuseAll(members, name, reason, `Give all Ingresses of the group the same ${name}, or only one of them.`);
  }
  const listener = ports.find((each) => each.port === port);
  const remedy = `Add {"HTTPS": ${port}} to alb.ingress.kubernetes.io/listen-ports, beside {"HTTP": 80}.`;
  if (!listener) return refuseAll(members, name, `listener does not exist for SSLRedirect port: ${port}`, remedy);
  if (listener.protocol === 'HTTPS') return port;
  return refuseAll(members, name, `listener protocol non-SSL for SSLRedirect port: ${port}`, remedy);
}

/** The one value that members give; the class of a member goes before its annotation. */
function only(
  members: readonly Member[],
  name: string,
  ofClass: (params: Member['params']) => string | undefined,
): string | undefined | Refusal {
  const values = new Set<string>();
  for (const { ingress, params } of members) {
    const value = ofClass(params) || textOf(ingress, name);
    if (value !== undefined) values.add(value);
  }
  if (values.size < 2) return [...values][0];
  const remedy = `Give all Ingresses of the group the same ${name}, or only one of them.`;
  return refuseAll(members, name, `conflicting ${name}: ${[...values].sort().join(' | ')}`, remedy);
}

function sameLists(members: readonly Member[], name: string): readonly string[] | Refusal {
  let chosen: readonly string[] | undefined;
  for (const { ingress } of members) {
    const list = listOf(ingress, name)?.sort();
    if (!list) continue;
    if (chosen && chosen.join() !== list.join()) {
      const remedy = `Give all Ingresses of the group the same ${name}, or only one of them.`;
      const reason = `conflicting ${name}: ${chosen.join()} | ${list.join()}`;
      return { ...refuse(reason, ingress, placeOf(name), remedy), topic: 'other' };
    }
    chosen = list;
  }
  return chosen ?? [];
}

/** Points at every member that writes the annotation. */
function refuseAll(members: readonly Member[], name: string, reason: string, remedy: string): Refusal {
  const writing = members
    .map(({ ingress }): Annotated => ingress)
    .filter((ingress) => textOf(ingress, name) !== undefined);
  const shown = writing.length > 0 ? writing : members.map(({ ingress }) => ingress);
  const because = shown.flatMap((ingress) => {
    const text = `${keyOf(ingress)}: ${textOf(ingress, name) ?? 'its class'}`;
    return refuse(text, ingress, placeOf(name), remedy).because;
  });
  // The value can be read, but for the words that there are not.
  return { refused: reason, because, remedy, topic: reason.startsWith('unknown ') ? 'annotation' : 'other' };
}
