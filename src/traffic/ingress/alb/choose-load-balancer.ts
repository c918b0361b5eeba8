import { ownersOf } from '../owner-of-host.ts';
import type { Outcome, Table } from './load-balancers.ts';
import { isRefusal } from './refusal.ts';

/** The groups that a host may belong to: the rules of Ingresses say so, and conditions on the host. */
export function chooseLoadBalancer({ groups }: Table, host: string): readonly Outcome[] {
  if (groups.length < 2) return groups;
  const owners = groups.map((outcome) => ({
    outcome,
    hosts: hostsOf(outcome).map((each) => each.toLowerCase()),
    takesRest: outcome.group.members.some(({ ingress }) => ingress.value.spec?.defaultBackend !== undefined),
  }));
  return ownersOf(owners, host).map(({ outcome }) => outcome);
}

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
