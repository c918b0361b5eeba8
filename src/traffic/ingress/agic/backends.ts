import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../../yaml/field-path.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { serviceOf } from '../backend.ts';
import { type Pool, poolOf, portsNamed } from './pool.ts';

/** A backend of an Ingress as the gateway reaches it. */
export interface Backend {
  readonly ingress: Typed<Ingress>;
  readonly target: ServiceTarget;
  /** The path or default backend that names it. */
  readonly at: FieldPath;
  /** The port of pods that is dialled. */
  readonly port: number;
  /** The port of the Service that leads there; undefined when none does. */
  readonly servicePort: number | undefined;
  /** Undefined when the files do not hold the addresses. */
  readonly pool: Pool | undefined;
  /** What is wrong with it. */
  readonly problem: string | undefined;
}

/** Finds the port and addresses of a backend (backendhttpsettings.go resolveBackendPort, f42103d). */
export function backendOf(model: Model, ingress: Typed<Ingress>, target: ServiceTarget, at: FieldPath): Backend {
  const found = serviceOf(model, target);
  const { name = '', number = 0 } = target.backend.port ?? {};
  const written = name === '' ? String(number) : name;
  const key = `${target.namespace}/${target.backend.name ?? ''}`;
  const base = { ingress, target, at };
  // Without a number to go by it is 80.
  const fallback = name === '' && number < 65536 ? number : 80;
  if (found.kind === 'missing') {
    const problem = `Service ${key} does not exist`;
    return { ...base, port: fallback, servicePort: undefined, pool: none, problem };
  }
  if (found.kind === 'unknown') {
    return { ...base, port: fallback, servicePort: fallback, pool: undefined, problem: undefined };
  }
  const { service } = found;
  const pairs = pairsOf(model, service, written);
  const [best] = pairs.sort((a, b) => a.port - b.port);
  if (!best) {
    const problem = `Service ${key} has no port ${written}`;
    return { ...base, port: fallback, servicePort: undefined, pool: poolOf(model, service, fallback), problem };
  }
  const pool = poolOf(model, service, best.port);
  const problem = pool && isEmpty(pool) ? `no endpoint of Service ${key} has the port ${best.port}` : undefined;
  return { ...base, port: best.port, servicePort: best.servicePort, pool, problem };
}

export function isEmpty({ ready, notReady }: Pool): boolean {
  return ready.length + notReady.length === 0;
}

const none: Pool = { ready: [], notReady: [] };

interface Pair {
  readonly servicePort: number;
  readonly port: number;
}

/** Ports of a Service that fit by number, name or target port; of several the smallest target counts. */
function pairsOf(model: Model, service: SettledService, written: string): Pair[] {
  return (service.spec.ports ?? []).flatMap(({ name = '', port = 0, targetPort, protocol }): Pair[] => {
    if ((protocol ?? 'TCP') !== 'TCP') return [];
    const target = targetPort ?? port;
    if (String(port) !== written && name !== written && String(target) !== written) return [];
    const targets = typeof target === 'number' ? [target] : portsNamed(model, service, name);
    return targets.map((each) => ({ servicePort: port, port: each }));
  });
}
