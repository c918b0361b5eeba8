import { type HostOwner, ownersOf } from '../owner-of-host.ts';
import type { Outcome, Table } from './load-balancers.ts';
import { isRefusal } from './refusal.ts';

/** The groups that a host may belong to: the rules of Ingresses say so, and conditions on the host. */
export function chooseLoadBalancer({ groups }: Table, host: string): readonly Outcome[] {
  if (groups.length < 2) return groups;
  let owners = known.get(groups);
  if (!owners) {
    owners = groups.map((outcome) => ({
      outcome,
      hosts: hostsOf(outcome).map((each) => each.toLowerCase()),
      takesRest: outcome.group.members.some(({ ingress }) => ingress.value.spec?.defaultBackend !== undefined),
    }));
    known.set(groups, owners);
  }
  const chosen = ownersOf(owners, host);
  // All of them: the same list at each call.
  return chosen === owners ? groups : chosen.map(({ outcome }) => outcome);
}

// Thousands of requests ask the same table.
const known = new WeakMap<Table['groups'], readonly (HostOwner & { readonly outcome: Outcome })[]>();

function hostsOf({ group, built }: Outcome): string[] {
  const written = group.members.flatMap(({ ingress }) =>
    (ingress.value.spec?.rules ?? []).map(({ host = '' }) => host),
  );
  if (isRefusal(built)) return written;
  const rules = built.listeners.flatMap(({ rules }) => rules);
  const conditions = rules.flatMap((rule) => rule.conditions);
  return [
    ...written,
    ...conditions.flatMap((each) => (each.field === 'host-header' && !each.regex ? each.values : [])),
  ];
}

/** Whether a load balancer looks at no more than the host of a request that none of its rules is for. */
export function isDeaf({ built }: Outcome): boolean {
  if (isRefusal(built)) return true;
  return built.listeners.every(
    ({ rules, fallback }) =>
      !fallback &&
      rules.every(({ conditions }) => conditions.some((each) => each.field === 'host-header' && !each.regex)),
  );
}
