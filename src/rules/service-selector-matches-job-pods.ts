import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { selectionOf } from './sets/selection.ts';
import { labelsInWords } from './wording/labels.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';

/** Services that also select pods which run to an end. */
export const rule: Rule = defineRule({
  id: 'service-selector-matches-job-pods',
  title: 'A Service also selects the pods of a Job',
  group: 'selectors',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A pod of a Job is ready as soon as it runs, and so gets its share of the connections although it does not serve. Labels that the Job has in addition do not help: a selector matches every pod that has its pairs.',
  help: 'Give the pods of the Job another value for one of the selected labels, or add a label to the selector and to the pods that serve; roll the label out before the selector uses it.',
  sources: [
    'kubernetes v1.37.2 k8s.io/endpointslice/util (ShouldPodBeInEndpoints)',
    'BerriAI/litellm#19940 and #40393, kubestellar/console#6979, mattermost/mattermost-helm#23, google/nomulus#3046',
  ],
  messages: {
    also: (d: { selector: string; jobs: string }) =>
      `spec.selector ${d.selector} matches the pods of ${d.jobs} too, which get connections while they run`,
    only: (d: { selector: string; jobs: string }) => `spec.selector ${d.selector} matches only the pods of ${d.jobs}`,
  },
  on: {
    Object(object, { cluster, report }) {
      const selection = selectionOf(cluster, object);
      if (selection.kind !== 'workloads') return;
      const jobs = selection.workloads.filter(({ job }) => job);
      if (jobs.length === 0 || jobs.every(({ object: job }) => job.kind === 'Pod' && isLive(job))) return;
      const only = jobs.length === selection.workloads.length;
      report(
        only ? 'only' : 'also',
        {
          selector: labelsInWords(selection.selector),
          jobs: listOf(
            jobs.map(({ object: job }) => nameOf(job)),
            3,
          ),
        },
        {
          where: { object, path: ['spec', 'selector'], part: 'key' },
          object,
          field: 'spec.selector',
          severity: only ? 'info' : 'warning',
          ...(only && {
            help: 'Nothing is to be done if the Job serves while it runs; otherwise select the pods that serve.',
          }),
          related: jobs.slice(0, 3).map(({ object: job, path }) => ({
            message: `the labels of the pods of ${nameOf(job)}`,
            where: { object: job, path: [...path, 'metadata', 'labels'], part: 'value' },
          })),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a migration with the labels of the application',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: # expect: service-selector-matches-job-pods
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
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
---
apiVersion: batch/v1
kind: Job
metadata:
  name: web-migrate
spec:
  template:
    metadata:
      labels:
        app: web
        job: migrate
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/web:1.0
`,
      },
    ],
    good: [
      {
        name: 'a component that tells them apart',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    component: server
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      component: server
  template:
    metadata:
      labels:
        app: web
        component: server
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
---
apiVersion: batch/v1
kind: Job
metadata:
  name: web-migrate
spec:
  template:
    metadata:
      labels:
        app: web
        component: migrate
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/web:1.0
`,
      },
    ],
  },
});
