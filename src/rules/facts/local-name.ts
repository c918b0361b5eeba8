import type { Container } from '../../objects/kinds/pod.ts';
import type { NameReference } from '../sets/name-references.ts';
import { listAt, valueAt } from './value-at.ts';

/** Whether a bare name is one that the pod knows without DNS: its own, or one of its hosts file. */
export function isLocalName({ template, object, service }: NameReference): boolean {
  if (!template) return false;
  const { spec } = template;
  const containers: unknown = spec.containers;
  const names = Array.isArray(containers)
    ? (containers as readonly (Container | null)[]).map((each) => each?.name)
    : [];
  return (
    object.name === service ||
    spec.hostname === service ||
    names.includes(service) ||
    listAt(object.decoded.value, [...template.path, 'spec', 'hostAliases']).some((alias) =>
      listAt(alias, ['hostnames']).includes(service),
    ) ||
    valueAt(object.decoded.value, [...template.path, 'spec', 'dnsConfig', 'searches']) !== undefined
  );
}
