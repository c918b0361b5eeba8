import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isLive } from './facts/live.ts';
import { isService, type PortOfService, servicePorts } from './facts/service.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { pathText } from './wording/path-text.ts';

/** Services that list one port number for two protocols. */
export const rule: Rule = defineRule({
  id: 'service-port-tcp-udp-merge',
  title: 'One port number is listed for two protocols',
  group: 'ports',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'The API takes a port number once for each protocol. But kubectl apply, as long as it merges on the side of the client, tells the ports of a Service apart by their number alone: an update can drop one of the two, or give it the values of the other.',
  help: 'Apply it with kubectl apply --server-side, or make a Service for each protocol.',
  sources: [
    'kubernetes v1.37.2 k8s.io/api/core/v1/types.go: patchMergeKey=port, listMapKey=port and protocol',
    'kubernetes/kubernetes#105610, #39188, #131918',
  ],
  options: {
    serverSideApply: {
      kind: 'boolean',
      default: false,
      help: 'everything is applied by the server (kubectl apply --server-side), which tells the ports apart',
    },
  },
  messages: {
    merged: (d: { path: string; port: number; protocol: string; first: string }) =>
      `${d.path} lists port ${d.port} for ${d.protocol}, which is listed for ${d.first} too: kubectl apply merges the two by their number`,
  },
  on: {
    Object(object, { cluster, options, report }) {
      if (!isService(object) || options.serverSideApply) return;
      const ports = servicePorts(object);
      if (!ports || ports.length < 2) return;
      const again = ports.find((port, index) => firstOf(ports, port, index) !== undefined);
      const first = again && firstOf(ports, again, ports.indexOf(again));
      if (!again || !first || isLive(object) || isAppliedByServer(annotationsOf(object))) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const path = [...again.path, 'port'];
      report(
        'merged',
        { path: pathText(again.path), port: again.port, protocol: again.protocol, first: first.protocol },
        {
          where: { object, path, part: 'value' },
          object,
          field: pathText(path),
          related: [
            {
              message: `the port for ${first.protocol}`,
              where: { object, path: [...first.path, 'port'], part: 'value' },
            },
          ],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'DNS over UDP and TCP',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - name: dns
      port: 53
      protocol: UDP
    - name: dns-tcp
      port: 53 # expect: service-port-tcp-udp-merge
      protocol: TCP
`,
      },
    ],
    good: [
      {
        name: 'Argo CD applies it on the side of the server',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,ServerSideApply=true
spec:
  selector:
    app: dns
  ports:
    - name: dns
      port: 53
      protocol: UDP
    - name: dns-tcp
      port: 53
      protocol: TCP
`,
      },
      {
        name: 'two Services',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      protocol: UDP
---
apiVersion: v1
kind: Service
metadata:
  name: dns-tcp
spec:
  selector:
    app: dns
  ports:
    - port: 53
      protocol: TCP
`,
      },
    ],
  },
});

/** The port of the same number before it, for another protocol; twice for one protocol is refused. */
function firstOf(ports: readonly PortOfService[], port: PortOfService, index: number): PortOfService | undefined {
  for (let at = 0; at < index; at++) {
    const other = ports[at];
    if (other && other.port === port.port && other.protocol !== port.protocol) return other;
  }
  return undefined;
}

/** Whether Argo CD or Flux is told to apply the object on the side of the server. */
function isAppliedByServer(annotations: { readonly [key: string]: unknown }): boolean {
  const options = annotations['argocd.argoproj.io/sync-options'];
  return (
    (typeof options === 'string' && /\bServerSideApply=true\b/.test(options)) ||
    annotations['kustomize.toolkit.fluxcd.io/ssa'] !== undefined
  );
}
