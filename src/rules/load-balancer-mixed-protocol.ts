import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isLive } from './facts/live.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { isService, servicePorts, serviceSpec } from './facts/service.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';

/** Load balancers for several protocols. */
export const rule: Rule = defineRule({
  id: 'load-balancer-mixed-protocol',
  title: 'A load balancer shall take several protocols',
  group: 'exposure',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Since Kubernetes 1.26 the API takes a Service of type LoadBalancer with ports of different protocols. Whether the load balancer can is up to its provider: several refuse the Service or leave out the ports of one protocol.',
  help: 'See whether the provider takes them, or make a Service for each protocol; many providers let two Services share an address.',
  sources: [
    'Kubernetes documentation, Service: load balancers with mixed protocol types',
    'kubernetes/kubernetes#95029, #64545, kubernetes-sigs/aws-load-balancer-controller#2759',
  ],
  messages: {
    mixed: (d: { protocols: string }) => `its ports are for ${d.protocols}, which not every load balancer can take`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object)) return;
      const { type, loadBalancerClass } = serviceSpec(object);
      if (type !== 'LoadBalancer') return;
      const ports = servicePorts(object) ?? [];
      const [first] = ports;
      const other = first && ports.find(({ protocol }) => protocol !== first.protocol);
      if (!first || !other || ports.some(({ protocol }) => isPlaceholder(protocol))) return;
      // One that was read back from a cluster has its load balancer.
      if (isLive(object) || kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      if (loadBalancerClass !== undefined && able.test(loadBalancerClass)) return;
      if (Object.keys(annotationsOf(object)).some((key) => able.test(key))) return;
      const path = [...other.path, 'protocol'];
      report(
        'mixed',
        { protocols: listOf([...new Set(ports.map(({ protocol }) => protocol))]) },
        {
          where: { object, path, part: 'value' },
          object,
          field: pathText(path),
          related: [{ message: `a port for ${first.protocol}`, where: { object, path: first.path, part: 'value' } }],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'HTTP over TCP and QUIC',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - name: http
      port: 80
    - name: quic
      port: 443
      protocol: UDP # expect: load-balancer-mixed-protocol
`,
      },
    ],
    good: [
      {
        name: 'a Service for each protocol',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web-quic
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 443
      protocol: UDP
`,
      },
      {
        name: 'MetalLB takes all of them',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    metallb.io/address-pool: public
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - name: http
      port: 80
    - name: quic
      port: 443
      protocol: UDP
`,
      },
    ],
  },
});

/** Load balancers that take several protocols: MetalLB, kube-vip, Cilium, and that of AWS where it is asked to. */
const able =
  /metallb\.(?:universe\.tf|io)|kube-vip|lbipam\.cilium\.io|io\.cilium|aws-load-balancer-enable-tcp-udp-listener/;
