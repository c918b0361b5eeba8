import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { nearest } from '../../text/nearest.ts';
import { evidence } from '../evidence.ts';
import type { NearMiss } from '../hop.ts';
import { portList, portText } from '../service-port.ts';
import type { PortRef } from '../target.ts';
import type { Way } from '../way.ts';
import { declaredPorts } from './declared-ports.ts';

/** What a missing port means, and which ones may have been meant. */
export function missingPort(model: Model, service: SettledService, ref: PortRef | undefined): Way {
  const wanted = ref === undefined ? 'ports' : `port ${ref.kind === 'number' ? ref.number : ref.name}`;
  const text = `Service ${service.namespace}/${service.name} has no ${wanted}; its ports: ${portList(service)}`;
  const because = [evidence(`ports: ${portList(service)}`, service.object, ['spec', 'ports'], 'key')];
  return {
    hops: [{ kind: 'port', status: 'fail', text, because }],
    // nftables rejects, iptables has no rule for the port (pkg/proxy, v1.37).
    end: { kind: 'nowhere', reason: text, effect: 'connection refused or a timeout' },
    nearMisses: ref ? portNearMisses(model, service, ref) : [],
  };
}

/** Ports that a wrong reference may have meant: of a target port the Service port in front of it, else names alike. */
function portNearMisses(model: Model, service: SettledService, ref: PortRef): NearMiss[] {
  const misses: NearMiss[] = [];
  const wanted = ref.kind === 'number' ? ref.number : ref.name;
  const ports = service.spec.ports ?? [];
  ports.forEach((port, index) => {
    const path = ['spec', 'ports', index];
    if (port.targetPort === wanted) {
      misses.push(
        evidence(`${wanted} is the targetPort of port ${portText(port)}: clients use ${port.port}`, service.object, [
          ...path,
          'targetPort',
        ]),
      );
    }
    if (port.nodePort === wanted) {
      const text = `${wanted} is the nodePort of port ${portText(port)}: it is open on nodes, not on the Service`;
      misses.push(evidence(text, service.object, [...path, 'nodePort']));
    }
  });
  if (misses.length > 0) return misses;
  if (ref.kind === 'name') {
    const near = nearest(
      ref.name,
      ports.flatMap(({ name }) => (name ? [name] : [])),
    );
    const index = ports.findIndex(({ name }) => name === near);
    const port = ports[index];
    if (near !== undefined && port) {
      misses.push(
        evidence(`port ${portText(port)} has a similar name`, service.object, ['spec', 'ports', index, 'name']),
      );
    }
  }
  return [...misses, ...containerPorts(model, service, ref)];
}

/** A container port that the Service does not offer. */
function containerPorts(model: Model, service: SettledService, ref: PortRef): NearMiss[] {
  const [pod] = model.selectedPods(service);
  const found =
    pod &&
    declaredPorts(pod).find(({ name, number }) => (ref.kind === 'number' ? number === ref.number : name === ref.name));
  return found ? [{ ...found.miss, text: `${found.miss.text}, but no port of the Service leads to it` }] : [];
}
