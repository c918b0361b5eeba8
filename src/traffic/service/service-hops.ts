import type { ReservedPort } from '../../api/core/service-spec.ts';
import type { ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import { type FoundPort, portList, portText } from '../service-port.ts';
import { hasSelector, selectorEvidence } from './selector.ts';

/** The Service itself: its kind and address, and what is odd about it. */
export function serviceHop(model: Model, service: SettledService): Hop {
  const { object, namespace, name } = service;
  const refused = object.judgement().verdict === 'rejected';
  const definitions = model.services.alternatives(namespace, name);
  const others = definitions.length > 1 ? `, one of ${definitions.length} definitions` : '';
  return {
    kind: 'service',
    status: refused ? 'warn' : 'ok',
    text: `${serviceText(service)}${others}${refused ? '; the API server would refuse it as it stands' : ''}`,
    because: [nameOf(object)],
  };
}

function serviceText(service: SettledService): string {
  const { spec, headless: isHeadless } = service;
  const name = `Service ${service.namespace}/${service.name}`;
  if (isHeadless) return `${name} (headless: its name resolves to the pods)`;
  const address = spec.clusterIP;
  const where = address && !address.startsWith('<') ? address : 'address allocated by the cluster';
  return `${name} (${spec.type ?? 'ClusterIP'}, ${where})`;
}

/** A port of the Service and what it is translated to. */
export function portHop(service: SettledService, { port, index }: FoundPort, guessed: boolean): Hop {
  const written = service.manifest.spec?.ports?.[index]?.targetPort;
  const isWritten = written !== undefined && written !== 0 && written !== '';
  const note = guessed ? `; no port was asked for, this is the first of ${portList(service)}` : '';
  const path = ['spec', 'ports', index, ...(isWritten ? ['targetPort'] : [])];
  return {
    kind: 'port',
    status: guessed ? 'warn' : 'ok',
    text: `port ${portText(port)} → ${targetText(service, port, isWritten)}${note}`,
    because: [evidence(`targetPort ${port.targetPort ?? port.port}`, service.object, path)],
  };
}

function targetText(
  service: SettledService,
  { name, port, targetPort = port }: ReservedPort,
  isWritten: boolean,
): string {
  // Nobody resolves a targetPort for endpoints that are made by hand: their ports are what they say.
  if (!hasSelector(service)) return name ? `the port ${name} of the endpoints` : 'the unnamed port of the endpoints';
  if (!isWritten) return `targetPort ${targetPort}, the same: none is set`;
  return `targetPort ${targetPort}${typeof targetPort === 'string' ? ', by name in each pod' : ''}`;
}

/** How many endpoints there are, and who says so. */
export function endpointsHop(
  service: SettledService,
  found: ServiceEndpoints,
  endpoints: readonly PortEndpoint[],
  chosen: readonly PortEndpoint[],
): Hop {
  const ready = chosen.some((endpoint) => endpoint.ready);
  const number = endpoints.length === 1 ? '1 endpoint' : `${endpoints.length} endpoints`;
  const state = ready
    ? chosen.length === endpoints.length
      ? number
      : `${number}, ${chosen.length} ready`
    : `${number}, none ready: ${chosen.length} that still serve while they terminate`;
  const hand = found.slices.find(({ object }) => object !== undefined)?.object;
  const from = hasSelector(service) ? selectorEvidence(service) : hand ? nameOf(hand) : nameOf(service.object);
  const notes = found.notes.length > 0 ? `; ${found.notes.join('; ')}` : '';
  return {
    kind: 'endpoints',
    status: ready && found.notes.length === 0 ? 'ok' : 'warn',
    text: `${state} from ${hasSelector(service) && found.sources[0] !== 'recorded' ? from.text : hand ? `${hand.kind} ${hand.name}` : 'the cluster'}${notes}`,
    because: hand && hasSelector(service) ? [from, nameOf(hand)] : [from],
  };
}
