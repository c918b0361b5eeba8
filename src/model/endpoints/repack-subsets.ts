import type { EndpointAddress, EndpointSubset, EndpointsPort } from '../../objects/kinds/endpoints.ts';

/**
 * Brings subsets into the form in which they are stored (k8s.io/api endpoints/util.go RepackSubsets, v1.37): each port
 * has one set of addresses, ports with the same set share a subset, an address that is both ready and not ready is not
 * ready. Addresses are told apart by IP and target, so two pods may share an IP.
 */
export function repackSubsets(subsets: readonly EndpointSubset[]): EndpointSubset[] {
  const byPort = new Map<string, { port: EndpointsPort | undefined; addresses: Map<string, Ready> }>();
  for (const subset of subsets) {
    for (const port of subset.ports?.length ? subset.ports : [undefined]) {
      const key = port ? JSON.stringify([port.name ?? '', port.port, port.protocol ?? 'TCP', port.appProtocol]) : '';
      let entry = byPort.get(key);
      if (!entry) {
        entry = { port, addresses: new Map() };
        byPort.set(key, entry);
      }
      for (const address of subset.addresses ?? []) add(entry.addresses, address, true);
      for (const address of subset.notReadyAddresses ?? []) add(entry.addresses, address, false);
    }
  }
  const bySet = new Map<string, { ports: EndpointsPort[]; addresses: readonly Ready[] }>();
  for (const { port, addresses } of byPort.values()) {
    const sorted = [...addresses].sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify(sorted.map(([name, { ready }]) => [name, ready]));
    const known = bySet.get(key);
    if (known && port) known.ports.push(port);
    else if (!known) bySet.set(key, { ports: port ? [port] : [], addresses: sorted.map(([, value]) => value) });
  }
  return [...bySet.values()].map(({ ports, addresses }) => {
    const ready = addresses.filter((each) => each.ready).map((each) => each.address);
    const notReady = addresses.filter((each) => !each.ready).map((each) => each.address);
    return {
      ...(ready.length > 0 && { addresses: ready }),
      ...(notReady.length > 0 && { notReadyAddresses: notReady }),
      ...(ports.length > 0 && { ports: ports.sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)) }),
    };
  });
}

interface Ready {
  readonly address: EndpointAddress;
  readonly ready: boolean;
}

function add(addresses: Map<string, Ready>, address: EndpointAddress, ready: boolean): void {
  const target = address.targetRef;
  const key = JSON.stringify([address.ip ?? '', target?.uid ?? target?.name ?? '']);
  const known = addresses.get(key);
  if (!known || (known.ready && !ready)) addresses.set(key, { address, ready });
}
