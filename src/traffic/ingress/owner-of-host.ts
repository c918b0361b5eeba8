import { matchesGlob } from './glob.ts';

/** A load balancer as far as its hosts go. */
export interface HostOwner {
  /** Hosts of its rules in lower case, wildcards and '' for every host included. */
  readonly hosts: readonly string[];
  /** Whether it answers for every host without a rule. */
  readonly takesRest: boolean;
}

/**
 * The load balancers that a request may be sent to, each having an address of its own: those whose rules name the host,
 * else those that cover it with a wildcard, as DNS does; where none does, those that take every host, else all.
 */
export function ownersOf<T extends HostOwner>(owners: readonly T[], host: string): readonly T[] {
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  const ranks: ((owner: T) => boolean)[] = [
    ({ hosts }) => name !== '' && hosts.includes(name),
    ({ hosts }) => name !== '' && hosts.some((each) => each !== '' && matchesGlob(name, each)),
    ({ hosts, takesRest }) => takesRest || hosts.includes(''),
  ];
  for (const rank of ranks) {
    const found = owners.filter(rank);
    if (found.length > 0) return found;
  }
  return owners;
}
