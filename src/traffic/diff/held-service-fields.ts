import { clusterIpPath, clusterIpsOf, needsHealthCheck } from '../../api/core/service-spec.ts';
import type { ServiceSpec } from '../../objects/kinds/service.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { type HeldField, refused } from './held-field.ts';
import { portThatKeeps } from './kept-node-port.ts';

/**
 * What an update of a Service cannot change (kubernetes pkg/apis/core/validation/validation.go ValidateServiceUpdate, and
 * what pkg/registry/core/service/storage/storage.go patchAllocatedValues fills in before, v1.37).
 */
export function heldServiceFields(was: ServiceSpec, is: ServiceSpec): readonly HeldField[] {
  const fields: HeldField[] = [];
  // On the way from or to an alias, addresses are given away anew or back.
  if (was.type !== 'ExternalName' && is.type !== 'ExternalName') {
    fields.push(...addressFields(was, is), ...familyFields(was, is));
  }
  if (was.type === 'LoadBalancer' && is.type === 'LoadBalancer' && was.loadBalancerClass !== is.loadBalancerClass) {
    const path = ['spec', 'loadBalancerClass'];
    fields.push(refused(path, was.loadBalancerClass, is.loadBalancerClass, 'may not change once set'));
  }
  fields.push(...nodePortFields(was, is));
  const [before, after] = [was.healthCheckNodePort, is.healthCheckNodePort];
  if (needsHealthCheck(was) && needsHealthCheck(is) && before && after && before !== after) {
    fields.push(refused(['spec', 'healthCheckNodePort'], String(before), String(after), 'is immutable'));
  }
  return fields;
}

function addressFields(was: ServiceSpec, is: ServiceSpec): readonly HeldField[] {
  const [old, now] = [clusterIpsOf(was), clusterIpsOf(is)];
  const [before, after] = [old[0], now[0]];
  const path = clusterIpPath(after === undefined ? was : is, 0);
  if (before === 'None' && after === undefined) return [stillHeadless(path, is)];
  // A Service that was not headless has an address, written or not; which one is only known when it is written.
  if (after === 'None' ? before !== 'None' : before !== undefined && after !== undefined && before !== after) {
    const change = { ...refused(path, before, after, 'may not change once set'), wasAt: clusterIpPath(was, 0) };
    const keep = 'leave spec.clusterIP out: the Service keeps its address until it is deleted';
    return [before === 'None' || after === 'None' ? change : { ...change, keep }];
  }
  const [, second] = old;
  const [, other] = now;
  if (second === undefined || other === undefined || second === other) return [];
  return [refused(clusterIpPath(is, 1), second, other, 'may not change once set')];
}

/** An empty clusterIP is filled with the one of before, and `None` is one. */
function stillHeadless(path: FieldPath, { type = 'ClusterIP' }: ServiceSpec): HeldField {
  const keep = 'write clusterIP: None, or delete the Service and create it anew, so that it gets an address';
  if (type === 'ClusterIP') {
    const why = 'the API server keeps it: the Service stays headless, whatever the new set says of its address';
    return { kind: 'kept', path, was: 'None', is: undefined, why, keep };
  }
  const why = `the API server refuses the update: the Service stays headless, which type ${type} may not be`;
  return { kind: 'refused', path, was: 'None', is: undefined, why, keep };
}

/** What is left out is not given back. */
function nodePortFields(was: ServiceSpec, is: ServiceSpec): readonly HeldField[] {
  return (was.ports ?? []).flatMap(({ nodePort }, index): HeldField[] => {
    const at = nodePort ? portThatKeeps(was, is, nodePort) : undefined;
    if (at === undefined) return [];
    const path = ['spec', 'ports', at, 'nodePort'];
    const why = 'the API server keeps it: a port that writes none goes on with the node port that it has';
    const keep = `write nodePort: ${nodePort}, so that a Service made anew has it too`;
    const wasAt = ['spec', 'ports', index, 'nodePort'];
    return [{ kind: 'kept', path, wasAt, was: String(nodePort), is: undefined, why, keep }];
  });
}

function familyFields(was: ServiceSpec, is: ServiceSpec): readonly HeldField[] {
  const isHeadless = [was, is].some((spec) => clusterIpsOf(spec)[0] === 'None');
  const [before, after] = [was.ipFamilies?.[0], is.ipFamilies?.[0]];
  if (isHeadless || before === undefined || after === undefined || before === after) return [];
  return [refused(['spec', 'ipFamilies', 0], before, after, 'may not change once set')];
}
