import type { ReservedPort } from '../../../api/core/service-spec.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { IngressServiceBackend } from '../../../objects/kinds/ingress.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { ObjectionTopic } from '../../objection.ts';
import { keyOf } from '../age.ts';
import { backendName, serviceOf } from '../backend.ts';
import { type Annotated, int32Of, pairsProblem, placeOf, prefix, textOf, withService } from './annotations.ts';
import type { Member } from './groups.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

export type TargetType = 'instance' | 'ip';

/** What is the same for all target groups of a load balancer. */
export interface TargetContext {
  readonly model: Model;
  /** `--default-target-type`. */
  readonly targetType: TargetType;
  readonly dualStack: boolean;
}

/**
 * Makes the target group of a Service, which must exist or be outside the files; gives the target with the number of its
 * port (model_build_target_group.go, v3.5.0).
 */
export function targetGroup(context: TargetContext, member: Member, target: ServiceTarget): ServiceTarget | Refusal {
  const found = serviceOf(context.model, target);
  if (found.kind !== 'service') return target;
  const { service } = found;
  const refused = (reason: string, remedy: string, topic: ObjectionTopic): Refusal => ({
    refused: `ingress: ${keyOf(member.ingress)}: ${reason}`,
    because: [evidence(backendName(target), target.ingress, target.path)],
    remedy,
    topic,
  });
  const port = lookup(service, target.backend);
  if (!port) {
    const { name, number } = target.backend.port ?? {};
    const reason = `unable to find port ${name || (number ?? 0)} on service ${service.namespace}/${service.name}`;
    return refused(reason, 'Name a port of the Service by its number or name.', 'backend');
  }
  const from = withService(member.ingress, service.manifest.metadata?.annotations);
  const targetType = member.params.targetType || (textOf(from, 'target-type') ?? context.targetType);
  if (targetType !== 'instance' && targetType !== 'ip') {
    const written = refuse(`unknown targetType: ${targetType}`, from, placeOf('target-type'), 'Write instance or ip.');
    return { ...written, refused: `ingress: ${keyOf(member.ingress)}: ${written.refused}` };
  }
  const problem = settingsProblem(from);
  if (problem) return problem;
  if (!context.dualStack && service.families.includes('IPv6') && service.manifest.spec?.ipFamilies) {
    const remedy = 'Set alb.ingress.kubernetes.io/ip-address-type: dualstack, or make the Service IPv4.';
    return refused('unsupported IPv6 configuration, lb not dual-stack', remedy, 'other');
  }
  if (targetType === 'instance' && !hasNodePort(service, port)) {
    const reason =
      "TargetGroup port is empty. When using Instance targets, your service be must of type 'NodePort' or 'LoadBalancer'";
    const because = evidence(`type: ${service.spec.type ?? 'ClusterIP'}`, service.object, ['spec', 'type']);
    const remedy =
      service.spec.type === 'ExternalName'
        ? 'Send requests to a Service with pods: load balancers have instances and addresses of pods as targets.'
        : `Set ${prefix}target-type: ip on the Ingress or the Service, or make the Service type: NodePort.`;
    const refusal = refused(reason, remedy, 'node-port');
    return { ...refusal, because: [...refusal.because, because] };
  }
  return { ...target, backend: { name: service.name, port: { number: port.port ?? 0 } } };
}

/** By name, else by number, the first of several (pkg/k8s/service_utils.go LookupServicePort). */
function lookup({ spec }: SettledService, { port }: IngressServiceBackend): ReservedPort | undefined {
  return spec.ports?.find((each) => (port?.name ? each.name === port.name : each.port === port?.number));
}

function hasNodePort({ spec }: SettledService, { nodePort }: ReservedPort): boolean {
  if (spec.type === 'NodePort') return true;
  return spec.type === 'LoadBalancer' && (spec.allocateLoadBalancerNodePorts !== false || typeof nodePort === 'number');
}

const protocols: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['backend-protocol', ['HTTP', 'HTTPS']],
  ['backend-protocol-version', ['HTTP1', 'HTTP2', 'GRPC']],
  ['healthcheck-protocol', ['HTTP', 'HTTPS']],
];

const numbers: readonly string[] = [
  'healthcheck-interval-seconds',
  'healthcheck-timeout-seconds',
  'healthy-threshold-count',
  'unhealthy-threshold-count',
];

/** Settings of a target group that decide no answer, but stop everything when they cannot be read. */
function settingsProblem(from: Annotated): Refusal | undefined {
  for (const [name, values] of protocols) {
    const text = textOf(from, name);
    if (text === undefined || values.includes(text)) continue;
    const reason = `${name} must be within [${values.join(', ')}]: ${text}`;
    return refuse(reason, from, placeOf(name), `Write ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`);
  }
  for (const name of numbers) {
    const value = int32Of(from, name);
    if (isRefusal(value)) return value;
  }
  return pairsProblem(from, 'target-group-attributes') ?? pairsProblem(from, 'tags');
}
