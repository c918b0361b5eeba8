import type { ReservedPort } from '../../api/core/service-spec.ts';
import type { Model } from '../../model/model.ts';
import type { Pod } from '../../model/pod.ts';
import { producerName } from '../../model/pod.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { declaredPorts } from '../failures/declared-ports.ts';
import { labelsOf } from '../failures/near-selectors.ts';
import type { Hop } from '../hop.ts';
import type { ServiceQuery } from '../service/service-query.ts';
import { findServicePort, portText } from '../service-port.ts';
import type { Way } from '../way.ts';

/** What is taken for mended: another question, or another model. */
export interface Mended {
  readonly assuming: string;
  readonly query?: ServiceQuery;
  readonly model?: Model;
  /** No NetworkPolicy counts any more. */
  readonly isOpen?: boolean;
}

/** Mends the failure of a way to a Service in the most likely sense; undefined when nothing is near. */
export function mend(model: Model, query: ServiceQuery, failure: Hop, way: Way): Mended | undefined {
  const typed = model.services.get(query.namespace, query.name, query.near);
  if (!typed) return otherService(model, query, way);
  const service = model.settled(typed);
  switch (failure.kind) {
    case 'backend':
    case 'port':
      return findServicePort(service, query.port ?? { kind: 'number', number: 0 })
        ? undefined
        : otherPort(service, query, way);
    case 'policy':
      if (query.policy !== 'none' && way.end.kind === 'nowhere' && failure.text.includes('TrafficPolicy'))
        return { assuming: 'pods on other nodes counted too', query: { ...query, policy: 'none' } };
      return { assuming: 'the NetworkPolicy let it pass', isOpen: true };
    case 'endpoints':
    case 'pods':
      return otherPods(model, service, query, way);
    default:
      return undefined;
  }
}

function otherService(model: Model, query: ServiceQuery, { nearMisses }: Way): Mended | undefined {
  const object = nearMisses[0]?.object;
  const near = model.services.all.find((each) => each.object === object);
  if (!near) return undefined;
  const { namespace, name } = near;
  return { assuming: `Service ${namespace}/${name} were meant`, query: { ...query, namespace, name } };
}

function otherPort(service: SettledService, query: ServiceQuery, { nearMisses }: Way): Mended | undefined {
  const ports = service.spec.ports ?? [];
  const at = nearMisses.find(({ object }) => object === service.object)?.path[2];
  const port = ports[typeof at === 'number' ? at : 0];
  if (port?.port === undefined) return undefined;
  return {
    assuming: `port ${portText(port)} were meant`,
    query: { ...query, port: { kind: 'number', number: port.port } },
  };
}

/** Other labels, another target port, or pods that are ready: whichever of them is the trouble. */
function otherPods(
  model: Model,
  service: SettledService,
  query: ServiceQuery,
  { nearMisses }: Way,
): Mended | undefined {
  const selected = model.selectedPods(service);
  if (selected.length === 0) {
    const producer = nearMisses[0]?.object;
    const pods = producer && labelsOf(model, producer) ? model.podsFrom(producer) : [];
    const [pod] = pods;
    if (!pod) return undefined;
    return { assuming: `the selector matched ${producerName(pod)}`, model: withPods(model, service, pods) };
  }
  const wanted = query.port && findServicePort(service, query.port)?.port;
  const port = wanted ?? service.spec.ports?.[0];
  const declared = selected.flatMap(declaredPorts);
  const isUnresolved = typeof port?.targetPort === 'string' && !declared.some(({ name }) => name === port.targetPort);
  if (port && isUnresolved) {
    const near = declared.find(({ miss }) => miss.text === nearMisses[0]?.text) ?? declared[0];
    if (near?.number === undefined) return undefined;
    return { assuming: `targetPort were ${near.number}`, model: withTargetPort(model, service, port, near.number) };
  }
  if (selected.every(({ status }) => status === undefined)) return undefined;
  const ready = selected.map((pod): Pod => (pod.status ? { ...pod, status: undefined } : pod));
  return { assuming: 'its pods were ready', model: withPods(model, service, ready) };
}

function withPods(model: Model, { object }: SettledService, pods: readonly Pod[]): Model {
  return { ...model, selectedPods: (asked) => (asked.object === object ? pods : model.selectedPods(asked)) };
}

function withTargetPort(model: Model, { object }: SettledService, port: ReservedPort, targetPort: number): Model {
  return {
    ...model,
    settled(typed) {
      const service = model.settled(typed);
      if (typed.object !== object) return service;
      const ports = (service.spec.ports ?? []).map((each) => (each === port ? { ...each, targetPort } : each));
      return { ...service, spec: { ...service.spec, ports } };
    },
  };
}
