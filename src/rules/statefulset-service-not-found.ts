import { modelOf } from '../model/model.ts';
import { nearNameOf } from './advice/near-name.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { governingService } from './facts/stateful-set.ts';
import { namedService } from './sets/backend-services.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { servicesSelecting } from './sets/selecting-services.ts';

/** StatefulSets that name a Service that is not there. */
export const rule: Rule = defineRule({
  id: 'statefulset-service-not-found',
  title: 'A StatefulSet names a Service that does not exist',
  group: 'references',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['StatefulSet'],
  why: 'The pods of a StatefulSet get DNS names below the Service that serviceName names: web-0.web.shop.svc.cluster.local. Without the Service these names do not exist, and members of a cluster do not find each other.',
  help: 'Add a headless Service of this name that selects the pods, or write the name of the one that exists.',
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    'sonatype/nxrm3-ha-repository#51, kubernetes/kubernetes#74950',
  ],
  messages: {
    missing: (d: { service: string; namespace: string; near: string | undefined }) =>
      `spec.serviceName names Service ${d.service}, which does not exist in namespace ${d.namespace}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      const service = governingService(object);
      if (service === '' || kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const { kind } = namedService(cluster, object, service);
      if (kind === 'open') leaveOpen();
      if (kind !== 'missing' && kind !== 'other-namespace') return;
      const model = modelOf(cluster);
      const namespace = model.namespaceOf(object);
      const { side } = neighbourhoodOf(cluster);
      const selecting = servicesSelecting(cluster, object).filter((each) => side(object, each));
      // A Service whose name is refused needs another one anyway, and that is said.
      if (selecting.some((each) => each.judgement().problems.some(({ check }) => check === 'object-name'))) {
        return;
      }
      const near =
        nearNameOf(service, model.services.in(namespace)) ?? (selecting.length === 1 ? selecting[0]?.name : undefined);
      report(
        'missing',
        { service, namespace, near },
        {
          where: { object, path: ['spec', 'serviceName'], part: 'value' },
          object,
          field: 'spec.serviceName',
          help:
            near === undefined
              ? `Add a Service ${service} with clusterIP: None that selects the pods.`
              : `Write serviceName: ${near}, or add a Service ${service} with clusterIP: None.`,
          ...(near !== undefined && { fix: writeValue('unsafe', object, ['spec', 'serviceName'], near) }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'another name',
        yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-headless # expect: statefulset-service-not-found
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
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
`,
      },
    ],
    good: [
      {
        name: 'a headless Service of this name',
        yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
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
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
`,
      },
    ],
  },
});
