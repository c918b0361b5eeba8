import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { serviceNameLabel } from '../model/endpoints/labels.ts';
import { type Model, modelOf } from '../model/model.ts';
import type { Meta } from '../objects/kinds/meta.ts';
import { nearName } from './advice/near-name.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isExternalName, isService, selectorOf } from './facts/service.ts';
import { handMadeEndpointsOf } from './sets/hand-made-endpoints.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { makersIn } from './sets/makers.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';

/** Services without selector for which nobody writes endpoints. */
export const rule: Rule = defineRule({
  id: 'service-without-selector-or-endpoints',
  title: 'A Service has neither selector nor endpoints',
  group: 'selectors',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Without a selector no controller looks for pods, and without Endpoints or an EndpointSlice nothing stands behind the Service: its address rejects every connection. Something outside of the files may write the endpoints, so it is a warning, and only said where the files hold hand-made endpoints of the namespace, or a workload in the same file or of the same name.',
  help: 'Add a selector, or an EndpointSlice with the label kubernetes.io/service-name.',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
    'stackrox/kube-linter#746, kubernetes/ingress-nginx#2476',
  ],
  messages: {
    neither: () => 'it has no selector, and there are neither Endpoints nor an EndpointSlice for it',
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      if (!isService(object) || isExternalName(object) || selectorOf(object)) return;
      const kustomizations = kustomizationsOf(cluster);
      const { path } = object.document.source;
      if (kustomizations.isPatch(path) || kustomizations.rewrites(path)) return;
      if (isInDoubt(object, ['spec', 'selector']) || isInDoubt(object, ['spec', 'type'])) return;
      if (handMadeEndpointsOf(cluster, object).length > 0) return;
      const namespace = modelOf(cluster).namespaceOf(object);
      if (object.name === 'kubernetes' && namespace === 'default') return;
      const { knows } = neighbourhoodOf(cluster);
      const made = makersIn(cluster, namespace, object).some((maker) => maker.mayMake(object.name));
      if (strayEndpoints(modelOf(cluster), namespace, object.name)) return;
      if (made || !(knows('endpoints', namespace, object) || hasWorkloadBeside(cluster, object))) {
        leaveOpen();
        return;
      }
      report(
        'neither',
        {},
        {
          where: { object, path: ['spec'], part: 'key' },
          object,
          field: 'spec.selector',
          severity: hasWriter(object) ? 'info' : 'warning',
          help: `Add a selector with the labels of the pods, or an EndpointSlice with the label kubernetes.io/service-name: ${object.name}.`,
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a forgotten selector',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec: # expect: service-without-selector-or-endpoints
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
`,
      },
    ],
    good: [
      {
        name: 'an EndpointSlice of the Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432
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
  - port: 5432
`,
      },
      {
        name: 'a kustomization that adds the selector',
        files: {
          'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonLabels:
  app: grafana
resources:
  - service.yaml
  - deployment.yaml
`,
          'service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  ports:
    - port: 3000
`,
          'deployment.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: grafana
spec:
  containers:
    - name: grafana
      image: registry.example.com/grafana:12.1
`,
        },
      },
    ],
  },
});

/** Labels, annotations and owners of those who write endpoints themselves: Patroni, operators, meshes. */
function hasWriter(object: LoadedObject): boolean {
  const { labels = {}, ownerReferences = [] } = (object.decoded.value.metadata ?? {}) as Meta;
  if (ownerReferences.length > 0) return true;
  const keys = [...Object.keys(labels), ...Object.keys(annotationsOf(object))];
  return keys.some((key) => writers.test(key)) || leader.test(object.name);
}

const writers =
  /^(?:cluster-name|application|spilo-role|role)$|(?:patroni|zalan\.do|crunchydata|istio\.io|consul|skupper|submariner|liqo)/;
const leader = /-(?:leader|config|repl|lock)$/;

/** Whether a workload stands beside a Service that it was most likely made for. */
function hasWorkloadBeside(cluster: Cluster, service: LoadedObject): boolean {
  const model = modelOf(cluster);
  const { together } = neighbourhoodOf(cluster);
  const { source } = service.document;
  return model
    .producersIn(model.namespaceOf(service))
    .some((object) => object.document.source === source || (object.name === service.name && together(service, object)));
}

/** Endpoints that were meant for a Service and are not linked to it: that is said of them. */
function strayEndpoints(model: Model, namespace: string, service: string): boolean {
  const isStray = (name: string): boolean => model.services.get(namespace, name) === undefined;
  if (model.endpointSlices.in(namespace).some(({ value }) => !value.metadata?.labels?.[serviceNameLabel])) return true;
  const names = model.endpoints.in(namespace).map(({ name }) => name);
  return nearName(service, names.filter(isStray)) !== undefined;
}
