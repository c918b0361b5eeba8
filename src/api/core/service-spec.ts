import type { Meta } from '../../objects/kinds/meta.ts';
import type { ServiceSpec } from '../../objects/kinds/service.ts';
import { policyForExternalIps } from '../features.ts';
import type { ApiServer } from '../judgement.ts';
import type { Struct } from '../struct.ts';

/** Stands for a port that the server picks. */
export const allocated = '<allocated>';

/** A Service that has got its defaults, addresses and ports; those the server picks are placeholders. */
export interface ReservedService {
  readonly metadata: Meta;
  readonly spec: ReservedSpec;
}

export type ReservedSpec = Readonly<SpecDraft>;

/** The spec while defaulting and allocation fill it. */
export interface SpecDraft extends Struct<Omit<ServiceSpec, 'ports' | 'healthCheckNodePort'>> {
  ports: readonly ReservedPort[] | undefined;
  healthCheckNodePort: number | typeof allocated | undefined;
}

export interface ReservedPort {
  readonly name: string | undefined;
  readonly protocol: string;
  readonly appProtocol: string | undefined;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort: number | typeof allocated | undefined;
}

type ClusterIpFields = { readonly clusterIP?: string | undefined; readonly clusterIPs?: readonly string[] | undefined };

/** `clusterIPs`, filled from `clusterIP` as the server does when only that is written. */
export function clusterIpsOf(spec: ClusterIpFields): readonly string[] {
  if (spec.clusterIPs && spec.clusterIPs.length > 0) return spec.clusterIPs;
  return spec.clusterIP ? [spec.clusterIP] : [];
}

/** Where to look for the cluster IPs: only one of the two fields may be written. */
export function clusterIpPath(spec: ClusterIpFields, index?: number): (string | number)[] {
  if (!spec.clusterIPs?.length && spec.clusterIP) return ['spec', 'clusterIP'];
  return index === undefined ? ['spec', 'clusterIPs'] : ['spec', 'clusterIPs', index];
}

/** A Service without a cluster IP (`None`), whatever its type. */
export function isHeadless(spec: ReservedSpec): boolean {
  const ips = clusterIpsOf(spec);
  return ips.length === 1 && ips[0] === 'None';
}

/** Whether clients outside the cluster can reach it (kubernetes pkg/api/service ExternallyAccessible). */
export function isExternallyAccessible(spec: ReservedSpec, server: ApiServer): boolean {
  return (
    spec.type === 'LoadBalancer' ||
    spec.type === 'NodePort' ||
    (spec.type === 'ClusterIP' && (spec.externalIPs?.length ?? 0) > 0 && policyForExternalIps(server))
  );
}

/** Whether load balancers probe its nodes (kubernetes pkg/api/service NeedsHealthCheck). */
export function needsHealthCheck(spec: Pick<ServiceSpec, 'type' | 'externalTrafficPolicy'> | ReservedSpec): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}
