import { clusterIpsOf } from '../../api/core/service-spec.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { NameParts } from './name-parts.ts';
import { kindOfHost, type Target } from './record.ts';
import { type DnsView, endpointLabel, readyEndpoints } from './view.ts';

type ServiceName = Extract<NameParts, { kind: 'service' }>;

/**
 * What a name of a Service, of its ports or of its endpoints leads to; undefined when there is no such name (CoreDNS
 * plugin/kubernetes/kubernetes.go findServices, v1.14.7). `zone` is written as in the question.
 */
export function serviceTargets(
  view: DnsView,
  service: SettledService,
  asked: ServiceName,
  zone: string,
): readonly Target[] | undefined {
  const { spec } = service;
  const external = spec.type === 'ExternalName';
  const name = `${service.name}.${service.namespace}.svc.${zone}`;
  if (external) return externalTargets(service, asked, name);
  if (service.headless || asked.endpoint !== '') return endpointTargets(view, service, asked, name);
  if (view.options.ignoreEmptyService && !view.slices(service).some((slice) => readyEndpoints(slice).length > 0)) {
    return undefined;
  }
  return clusterIpTargets(service, asked, name);
}

/** An alias has neither ports nor endpoints; one that looks like an address is none. */
function externalTargets({ spec }: SettledService, asked: ServiceName, name: string): readonly Target[] | undefined {
  if (asked.endpoint !== '' || asked.port !== '' || asked.protocol !== '') return undefined;
  const host = spec.externalName ?? '';
  const kind = kindOfHost(host, 'IPv4');
  return kind === 'CNAME' ? [{ host, kind, port: undefined, name }] : undefined;
}

function clusterIpTargets(service: SettledService, asked: ServiceName, name: string): readonly Target[] | undefined {
  const ips = clusterIpsOf(service.spec);
  const ports = service.spec.ports ?? [];
  const listed = ports.length > 0 ? ports : [{ name: undefined, protocol: '', port: undefined }];
  const matching = listed.filter((port) => isAsked(asked, port.name ?? '', port.protocol));
  if (matching.length === 0) return undefined;
  return matching.flatMap(({ port }) =>
    ips.map((host, at): Target => {
      return { host, kind: kindOfHost(host, service.families[at] === 'IPv6' ? 'IPv6' : 'IPv4'), port, name };
    }),
  );
}

/** The ports are those of the slices, whatever the Service lists. */
function endpointTargets(
  view: DnsView,
  service: SettledService,
  asked: ServiceName,
  name: string,
): readonly Target[] | undefined {
  const targets: Target[] = [];
  for (const slice of view.slices(service)) {
    const ports = slice.ports?.length ? slice.ports : [{}];
    for (const endpoint of readyEndpoints(slice)) {
      for (const host of endpoint.addresses ?? []) {
        const label = endpointLabel(endpoint, host, view.options.endpointPodNames === true);
        if (asked.endpoint !== '' && label.toLowerCase() !== asked.endpoint) continue;
        for (const port of ports) {
          if (!isAsked(asked, port.name ?? '', port.protocol ?? '')) continue;
          const kind = kindOfHost(host, slice.addressType === 'IPv6' ? 'IPv6' : 'IPv4');
          targets.push({ host, kind, port: port.port, name: `${label}.${name}` });
        }
      }
    }
  }
  return targets.length > 0 ? targets : undefined;
}

function isAsked(asked: ServiceName, port: string, protocol: string): boolean {
  if (asked.port !== '' && asked.port !== port.toLowerCase()) return false;
  return asked.protocol === '' || asked.protocol === protocol.toLowerCase();
}
