import type { LoadedObject } from '../model/cluster.ts';
import type { Workload } from '../objects/kinds/workload.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { isScaledByOthers } from './sets/scaled.ts';
import { selectionOf } from './sets/selection.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';

/** Services whose workloads have no replicas. */
export const rule: Rule = defineRule({
  id: 'service-target-scaled-to-zero',
  title: 'Every workload behind a Service has no replicas',
  group: 'selectors',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A workload with replicas: 0 makes no pods, so the Service has no endpoints and rejects connections until something scales the workload.',
  help: 'Write the number of replicas that shall run.',
  sources: ['kubernetes v1.37.2 pkg/proxy (REJECT for Services without endpoints)'],
  messages: {
    zero: (d: { workloads: string }) => `${d.workloads}, which it selects, has replicas: 0`,
  },
  on: {
    Object(object, { cluster, report }) {
      const selection = selectionOf(cluster, object);
      if (selection.kind !== 'workloads') return;
      const { workloads } = selection;
      if (!workloads.every((workload) => workload.alternatives.length === 1 && isIdle(workload.object))) return;
      const kustomizations = kustomizationsOf(cluster);
      if (workloads.some(({ object: each }) => kustomizations.mayAdd(each.document.source.path, 'pods'))) return;
      if (workloads.some(({ object: each }) => isScaledByOthers(cluster, each))) return;
      const [first] = workloads;
      if (!first) return;
      report(
        'zero',
        {
          workloads: listOf(
            workloads.map(({ object: each }) => nameOf(each)),
            3,
          ),
        },
        {
          where: { object, path: ['spec', 'selector'], part: 'key' },
          object,
          field: 'spec.selector',
          help: `Write replicas: 1 or more in ${nameOf(first.object)}.`,
          related: workloads.slice(0, 3).map(({ object: each }) => ({
            message: 'replicas: 0',
            where: { object: each, path: ['spec', 'replicas'], part: 'value' },
          })),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a Deployment that was switched off',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: # expect: service-target-scaled-to-zero
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 0
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
    good: [
      {
        name: 'a Deployment that is scaled by a ScaledObject',
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
  replicas: 0
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
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: web
spec:
  scaleTargetRef:
    name: web
`,
      },
    ],
  },
});

function isIdle({ decoded, kind }: LoadedObject): boolean {
  return decoded.known && kind !== 'Job' && kind !== 'CronJob' && (decoded.value as Workload).spec?.replicas === 0;
}
