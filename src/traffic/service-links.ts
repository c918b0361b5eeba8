import type { SettledService } from '../model/settled-service.ts';

/** An environment variable that names a Service. */
export interface ServiceLink {
  readonly name: string;
  readonly value: string;
}

/**
 * The variables that containers of the Service's namespace get when they start after it, unless their pod says
 * `enableServiceLinks: false` (kubernetes pkg/kubelet/envvars/envvars.go FromServices, v1.37). A Service without an
 * address has none.
 */
export function serviceLinks({ name, spec, headless }: SettledService): readonly ServiceLink[] {
  const { ports = [], type } = spec;
  if (headless || type === 'ExternalName' || !spec.clusterIP) return [];
  // Until the cluster has chosen an address there is only a name for it.
  const clusterIP = spec.clusterIP.startsWith('<') ? '<cluster IP>' : spec.clusterIP;
  const prefix = variable(name);
  const links: ServiceLink[] = [
    { name: `${prefix}_SERVICE_HOST`, value: clusterIP },
    { name: `${prefix}_SERVICE_PORT`, value: String(ports[0]?.port ?? '') },
  ];
  for (const port of ports) {
    if (port.name)
      links.push({ name: `${prefix}_SERVICE_PORT_${variable(port.name)}`, value: String(port.port ?? '') });
  }
  const host = clusterIP.includes(':') ? `[${clusterIP}]` : clusterIP;
  for (const [index, { port, protocol = 'TCP' }] of ports.entries()) {
    const url = `${protocol.toLowerCase()}://${host}:${port ?? ''}`;
    if (index === 0) links.push({ name: `${prefix}_PORT`, value: url });
    const own = `${prefix}_PORT_${port ?? ''}_${protocol}`;
    links.push(
      { name: own, value: url },
      { name: `${own}_PROTO`, value: protocol.toLowerCase() },
      { name: `${own}_PORT`, value: String(port ?? '') },
      { name: `${own}_ADDR`, value: clusterIP },
    );
  }
  return links;
}

function variable(text: string): string {
  return text.toUpperCase().replaceAll('-', '_');
}
