import { serviceRules } from '../api/core/service.ts';
import type { ReservedService, ReservedSpec } from '../api/core/service-spec.ts';
import type { ApiServer } from '../api/judgement.ts';
import type { Service } from '../objects/kinds/service.ts';
import type { LoadedObject } from './cluster.ts';

/** A Service as the cluster holds it: defaults applied, families decided. */
export interface SettledService {
  readonly object: LoadedObject;
  readonly namespace: string;
  readonly name: string;
  readonly manifest: Service;
  readonly spec: ReservedSpec;
  /** Without a cluster IP on purpose (`clusterIP: None`). */
  readonly headless: boolean;
  /** The families of its addresses, the first is the primary one. */
  readonly families: readonly string[];
}

/**
 * What the API server would store for a Service. One that it would refuse is settled all the same, as far as it can be
 * read: what it would do once repaired is worth knowing.
 */
export function settle(object: LoadedObject, namespace: string, server: ApiServer): SettledService {
  const manifest = object.decoded.value as Service;
  const prepared = serviceRules.prepare(manifest, server);
  const stored: ReservedService = serviceRules.allocate?.(prepared, server).object ?? prepared;
  const spec = stored.spec ?? {};
  return {
    object,
    namespace,
    name: object.name,
    manifest,
    spec,
    headless: spec.clusterIP === 'None' && spec.type !== 'ExternalName',
    families: spec.ipFamilies?.length ? spec.ipFamilies : server.families.slice(0, 1),
  };
}
