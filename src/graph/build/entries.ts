import type { SettledService } from '../../model/settled-service.ts';
import type { GraphNodeKind } from '../graph.ts';
import type { Assembly, OpenNode } from './assembly.ts';
import { portRow } from './ids.ts';

/** A port of a Service that clients outside reach. */
export interface EntryRoute {
  readonly service: string;
  readonly row: string;
}

/** Draws the ports of nodes, load balancers and external addresses that lead to a Service. */
export function drawEntries(assembly: Assembly, service: SettledService, node: OpenNode): EntryRoute[] {
  const { spec, manifest } = service;
  const routes: EntryRoute[] = [];
  const ports = spec.ports ?? [];
  const enter = (
    kind: GraphNodeKind,
    key: string,
    name: string,
    details: string,
    textOf: (index: number) => string,
  ): void => {
    const entry = assembly.node(`${kind}:${service.namespace}/${service.name}${key}`, () => ({
      kind,
      name,
      details,
      namespace: service.namespace,
      at: node.at,
    }));
    ports.forEach((_, index) => {
      const text = textOf(index);
      if (text === '') return;
      const row = assembly.row(entry, { id: portRow(index), text, note: '', kind: 'plain' });
      assembly.edge({ from: entry.id, fromRow: row.id, to: node.id, toRow: portRow(index), label: text });
      routes.push({ service: node.id, row: portRow(index) });
    });
  };
  const protocolText = (index: number): string => {
    const { protocol = 'TCP' } = ports[index] ?? {};
    return protocol === 'TCP' ? '' : `/${protocol}`;
  };
  const portText = (index: number): string => `:${ports[index]?.port ?? '?'}${protocolText(index)}`;
  if (spec.type === 'LoadBalancer') {
    const addresses = balancerAddresses(service);
    const name = addresses.length === 0 ? 'load balancer' : addresses.join(', ');
    const details = addresses.length === 0 ? 'its address is not in the files' : 'load balancer';
    enter('load-balancer', '', name, details, portText);
  }
  if (spec.externalIPs?.length) enter('external-ip', '', spec.externalIPs.join(', '), 'external IP', portText);
  if (spec.type === 'NodePort') {
    enter('node-port', '', 'any node', 'node port', (index) => {
      const { nodePort } = manifest.spec?.ports?.[index] ?? {};
      return `${nodePort ? `:${nodePort}` : 'chosen by the cluster'}${protocolText(index)}`;
    });
  }
  return routes;
}

/** The addresses that the cloud gave a Service, as its status says. */
function balancerAddresses({ object }: SettledService): string[] {
  const { status } = object.decoded.value as {
    readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { ip?: string; hostname?: string }[] } };
  };
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
}
