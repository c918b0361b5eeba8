import type { ServicePort, ServiceSpec } from '../../objects/kinds/service.ts';

/**
 * The port of a new Service that keeps a node port of before, though it does not write it any more: the API server fills
 * in what the port of that name had, while neither type goes without node ports and no other port asks for the number
 * (kubernetes pkg/registry/core/service/storage/storage.go patchAllocatedValues, v1.37).
 */
export function portThatKeeps(was: ServiceSpec, is: ServiceSpec, nodePort: number): number | undefined {
  if (!needsNodePorts(was) || !needsNodePorts(is)) return undefined;
  const ports = is.ports ?? [];
  if (ports.some((each) => each.nodePort === nodePort)) return undefined;
  // Of several ports without a name only one can be valid.
  const had = (was.ports ?? []).find((each) => each.nodePort === nodePort);
  const at = had ? ports.findIndex((each) => !each.nodePort && nameOf(each) === nameOf(had)) : -1;
  return at < 0 ? undefined : at;
}

function nameOf({ name = '' }: ServicePort): string {
  return name;
}

function needsNodePorts({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}
