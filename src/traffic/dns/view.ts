import { builtInService } from '../../model/built-in-service.ts';
import { endpointsOf } from '../../model/endpoints/endpoints-of.ts';
import { serviceNameLabel } from '../../model/endpoints/labels.ts';
import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import type { Endpoint, EndpointSlice } from '../../objects/kinds/endpoint-slice.ts';
import type { DnsOptions } from './dns-options.ts';

/** The objects of a cluster as its DNS server sees them. */
export interface DnsView {
  readonly model: Model;
  readonly options: DnsOptions;
  /** Without final dot, lower case. */
  readonly zone: string;
  hasNamespace(name: string): boolean;
  service(namespace: string, name: string): SettledService | undefined;
  slices(service: SettledService): readonly EndpointSlice[];
  /** Every slice with the Service that it names, which need not exist. */
  allSlices(): readonly NamedSlice[];
}

/** A slice and the Service that it is of. */
export interface NamedSlice {
  readonly namespace: string;
  readonly service: string;
  readonly slice: EndpointSlice;
}

/** Namespaces that every cluster has. */
const always: readonly string[] = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Makes the view of a model. */
export function viewOf(model: Model, options: DnsOptions, zone: string): DnsView {
  let namespaces: Set<string> | undefined;
  let slices: readonly NamedSlice[] | undefined;
  const view: DnsView = {
    model,
    options,
    zone,
    hasNamespace(name) {
      namespaces ??= namespacesOf(model);
      return namespaces.has(name);
    },
    service(namespace, name) {
      const typed = model.services.get(namespace, name);
      return typed ? model.settled(typed) : builtInService(model, namespace, name);
    },
    slices: (service) => endpointsOf(model, service).slices.map(({ slice }) => slice),
    allSlices() {
      slices ??= slicesOf(view);
      return slices;
    },
  };
  return view;
}

function namespacesOf(model: Model): Set<string> {
  const names = new Set(always);
  for (const object of model.cluster.objects) {
    if (object.kind === 'Namespace' && object.apiVersion === 'v1') names.add(object.name);
    else names.add(model.namespaceOf(object));
  }
  return names;
}

function slicesOf(view: DnsView): NamedSlice[] {
  const { model } = view;
  const found: NamedSlice[] = [];
  const seen = new Set<string>();
  for (const { namespace, name } of model.services.all) {
    const service = view.service(namespace, name);
    if (!service || seen.has(`${namespace}/${name}`)) continue;
    seen.add(`${namespace}/${name}`);
    for (const slice of view.slices(service)) found.push({ namespace, service: name, slice });
  }
  for (const { namespace, value } of model.endpointSlices.all) {
    const service = value.metadata?.labels?.[serviceNameLabel];
    if (service !== undefined && !seen.has(`${namespace}/${service}`)) found.push({ namespace, service, slice: value });
  }
  return found;
}

/** The endpoints of a slice that DNS tells: an unknown readiness counts as ready (CoreDNS plugin/kubernetes/object/endpoint.go, v1.14.7). */
export function readyEndpoints(slice: EndpointSlice): readonly Endpoint[] {
  return (slice.endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
}

/** The label of an endpoint below its Service (CoreDNS plugin/kubernetes/kubernetes.go endpointHostname, v1.14.7). */
export function endpointLabel({ hostname, targetRef }: Endpoint, address: string, podNames: boolean): string {
  if (hostname) return hostname;
  const pod = targetRef?.name;
  if (podNames && pod && pod.length < 64) return pod;
  if (address.includes('.')) return address.replaceAll('.', '-');
  const dashed = address.replaceAll(':', '-');
  return dashed.endsWith('-') ? `${dashed}0` : dashed;
}
