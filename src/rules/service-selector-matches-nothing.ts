import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { isClosed } from '../model/is-closed.ts';
import { mismatches } from '../model/labels.ts';
import { modelOf } from '../model/model.ts';
import { podKinds } from '../model/unread.ts';
import { nearWorkloads } from './advice/near-workloads.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { handMadeEndpointsOf } from './sets/hand-made-endpoints.ts';
import { mixedWorkload } from './sets/mixed-namespace.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { selectionOf } from './sets/selection.ts';
import { labelsInWords } from './wording/labels.ts';
import { listOf } from './wording/list.ts';

/** Services whose selector finds no pod. */
export const rule: Rule = defineRule({
  id: 'service-selector-matches-nothing',
  title: 'The selector of a Service matches no pod',
  group: 'selectors',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A Service stands for the pods of its namespace that have every label of its selector. When none has, it has no endpoints: connections are refused, and an Ingress answers 503. It is said only where the files hold workloads of the namespace, and it is a warning when none of them resembles what is looked for.',
  help: 'Write labels that the pod template has: spec.template.metadata.labels of the workload, not the labels of the workload itself.',
  sources: [
    'kubernetes v1.37.2 pkg/controller/endpointslice, labels.SelectorFromSet',
    'kubernetes/kubernetes#47711, kubernetes/ingress-nginx#6135, helm/charts#21515',
  ],
  messages: {
    nothing: (d: { selector: string; namespace: string; near: string }) =>
      `spec.selector ${d.selector} matches no pod of namespace ${d.namespace}${d.near}`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      const selection = selectionOf(cluster, object);
      if (selection.kind === 'open') leaveOpen();
      if (selection.kind !== 'nothing') return;
      if (handMadeEndpointsOf(cluster, object).length > 0 || mixedWorkload(cluster, object, selection.selector)) return;
      const { selector } = selection;
      const near = nearWorkloads(cluster, object, selector);
      const [first] = near;
      const isWhole = isClosed(cluster, podKinds, modelOf(cluster).namespaceOf(object));
      if (!first && !isWhole && !isCoherent(cluster, object)) {
        leaveOpen();
        return;
      }
      const [only, ...others] = first ? mismatches(selector, first.labels) : [];
      const change = only && others.length === 0 && only.found !== undefined ? only : undefined;
      report(
        'nothing',
        {
          selector: labelsInWords(selector),
          namespace: modelOf(cluster).namespaceOf(object),
          near:
            near.length === 0
              ? ''
              : `; nearest: ${listOf(
                  near.map(({ text }) => text),
                  2,
                )}`,
        },
        {
          where: {
            object,
            path: change ? ['spec', 'selector', change.key] : ['spec', 'selector'],
            part: change ? 'value' : 'key',
          },
          object,
          field: 'spec.selector',
          // Where nothing resembles the selector, the workload may as well be in another repository.
          severity: first || isWhole ? 'error' : 'warning',
          ...(first && { help: first.help }),
          ...(change?.found !== undefined && {
            fix: writeValue('unsafe', object, ['spec', 'selector', change.key], change.found),
          }),
          related: near.slice(0, 2).map(({ object: workload, path, name }) => ({
            message: `the labels of the pods of ${name}`,
            where: { object: workload, path, part: 'value' },
          })),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'another value',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api-svc # expect: service-selector-matches-nothing
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api-service
  template:
    metadata:
      labels:
        app: api-service
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.0
`,
      },
      {
        name: 'the labels of the Deployment itself',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: # expect: service-selector-matches-nothing
    app: web
    part: frontend
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
    part: frontend
spec:
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
        name: 'workloads that are not among the files',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
`,
      },
      {
        name: 'one pod of a StatefulSet',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db-primary
spec:
  selector:
    statefulset.kubernetes.io/pod-name: db-0
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example.com/db:16
`,
      },
      {
        name: 'the pods of a custom resource with a template',
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
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
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
        name: 'pods that an operator makes',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: prometheus
spec:
  selector:
    prometheus: main
  ports:
    - port: 9090
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: main
spec:
  replicas: 2
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: grafana
spec:
  selector:
    matchLabels:
      app: grafana
  template:
    metadata:
      labels:
        app: grafana
    spec:
      containers:
        - name: grafana
          image: registry.example.com/grafana:12.1
`,
      },
    ],
  },
});

const coherent = new WeakMap<Cluster, Map<string, boolean>>();

/** Whether workloads stand in the file of a Service, or other Services find theirs: what is missing is then no accident. */
function isCoherent(cluster: Cluster, service: LoadedObject): boolean {
  const model = modelOf(cluster);
  const namespace = model.namespaceOf(service);
  const { source } = service.document;
  let known = coherent.get(cluster);
  if (!known) {
    known = new Map();
    coherent.set(cluster, known);
  }
  const key = `${namespace} ${source.path}`;
  let answer = known.get(key);
  if (answer === undefined) {
    const { together } = neighbourhoodOf(cluster);
    const others = model.services.in(namespace).filter(({ object }) => together(service, object));
    answer =
      model.producersIn(namespace).some(({ document }) => document.source === source) ||
      others.slice(0, enough).some(({ object }) => selectionOf(cluster, object).kind === 'workloads');
    known.set(key, answer);
  }
  return answer;
}

/** Services that tell whether a set of files holds workloads. */
const enough = 20;
