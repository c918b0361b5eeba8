import type { ServiceEndpoints } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { noEndpoints } from '../../traffic/failures/no-endpoints.ts';
import type { Evidence } from '../../traffic/hop.ts';
import { labelText } from '../../traffic/service/label-text.ts';
import { hasSelector } from '../../traffic/service/selector.ts';
import type { PortEndpoint } from '../../traffic/service-endpoints.ts';
import type { FoundPort } from '../../traffic/service-port.ts';
import type { EdgeState } from '../graph.ts';
import type { Assembly, EdgeParts, OpenNode } from './assembly.ts';
import { portRow } from './ids.ts';
import { placeOf } from './origin.ts';
import { byTarget, listAddresses, type Targets } from './targets.ts';

interface Pieces {
  readonly model: Model;
  readonly assembly: Assembly;
  readonly targets: Targets;
}

/** What a port leads to behind which nothing takes connections: the blamed object, else a ghost of what is missing. */
export function drawLack(
  { model, assembly, targets }: Pieces,
  service: SettledService,
  node: OpenNode,
  found: ServiceEndpoints,
  port: FoundPort | undefined,
  endpoints: readonly PortEndpoint[],
): EdgeState {
  const way = noEndpoints({ model, service, found, port, endpoints });
  const hop = way.hops.at(-1);
  const state: EdgeState = way.end.kind === 'unknown' ? 'unknown' : 'broken';
  const [because] = hop?.because ?? [];
  const edge = {
    from: node.id,
    fromRow: port ? portRow(port.index) : null,
    state,
    reason: hop?.text ?? null,
    at: placeOf(because),
  };
  const grouped = byTarget(targets, endpoints);
  if (grouped.size > 0) {
    for (const [target, own] of grouped) {
      if (target.kind === 'endpoints') listAddresses(assembly, target, own);
      assembly.edge({ ...edge, to: target.id, rule: 'service-no-ready-endpoints' });
    }
    return state;
  }
  if (hasSelector(service)) drawUnselected(model, assembly, targets, service, port, because, edge);
  else drawUnlisted(assembly, targets, service, found, port, edge);
  return state;
}

const digits = /^\d+$/;

/** An edge that does not know yet where it leads. */
type Lacking = Omit<EdgeParts, 'to'>;

function drawUnselected(
  model: Model,
  assembly: Assembly,
  targets: Targets,
  service: SettledService,
  port: FoundPort | undefined,
  because: Evidence | undefined,
  edge: Lacking,
): void {
  const pods = model.selectedPods(service);
  if (pods.length > 0) {
    const named = typeof port?.port.targetPort === 'string' && because?.object === service.object;
    for (const producer of new Set(pods.map((pod) => pod.producer))) {
      const target = targets.workload(producer);
      const text = `${port?.port.targetPort ?? ''}`;
      const row = named
        ? assembly.row(target, { id: `port:${text}`, text, note: 'no such port', kind: 'missing' }).id
        : null;
      const rule = !named
        ? 'service-no-ready-endpoints'
        : digits.test(text)
          ? 'target-port-numeric-string'
          : 'service-target-port-name-not-found';
      assembly.edge({ ...edge, to: target.id, toRow: row, rule });
    }
    return;
  }
  if (because && because.object !== service.object) {
    assembly.edge({ ...edge, to: targets.workload(because.object).id, rule: 'service-target-scaled-to-zero' });
    return;
  }
  const labels = labelText(service.spec.selector ?? {});
  const to = assembly.node(`missing-pods:${service.namespace}/${service.name}`, () => ({
    kind: 'workload',
    name: labels,
    details: edge.state === 'broken' ? 'no pods with these labels' : 'pods that are not among the files',
    namespace: service.namespace,
    presence: edge.state === 'broken' ? 'missing' : 'unknown',
  }));
  assembly.edge({ ...edge, to: to.id, rule: edge.state === 'broken' ? 'service-selector-matches-nothing' : null });
}

function drawUnlisted(
  assembly: Assembly,
  targets: Targets,
  service: SettledService,
  found: ServiceEndpoints,
  port: FoundPort | undefined,
  edge: Lacking,
): void {
  const written = found.slices.find(({ object }) => object)?.object ?? found.endpointsObject;
  if (written) {
    const target = targets.endpoints(written);
    const name = port?.port.name ? `${port.port.name} ${port.port.port ?? ''}` : `${port?.port.port ?? 'port'}`;
    const row = assembly.row(target, { id: `port:${name}`, text: name, note: 'no such port', kind: 'missing' });
    const isListed = found.slices.some(({ slice: { ports = [] } }) => ports.length > 0);
    const rule = isListed ? 'endpoints-port-name-mismatch' : 'service-no-ready-endpoints';
    assembly.edge({ ...edge, to: target.id, toRow: row.id, rule });
    return;
  }
  const to = assembly.node(`missing-endpoints:${service.namespace}/${service.name}`, () => ({
    kind: 'endpoints',
    name: service.name,
    details: edge.state === 'broken' ? 'no Endpoints and no slice' : 'Endpoints that are not among the files',
    namespace: service.namespace,
    presence: edge.state === 'broken' ? 'missing' : 'unknown',
  }));
  assembly.edge({ ...edge, to: to.id, rule: edge.state === 'broken' ? 'service-without-selector-or-endpoints' : null });
}
