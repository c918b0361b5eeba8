import { deprecatesEndpoints, deprecatesPreferClose } from '../api/features.ts';
import type { Fix } from '../diagnostics/fix.ts';
import { writeValue } from './advice/repair.ts';
import type { Context } from './define-rule.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isLive } from './facts/live.ts';
import { isService, serviceSpec } from './facts/service.ts';
import { valueAt } from './facts/value-at.ts';
import { isWrittenByHand } from './facts/written-by-hand.ts';
import { pathText } from './wording/path-text.ts';

/** What still works and has a successor. */
export const rule: Rule = defineRule({
  id: 'deprecated-api-usage',
  title: 'Something is deprecated in the target version',
  group: 'portability',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Service', 'Endpoints', 'KubeProxyConfiguration'],
  why: 'What is deprecated works for now, gets no new features, and is missing one day: Endpoints know neither zones nor two address families, loadBalancerIP means something else with each provider, and the ipvs mode of kube-proxy is to be switched off.',
  help: 'Write the successor, which the target version has already.',
  sources: [
    'kubernetes v1.37.2 pkg/api/service/warnings.go',
    'k8s.io/api v0.37.2 core/v1/types.go (Endpoints, LoadBalancerIP, ServiceTrafficDistribution)',
    'kubernetes/enhancements#4974 (Endpoints), #5495 (ipvs)',
  ],
  messages: {
    deprecated: (d: { what: string; since: string }) => `${d.what} is deprecated since Kubernetes ${d.since}`,
  },
  on: {
    Object(object, context) {
      const { server } = context.cluster;
      if (isService(object)) {
        const { loadBalancerIP, trafficDistribution } = serviceSpec(object);
        const hints = annotationsOf(object)[hintsAnnotation];
        if (loadBalancerIP === undefined && trafficDistribution === undefined && hints === undefined) return;
        if (isLive(object)) return;
        if (loadBalancerIP) {
          const help = 'Use the annotation of your load balancer for the address, such as metallb.io/loadBalancerIPs.';
          say(context, object, ['spec', 'loadBalancerIP'], 'spec.loadBalancerIP', '1.24', help);
        }
        if (trafficDistribution === 'PreferClose' && deprecatesPreferClose(server)) {
          const help = 'Write trafficDistribution: PreferSameZone, which means the same.';
          const path = ['spec', 'trafficDistribution'];
          const fix = writeValue('safe', object, path, 'PreferSameZone');
          say(context, object, path, 'trafficDistribution: PreferClose', '1.35', help, fix);
        }
        if (hints !== undefined) {
          const help = 'Write service.kubernetes.io/topology-mode: Auto, or spec.trafficDistribution.';
          say(context, object, ['metadata', 'annotations', hintsAnnotation], hintsAnnotation, '1.27', help);
        }
      } else if (object.kind === 'Endpoints' && object.apiVersion === 'v1') {
        if (!deprecatesEndpoints(server) || !isWrittenByHand(object)) return;
        const help = `Write an EndpointSlice (discovery.k8s.io/v1) with the label kubernetes.io/service-name: ${object.name}.`;
        say(context, object, ['kind'], 'v1 Endpoints', '1.33', help);
      } else if (object.apiVersion.startsWith('kubeproxy.config.k8s.io/')) {
        if (server.minor < 35 || valueAt(object.decoded.value, ['mode']) !== 'ipvs') return;
        say(context, object, ['mode'], 'mode: ipvs of kube-proxy', '1.35', 'Write mode: nftables.');
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'Endpoints written by hand',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - name: db
      port: 5432
---
apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: db
subsets:
  - addresses:
      - ip: 192.0.2.10
    ports:
      - name: db
        port: 5432
`,
      },
      {
        name: 'close endpoints, and an address for the load balancer',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector:
    app: web
  trafficDistribution: PreferClose # expect: deprecated-api-usage
  loadBalancerIP: 203.0.113.7 # expect: deprecated-api-usage
  ports:
    - name: http
      port: 80
`,
      },
    ],
    good: [
      {
        name: 'the same zone',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  trafficDistribution: PreferSameZone
  ports:
    - name: http
      port: 80
`,
      },
      {
        name: 'an EndpointSlice',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - name: db
      port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - name: db
    port: 5432
`,
      },
    ],
  },
});

const hintsAnnotation = 'service.kubernetes.io/topology-aware-hints';

type Say = Context<{ deprecated: (d: { what: string; since: string }) => string }>;

function say(
  { report }: Say,
  object: Parameters<typeof isLive>[0],
  path: readonly string[],
  what: string,
  since: string,
  help: string,
  fix?: Fix,
): void {
  if (isInDoubt(object, path)) return;
  report(
    'deprecated',
    { what, since },
    { where: { object, path, part: 'value' }, object, field: pathText(path), help, fix },
  );
}
