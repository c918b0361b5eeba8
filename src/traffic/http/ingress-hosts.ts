import type { Ingress } from '../../objects/kinds/ingress.ts';
import { hostMatches } from '../ingress/host-pattern.ts';
import { hostWithoutPort } from '../request.ts';

/** Whether a rule of an Ingress names a host, as it is or by a wildcard: rules for every host do not count. */
export function namesHost({ spec }: Ingress, host: string): boolean {
  const name = hostWithoutPort(host).toLowerCase();
  return (spec?.rules ?? []).some(({ host: pattern = '' }) => pattern !== '' && hostMatches(pattern, name));
}
