import type { Workload } from '../objects/kinds/workload.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isExternalName, isHeadless, isService, serviceSpec } from './facts/service.ts';
import { isScaledByOthers } from './sets/scaled.ts';
import { type SelectedWorkload, selectionOf } from './sets/selection.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';

/** Traffic policies that leave nodes without an answer. */
export const rule: Rule = defineRule({
  id: 'traffic-policy-local-risk',
  title: 'Nodes without a pod of the Service drop its traffic',
  group: 'exposure',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'With policy Local a node sends connections to its own pods only. One that has none drops them without a word, and clients wait until they give up. Only a load balancer asks healthCheckNodePort which nodes have pods; for node ports and inside the cluster nobody does.',
  help: 'Write Cluster, or run a pod on every node with a DaemonSet.',
  sources: [
    'kubernetes v1.37.2 pkg/proxy/iptables/proxier.go: has no local endpoints → DROP',
    'kubernetes/kubernetes#66354, #127937, #121371',
  ],
  messages: {
    nodePort: (d: { workloads: string }) =>
      `spec.externalTrafficPolicy is Local: nodes without a pod of ${d.workloads} drop what comes to the node port, and nothing tells the outside which nodes these are`,
    balancer: (d: { workload: string }) =>
      `spec.externalTrafficPolicy is Local and ${d.workload} has one pod: all traffic goes through its node, and ends while the pod moves to another one`,
    internal: (d: { workloads: string }) =>
      `spec.internalTrafficPolicy is Local: clients on nodes without a pod of ${d.workloads} get no connection`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      if (!isService(object)) return;
      const { type, externalTrafficPolicy, internalTrafficPolicy } = serviceSpec(object);
      const isExternal = externalTrafficPolicy === 'Local' && (type === 'NodePort' || type === 'LoadBalancer');
      if (!isExternal && internalTrafficPolicy !== 'Local') return;
      if (isExternalName(object) || isHeadless(object) || isInDoubt(object, ['spec', 'type'])) return;
      const selection = selectionOf(cluster, object);
      if (selection.kind === 'open') leaveOpen();
      if (selection.kind !== 'workloads') return;
      const { workloads } = selection;
      if (!workloads.every(isFromTemplate)) return;
      const data = { workloads: listOf(workloads.map((workload) => nameOf(workload.object))) };
      const related = workloads.slice(0, 4).map(({ object: each }) => ({
        message: 'its pods run on some nodes only',
        where: { object: each, path: ['kind'], part: 'value' as const },
      }));
      if (internalTrafficPolicy === 'Local') {
        const field = 'spec.internalTrafficPolicy';
        const help =
          'Write trafficDistribution: PreferSameNode instead, which falls back to other nodes, or run a pod on every node with a DaemonSet.';
        report('internal', data, { where: at('internalTrafficPolicy'), object, field, help, related });
      }
      if (!isExternal) return;
      const details = { where: at('externalTrafficPolicy'), object, field: 'spec.externalTrafficPolicy', related };
      const [only, ...others] = workloads;
      if (type === 'NodePort') {
        report('nodePort', data, details);
      } else if (only && others.length === 0 && hasOnePod(only) && !isScaledByOthers(cluster, only.object)) {
        const help = 'Run several pods, or write Cluster if the addresses of clients do not matter.';
        report('balancer', { workload: nameOf(only.object) }, { ...details, severity: 'info', help });
      }

      function at(field: string): { object: typeof object; path: string[]; part: 'value' } {
        return { object, path: ['spec', field], part: 'value' };
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a node port that keeps the addresses of clients',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  externalTrafficPolicy: Local # expect: traffic-policy-local-risk
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
`,
      },
      {
        name: 'clients of a Deployment on the same node only',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  internalTrafficPolicy: Local # expect: traffic-policy-local-risk
  selector:
    app: cache
  ports:
    - port: 6379
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  replicas: 2
  selector:
    matchLabels:
      app: cache
  template:
    metadata:
      labels:
        app: cache
    spec:
      containers:
        - name: cache
          image: registry.example.com/cache:1.0
`,
      },
    ],
    good: [
      {
        name: 'a pod on every node',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: agent
spec:
  internalTrafficPolicy: Local
  selector:
    app: agent
  ports:
    - port: 4317
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: registry.example.com/agent:1.0
`,
      },
      {
        name: 'a load balancer that sees which nodes have pods',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
`,
      },
    ],
  },
});

/** Whether a workload makes pods on some nodes: a DaemonSet does on all, and operators may. */
function isFromTemplate({ object }: SelectedWorkload): boolean {
  return object.decoded.known && object.kind !== 'DaemonSet' && object.kind !== 'Pod';
}

function hasOnePod({ object, alternatives }: SelectedWorkload): boolean {
  const { replicas = 1 } = (object.decoded.value as Workload).spec ?? {};
  return alternatives.length === 1 && replicas === 1;
}
