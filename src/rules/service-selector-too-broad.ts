import { defineRule, type Rule } from './define-rule.ts';
import { selectorOf } from './facts/service.ts';
import { broadSelection } from './sets/broad-selection.ts';
import { labelsInWords } from './wording/labels.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';

/** Selectors that take in the pods of many applications. */
export const rule: Rule = defineRule({
  id: 'service-selector-too-broad',
  title: 'A selector takes in more than one application',
  group: 'selectors',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Connections are spread over all pods that a selector matches. Labels like environment, team or part-of are those of many applications, so the Service sends requests to pods that do not know what to do with them, also to those that come later. Such selectors often come from labels that kustomize adds to everything.',
  help: 'Select by the name of the application: app, or app.kubernetes.io/name and app.kubernetes.io/component.',
  sources: ['kubernetes-sigs/kustomize#249, #2273', 'Kubernetes documentation, recommended labels'],
  messages: {
    counted: (d: { selector: string; count: number; all: number; workloads: string }) =>
      `spec.selector ${d.selector} matches ${d.count} of the ${d.all} workloads of the namespace: ${d.workloads}`,
    group: (d: { selector: string }) => `spec.selector ${d.selector} has only labels that many applications share`,
  },
  on: {
    Object(object, { cluster, report }) {
      const selector = selectorOf(object);
      const broad = selector && broadSelection(cluster, object);
      if (!broad) return;
      const { workloads, all } = broad;
      const details = {
        where: { object, path: ['spec', 'selector'], part: 'key' as const },
        object,
        field: 'spec.selector',
        related: workloads.slice(0, 4).map(({ object: each, path }) => ({
          message: `the labels of the pods of ${nameOf(each)}`,
          where: { object: each, path: [...path, 'metadata', 'labels'], part: 'value' as const },
        })),
      };
      if (workloads.length < 2) {
        report('group', { selector: labelsInWords(selector) }, details);
        return;
      }
      const names = workloads.map(({ object: each }) => nameOf(each));
      report(
        'counted',
        { selector: labelsInWords(selector), count: workloads.length, all, workloads: listOf(names) },
        details,
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'an environment',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: # expect: service-selector-too-broad
    environment: staging
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
      app: api
  template:
    metadata:
      labels:
        app: api
        environment: staging
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.0
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  selector:
    matchLabels:
      app: worker
  template:
    metadata:
      labels:
        app: worker
        environment: staging
    spec:
      containers:
        - name: worker
          image: registry.example.com/worker:1.0
`,
      },
    ],
    good: [
      {
        name: 'the name of the application',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
    environment: staging
  ports:
    - port: 80
`,
      },
      {
        name: 'a release of one workload',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app.kubernetes.io/instance: api
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
      app.kubernetes.io/instance: api
  template:
    metadata:
      labels:
        app.kubernetes.io/instance: api
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.0
`,
      },
    ],
  },
});
