import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isHeadless } from './facts/service.ts';
import { governingService } from './facts/stateful-set.ts';
import { namedService } from './sets/backend-services.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { selectionOf } from './sets/selection.ts';
import { nameOf } from './wording/name.ts';

/** StatefulSets whose Service gives their pods no names. */
export const rule: Rule = defineRule({
  id: 'statefulset-service-not-headless',
  title: 'The Service of a StatefulSet gives its pods no names',
  group: 'discovery',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['StatefulSet'],
  why: 'Pods have DNS names of their own only below a headless Service that selects them. With a cluster IP, web-0.web does not resolve. Where nothing in the files uses such a name it is only mentioned.',
  help: 'Add a second Service with clusterIP: None that selects the pods, and name it in serviceName.',
  sources: [
    'kubernetes v1.37.2 k8s.io/endpointslice (ShouldSetHostname), recorded DNS answers',
    'kubernetes/kubernetes#68352, #60964, #74950',
  ],
  messages: {
    clusterIp: (d: { service: string; pod: string }) =>
      `spec.serviceName names ${d.service}, which has a cluster IP, so names like ${d.pod} do not exist`,
    others: (d: { service: string; pod: string }) =>
      `spec.serviceName names ${d.service}, which does not select its pods, so names like ${d.pod} do not exist`,
  },
  on: {
    Object(object, { cluster, report }) {
      const name = governingService(object);
      if (name === '' || kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const found = namedService(cluster, object, name);
      if (found.kind !== 'found') return;
      const [service] = found.definitions;
      if (isInDoubt(service, ['spec', 'clusterIP']) || isInDoubt(service, ['spec', 'type'])) return;
      const some = found.definitions.some(isHeadless);
      const selection = selectionOf(cluster, service);
      const selects =
        selection.kind !== 'workloads' || selection.workloads.some(({ object: each }) => each.name === object.name);
      if (some && selects) return;
      report(
        some ? 'others' : 'clusterIp',
        { service: nameOf(service), pod: `${object.name}-0.${name}` },
        {
          where: { object, path: ['spec', 'serviceName'], part: 'value' },
          object,
          field: 'spec.serviceName',
          severity: usesNames(cluster, object, name) ? 'warning' : 'info',
          related: [
            {
              message: some ? 'its selector' : 'no clusterIP: None here',
              where: { object: service, path: ['spec', ...(some ? ['selector'] : [])], part: 'key' },
            },
          ],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a Service with a cluster IP, and a client that uses the names of pods',
        yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db # expect: statefulset-service-not-headless
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
          env:
            - name: PRIMARY
              value: db-0.db
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
`,
      },
    ],
    good: [
      {
        name: 'a headless Service beside the one for clients',
        yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-pods
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
          env:
            - name: PRIMARY
              value: db-0.db-pods
---
apiVersion: v1
kind: Service
metadata:
  name: db-pods
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
`,
      },
    ],
  },
});

/** Whether any of the files has a name like `db-0.db`, or makes one of the name of a pod and the Service. */
function usesNames(cluster: Cluster, object: LoadedObject, service: string): boolean {
  const { name } = object;
  // Of very many files only those beside it are searched.
  const sources =
    cluster.sources.length > 200
      ? new Set(
          neighbourhoodOf(cluster)
            .around(object)
            .map(({ document }) => document.source),
        )
      : cluster.sources;
  return [...sources].some(({ text }) => {
    for (let at = text.indexOf(`.${service}`); at !== -1; at = text.indexOf(`.${service}`, at + 1)) {
      const after = text[at + service.length + 1] ?? '';
      if (/[\w-]/.test(after)) continue;
      const before = text.slice(Math.max(0, at - name.length - 5), at);
      if (new RegExp(`(?:^|[^\\w-])${name.replace(/[.]/g, '\\.')}-\\d+$`).test(before) || /[)}]$/.test(before))
        return true;
    }
    return false;
  });
}
