import { kindOfHost, strictIp, type Target } from './record.ts';
import type { DnsView } from './view.ts';

/**
 * What `10-244-0-7.shop.pod.<zone>` leads to; undefined when there is no such name (CoreDNS
 * plugin/kubernetes/kubernetes.go findPods, v1.14.7). The namespace exists.
 */
export function podTargets(
  view: DnsView,
  { namespace, pod }: { readonly namespace: string; readonly pod: string },
  zone: string,
): readonly Target[] | undefined {
  const ip = addressOf(pod);
  const known = view.options.pods === 'verified' ? isLive(view, namespace, ip) : strictIp(ip) !== undefined;
  if (!known) return undefined;
  return [{ host: ip, kind: kindOfHost(ip, 'IPv4'), port: 0, name: `${pod}.${namespace}.pod.${zone}` }];
}

/** Three single dashes make an IPv4 address, anything else is read as IPv6. */
function addressOf(label: string): string {
  const four = label.split('-').length === 4 && !label.includes('--');
  return label.replaceAll('-', four ? '.' : ':');
}

/**
 * A pod counts while it is neither finished nor being deleted (controller.go); by each of its addresses, as v1.15.0
 * answers, not only by the first.
 */
function isLive(view: DnsView, namespace: string, ip: string): boolean {
  return view.model.producersIn(namespace).some((producer) =>
    view.model.podsFrom(producer).some(({ status }) => {
      if (!status?.ips.includes(ip)) return false;
      return !status.terminating && !finished.has(status.phase);
    }),
  );
}

const finished: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Unknown']);
