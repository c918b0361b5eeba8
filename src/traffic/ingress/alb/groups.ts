import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { byText, keyOf } from '../age.ts';
import { int32Of, placeOf, textOf } from './annotations.ts';
import { type ClassParams, paramsOf } from './class.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** An Ingress of a group with the settings of its class. */
export interface Member {
  readonly ingress: Typed<Ingress>;
  readonly params: ClassParams;
}

/** The Ingresses that share a load balancer. */
export interface Group {
  /** The name of the group, or `namespace/name` of the only Ingress. */
  readonly id: string;
  readonly named: boolean;
  /** In the order in which their rules are tried. */
  readonly members: readonly Member[];
  readonly refusal: Refusal | undefined;
}

/** Forms the groups; an Ingress whose group has an invalid name belongs to none (group_loader.go, v3.5.0). */
export function groupsOf(
  model: Model,
  ingresses: readonly Typed<Ingress>[],
): { readonly groups: readonly Group[]; readonly leftOut: readonly Evidence[] } {
  const byId = new Map<string, { named: boolean; members: Member[] }>();
  const leftOut: Evidence[] = [];
  for (const ingress of ingresses) {
    const params = paramsOf(model, ingress);
    const name = params.group?.name ?? textOf(ingress, 'group.name');
    if (name !== undefined && !isGroupName(name)) {
      leftOut.push(evidence(`'${name}' is no name for a group`, ingress.object, placeOf('group.name')));
      continue;
    }
    const id = name ?? keyOf(ingress);
    const group = byId.get(id) ?? { named: name !== undefined, members: [] };
    byId.set(id, group);
    group.members.push({ ingress, params });
  }
  const groups = [...byId].map(([id, { named, members }]) => ({ id, named, ...ordered(members) }));
  return { groups: groups.sort((a, b) => byText(a.id, b.id)), leftOut };
}

/** Whose load balancer it is: `group shop`, or `Ingress shop/web`. */
export function nameOfGroup({ id, named }: Pick<Group, 'id' | 'named'>): string {
  return named ? `group ${id}` : `Ingress ${id}`;
}

function isGroupName(name: string): boolean {
  return name.length <= 63 && /^(?:[a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(name);
}

function ordered(members: readonly Member[]): Pick<Group, 'members' | 'refusal'> {
  const orders = new Map<Member, number>();
  let refusal: Refusal | undefined;
  for (const member of members) {
    const order = int32Of(member.ingress, 'group.order') ?? 0;
    if (isRefusal(order)) {
      refusal ??= order;
      continue;
    }
    orders.set(member, order);
    if (order >= -1000 && order <= 1000) continue;
    const text = `explicit Ingress group order must be within [-1000:1000], Ingress: ${keyOf(member.ingress)}, order: ${order}`;
    refusal ??= refuse(text, member.ingress, placeOf('group.order'), 'Write a number from -1000 to 1000.');
  }
  const orderOf = (member: Member): number => orders.get(member) ?? 0;
  const sorted = [...members].sort((a, b) => orderOf(a) - orderOf(b) || byText(keyOf(a.ingress), keyOf(b.ingress)));
  return { members: sorted, refusal };
}
