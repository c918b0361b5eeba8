import { canBeEndpoint } from '../../model/endpoints/pod-endpoint.ts';
import { matchesAll } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { knowsPods } from '../completeness.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import { labelText } from '../service/label-text.ts';
import { selectorEvidence } from '../service/selector.ts';
import type { Way } from '../way.ts';
import { declaredPorts, nearPorts } from './declared-ports.ts';
import { fails, type Lack, unknown } from './lack.ts';
import { labelsOf, nearSelectors } from './near-selectors.ts';

/** Why a selector leads to no endpoint of a port. */
export function noSelectedPods(lack: Lack): Way {
  const { model, service, found, port } = lack;
  const labels = labelText(service.spec.selector ?? {});
  const because = [selectorEvidence(service)];
  if (found.sources.includes('recorded')) {
    return fails(service, 'endpoints', 'the recorded EndpointSlices hold no endpoint of this port', because, []);
  }
  const pods = model.selectedPods(service);
  if (pods.length === 0) {
    const idle = idleWorkload(model, service);
    if (idle) {
      const text = `${idle.object.kind} ${service.namespace}/${idle.object.name} has 0 replicas`;
      return fails(service, 'pods', text, [idle, ...because], [], 'service-target-scaled-to-zero');
    }
    if (knowsPods(model, service)) {
      const text = `no pod of namespace ${service.namespace} has the labels ${labels}`;
      const near = nearSelectors(model, service);
      return fails(service, 'endpoints', text, because, near, 'service-selector-matches-nothing');
    }
    return unknown(
      'endpoints',
      `no file says which pods of namespace ${service.namespace} have the labels ${labels}`,
      because,
      `pods with the labels ${labels} in namespace ${service.namespace}`,
    );
  }
  if (!pods.some((pod) => canBeEndpoint(pod, true))) {
    const states = [
      ...new Set(pods.map(({ status }) => (status?.ips.length === 0 ? 'without an address' : (status?.phase ?? '')))),
    ];
    const text = `the selector matches ${pods.length === 1 ? 'one pod' : `${pods.length} pods`}, none that runs: ${states.join(', ')}`;
    return fails(service, 'pods', text, podNames(pods), []);
  }
  const target = port?.port.targetPort;
  if (port && typeof target === 'string' && target !== '') {
    const protocol = port.port.protocol ?? 'TCP';
    const declared = [...new Set(pods.flatMap((pod) => declaredPorts(pod).map(({ text }) => text)))];
    const list = declared.length > 0 ? `they declare ${declared.join(', ')}` : 'they declare no ports';
    const text = `targetPort ${target}: no selected pod has a ${protocol} container port of this name; ${list}`;
    const at = evidence(`targetPort: ${target}`, service.object, ['spec', 'ports', port.index, 'targetPort']);
    return fails(service, 'endpoints', text, [at], nearPorts(pods, target), 'service-target-port-name-not-found');
  }
  const text = `the selected pods have no ${service.families[0] ?? 'IPv4'} address`;
  return fails(service, 'pods', text, podNames(pods), []);
}

/** A workload without pods whose template the selector matches. */
function idleWorkload(model: Model, service: SettledService): Evidence | undefined {
  const selector = service.spec.selector ?? {};
  for (const object of model.producersIn(service.namespace)) {
    if (model.podsFrom(object).length > 0) continue;
    const template = labelsOf(model, object);
    if (template && matchesAll(selector, template.labels)) return evidence('replicas: 0', object, ['spec', 'replicas']);
  }
  return undefined;
}

function podNames(pods: readonly Pod[]): Evidence[] {
  return pods.slice(0, 1).map((pod) => nameOf(pod.producer, producerName(pod)));
}
