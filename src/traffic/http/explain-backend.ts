import type { Model } from '../../model/model.ts';
import type { IngressServiceBackend } from '../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { Evidence, Hop, NearMiss } from '../hop.ts';
import { portRef } from '../ingress/backend.ts';
import { traceService } from '../service/trace-service.ts';

/** Why a controller could not use the backend that it ended at, as the Service's own way tells it. */
export function explainBackend(
  model: Model,
  hops: readonly Hop[],
): { readonly hops: readonly Hop[]; readonly nearMisses: readonly NearMiss[] } {
  const last = hops.at(-1);
  const place = last?.kind === 'backend' && last.status !== 'ok' ? last.because[0] : undefined;
  if (!place) return { hops: [], nearMisses: [] };
  const { object } = place;
  const backend = backendAt(place);
  if (!backend) return { hops: [], nearMisses: [] };
  const query = { namespace: model.namespaceOf(object), name: backend.name ?? '', port: portRef(backend) };
  const way = traceService(model, { ...query, near: object, proxied: true });
  // That there is no such Service or port the controller has said itself.
  const reasons = way.hops.filter(({ kind, status }) => status === 'fail' && kind !== 'service' && kind !== 'port');
  return { hops: reasons, nearMisses: way.nearMisses };
}

/** The Service that an Ingress names at a place in one of its backends. */
export function backendAt({ object, path }: Pick<Evidence, 'object' | 'path'>): IngressServiceBackend | undefined {
  const service = path.indexOf('service');
  const at = service < 0 ? [...path, 'service'] : path.slice(0, service + 1);
  return valueAt(object.decoded.value, at) as IngressServiceBackend | undefined;
}

function valueAt(value: unknown, path: FieldPath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as { readonly [key: string | number]: unknown })[step];
  }
  return at;
}
