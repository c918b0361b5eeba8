import { builtInService } from '../../model/built-in-service.ts';
import type { Model } from '../../model/model.ts';

/** A Service, or one of its endpoints, as a DNS name says it. */
export interface NamedService {
  readonly namespace: string;
  readonly name: string;
  /** The first label, where the name is that of an endpoint. */
  readonly hostname: string | undefined;
}

/** The DNS zone of a cluster unless it is told otherwise. */
export const defaultZone = 'cluster.local';

/** The Service of a name that ends in `svc.<zone>`; undefined for names outside of it. */
export function serviceOfAbsoluteName(name: string, zone: string = defaultZone): NamedService | undefined {
  const lower = name.toLowerCase().replace(/\.$/, '');
  const suffix = `.svc.${zone}`;
  return lower.endsWith(suffix) ? serviceOfLabels(lower.slice(0, -suffix.length).split('.')) : undefined;
}

/**
 * The Service that a name means in a pod of a namespace, tried along the search path `<namespace>.svc.<zone>`,
 * `svc.<zone>`, `<zone>` (dnsPolicy ClusterFirst, kubernetes pkg/kubelet/network/dns/dns.go, v1.37): the first that is
 * among the files, else the one that is most likely meant. Undefined for names that cannot be a Service's.
 */
export function serviceOfName(
  model: Model,
  name: string,
  namespace: string,
  zone: string = defaultZone,
): NamedService | undefined {
  const absolute = serviceOfAbsoluteName(name, zone);
  if (absolute || name.endsWith('.')) return absolute;
  const labels = name.toLowerCase().split('.');
  if (labels.includes('')) return undefined;
  const candidates = [serviceOfLabels([...labels, namespace]), serviceOfLabels(labels)];
  if (labels.at(-1) === 'svc') candidates.push(serviceOfLabels(labels.slice(0, -1)));
  const known = candidates.find((each) => each && existsService(model, each));
  if (known) return known;
  // `api.shop` is rather a Service of another namespace than an endpoint of this one.
  return candidates.findLast((each) => each !== undefined);
}

/** Whether a Service is among the files, or in every cluster. */
export function existsService(model: Model, { namespace, name }: Pick<NamedService, 'namespace' | 'name'>): boolean {
  return (model.services.get(namespace, name) ?? builtInService(model, namespace, name)) !== undefined;
}

/** `db-0.db.shop` has three labels, `db.shop` two. */
function serviceOfLabels(labels: readonly string[]): NamedService | undefined {
  const [namespace, name, hostname, ...more] = labels.toReversed();
  if (namespace === undefined || name === undefined || more.length > 0) return undefined;
  return { namespace, name, hostname };
}
