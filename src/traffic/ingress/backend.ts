import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { IngressServiceBackend } from '../../objects/kinds/ingress.ts';
import { knowsHandMadeEndpoints, knowsPods, knowsServices } from '../completeness.ts';
import type { ServiceTarget } from '../controllers/define-controller.ts';
import { endpointsOfPort, type PortEndpoint } from '../service-endpoints.ts';
import { type FoundPort, findServicePort } from '../service-port.ts';
import type { PortRef } from '../target.ts';

/** The Service of a backend. */
export type FoundService =
  | { readonly kind: 'service'; readonly service: SettledService }
  | { readonly kind: 'missing' }
  /** The files do not hold it, and need not. */
  | { readonly kind: 'unknown' };

/** The Service and port of a backend. */
export type NamedBackend = Unported | NamedPort;

/** What a backend's port leads to, as the specification says it. */
export type Backend =
  | Unported
  | (NamedPort & {
      /** The ready ones; undefined where the files do not hold them. */
      readonly ready: readonly PortEndpoint[] | undefined;
    });

type Unported =
  | Exclude<FoundService, { kind: 'service' }>
  | { readonly kind: 'port-missing'; readonly service: SettledService }
  | { readonly kind: 'external-name'; readonly service: SettledService; readonly port: FoundPort | undefined };

interface NamedPort {
  readonly kind: 'port';
  readonly service: SettledService;
  readonly port: FoundPort;
}

/** Finds the Service that a backend names. */
export function serviceOf(model: Model, target: ServiceTarget): FoundService {
  const found = model.services.get(target.namespace, target.backend.name ?? '', target.ingress);
  if (found) return { kind: 'service', service: model.settled(found) };
  return { kind: knowsServices(model, target.namespace, target.backend.name) ? 'missing' : 'unknown' };
}

/** Finds the Service and port that a backend names, without asking what stands behind them. */
export function namedBackendOf(model: Model, target: ServiceTarget): NamedBackend {
  const found = serviceOf(model, target);
  if (found.kind !== 'service') return found;
  const { service } = found;
  const ref = portRef(target.backend);
  const port = ref && findServicePort(service, ref);
  if (service.spec.type === 'ExternalName') return { kind: 'external-name', service, port };
  return port ? { kind: 'port', service, port } : { kind: 'port-missing', service };
}

/** Finds the Service and port that a backend names, and the ready endpoints behind them. */
export function backendOf(model: Model, target: ServiceTarget): Backend {
  const named = namedBackendOf(model, target);
  if (named.kind !== 'port') return named;
  const { service, port } = named;
  const { slices } = endpointsOf(model, service);
  const ready = service.families
    .flatMap((family) => endpointsOfPort(model, service.namespace, slices, family, port.port))
    .filter((endpoint) => endpoint.ready);
  return { kind: 'port', service, port, ready: ready.length > 0 || knowsEndpoints(model, service) ? ready : undefined };
}

/** Whether endpoints that no file makes do not exist. */
export function knowsEndpoints(model: Model, service: SettledService): boolean {
  const selects = Object.keys(service.spec.selector ?? {}).length > 0;
  return selects ? knowsPods(model, service) : knowsHandMadeEndpoints(model, service.namespace);
}

/** The port of a backend as a reference; undefined when it has none. */
export function portRef({ port }: IngressServiceBackend): PortRef | undefined {
  if (port?.name) return { kind: 'name', name: port.name };
  return port?.number === undefined ? undefined : { kind: 'number', number: port.number };
}

/** `Service shop/web port 80`. */
export function backendName({ namespace, backend }: ServiceTarget): string {
  const port = backend.port?.name || backend.port?.number;
  return `Service ${namespace}/${backend.name ?? ''}${port === undefined ? '' : ` port ${port}`}`;
}
