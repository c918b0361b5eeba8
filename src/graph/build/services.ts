import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { hasSelector } from '../../traffic/service/selector.ts';
import type { EdgeState } from '../graph.ts';
import { drawAlias } from './aliases.ts';
import { type Assembly, type OpenNode, worse } from './assembly.ts';
import { portRow, serviceId } from './ids.ts';
import { originOf } from './origin.ts';
import { drawPorts } from './service-ports.ts';
import { refused, targetsOf, warn } from './targets.ts';

/** Draws Services and what is behind them, each once. */
export interface Services {
  /** Draws a Service with all that is behind it; what it is an alias of is drawn by `finish`. */
  draw(service: SettledService): OpenNode;
  finish(): void;
  /** How a port ends, or a Service as a whole: the worst of its ports. */
  stateOf(node: string, row: string | null): EdgeState;
}

interface DrawnService {
  readonly states: Map<string, EdgeState>;
  state: EdgeState;
}

/** Makes Services as nodes of a graph. */
export function servicesOf(model: Model, assembly: Assembly, withPods: boolean): Services {
  const targets = targetsOf(model, assembly, withPods);
  const drawn = new Map<string, DrawnService>();
  const pending: SettledService[] = [];
  const draw = (service: SettledService): OpenNode => {
    const id = serviceId(service.namespace, service.name);
    const known = drawn.has(id) ? assembly.nodes.get(id) : undefined;
    if (known) return known;
    const node = serviceNode(model, assembly, service, id);
    const states = new Map<string, EdgeState>();
    const isAlias = service.spec.type === 'ExternalName';
    const state = isAlias
      ? drawAlias(model, assembly, pending, service, node)
      : drawPorts({ model, assembly, targets }, service, node, states);
    drawn.set(id, { states, state });
    return node;
  };
  return {
    draw,
    finish() {
      for (let service = pending.pop(); service; service = pending.pop()) draw(service);
    },
    stateOf(node, row) {
      const direct = drawn.get(node);
      let state = (row === null ? undefined : direct?.states.get(row)) ?? direct?.state ?? 'works';
      // Aliases make no circle: the edge that would close it leads to a ghost.
      for (let at = assembly.aliasOf(node); at !== undefined; at = assembly.aliasOf(at)) {
        state = worse(state, drawn.get(at)?.state ?? 'works');
      }
      return state;
    },
  };
}

function serviceNode(model: Model, assembly: Assembly, service: SettledService, id: string): OpenNode {
  const { spec, object } = service;
  const type = service.headless ? 'headless' : (spec.type ?? 'ClusterIP');
  const node = assembly.node(id, () => ({
    kind: 'service',
    name: service.name,
    details: type === 'ClusterIP' ? 'Service' : `Service · ${type}`,
    ...originOf(model, object),
  }));
  if (object.judgement().verdict === 'rejected') warn(node, refused);
  if (spec.type !== 'ExternalName') {
    (spec.ports ?? []).forEach(({ name, port, protocol = 'TCP', targetPort }, index) => {
      const number = `${port ?? '?'}${protocol === 'TCP' ? '' : `/${protocol}`}`;
      const target = hasSelector(service) ? ` → ${targetPort ?? port ?? '?'}` : '';
      assembly.row(node, {
        id: portRow(index),
        text: `${name ? `${name} ` : ''}${number}${target}`,
        note: '',
        kind: 'plain',
      });
    });
  }
  return node;
}
