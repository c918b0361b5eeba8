import type { Workload } from '../objects/kinds/workload.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isHeadless } from './facts/service.ts';
import { broadSelection } from './sets/broad-selection.ts';
import { type SelectedWorkload, selectionOf } from './sets/selection.ts';
import { differenceOf } from './sets/workload-difference.ts';
import { labelsInWords } from './wording/labels.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';

/** Services that mix the pods of different applications. */
export const rule: Rule = defineRule({
  id: 'service-selector-matches-multiple-workloads',
  title: 'A Service selects the pods of different workloads',
  group: 'selectors',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Connections are spread over all pods that have the labels of the selector. When these belong to different applications, a steady share of the requests reaches one that does not understand them. Workloads with the same images and ports are only mentioned, and not even that when labels like track or version tell them apart: those are meant to share.',
  help: 'Add a label to the selector that only one of the workloads has, such as app.kubernetes.io/component.',
  sources: [
    'tektoncd/operator#3228 (half of the webhook calls failed), nextcloud/helm#144, kubernetes-sigs/wg-serving#50',
  ],
  messages: {
    several: (d: { selector: string; workloads: string; difference: string }) =>
      `spec.selector ${d.selector} matches ${d.workloads}, which ${d.difference}`,
  },
  on: {
    Object(object, { cluster, report }) {
      const selection = selectionOf(cluster, object);
      if (selection.kind !== 'workloads') return;
      const workloads = selection.workloads.filter(({ job, object: { kind, decoded } }) => {
        // Pods that are written one by one are members of one application.
        return !job && kind !== 'Pod' && decoded.known;
      });
      const [first, ...others] = workloads;
      if (!first || others.length === 0) return;
      const difference = differenceOf(first, others);
      if (difference === undefined || broadSelection(cluster, object)) return;
      const pods = workloads.map(podCount);
      const all = pods.reduce((sum, each) => sum + each, 0);
      const share = (each: number): string => (all > 0 ? ` (${Math.round((100 * each) / all)} % of its pods)` : '');
      const names = workloads.map(({ object: each }, index) => `${nameOf(each)}${share(pods[index] ?? 0)}`);
      const isApart = difference.certain && !isHeadless(object);
      report(
        'several',
        { selector: labelsInWords(selection.selector), workloads: listOf(names), difference: difference.text },
        {
          where: { object, path: ['spec', 'selector'], part: 'key' },
          object,
          field: 'spec.selector',
          severity: isApart ? 'warning' : 'info',
          ...(!isApart && {
            help: 'Nothing is to be done if they shall share the connections; otherwise add a label to the selector that only one of them has.',
          }),
          related: workloads.slice(0, 4).map(({ object: each, path }) => ({
            message: `the labels of the pods of ${nameOf(each)}`,
            where: { object: each, path: [...path, 'metadata', 'labels'], part: 'value' },
          })),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'an operator and its webhook',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: operator-webhook
spec:
  selector: # expect: service-selector-matches-multiple-workloads
    name: operator
  ports:
    - port: 443
      targetPort: 8443
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: operator
spec:
  selector:
    matchLabels:
      name: operator
  template:
    metadata:
      labels:
        name: operator
    spec:
      containers:
        - name: operator
          image: registry.example.com/operator:1.0
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: operator-webhook
spec:
  selector:
    matchLabels:
      name: operator
      part: webhook
  template:
    metadata:
      labels:
        name: operator
        part: webhook
    spec:
      containers:
        - name: webhook
          image: registry.example.com/operator-webhook:1.0
          ports:
            - containerPort: 8443
          readinessProbe:
            tcpSocket:
              port: 8443
`,
      },
    ],
    good: [
      {
        name: 'a canary beside the stable version',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
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
  replicas: 9
  selector:
    matchLabels:
      app: web
      track: stable
  template:
    metadata:
      labels:
        app: web
        track: stable
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-canary
spec:
  selector:
    matchLabels:
      app: web
      track: canary
  template:
    metadata:
      labels:
        app: web
        track: canary
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.1
`,
      },
    ],
  },
});

function podCount({ object }: SelectedWorkload): number {
  const { replicas } = (object.decoded.value as Workload).spec ?? {};
  return object.kind === 'DaemonSet' || typeof replicas !== 'number' ? 1 : Math.max(0, replicas);
}
