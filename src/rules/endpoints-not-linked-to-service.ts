import type { Cluster } from '../model/cluster.ts';
import { serviceNameLabel, skipMirrorLabel } from '../model/endpoints/labels.ts';
import { modelOf } from '../model/model.ts';
import type { Meta } from '../objects/kinds/meta.ts';
import { nearName } from './advice/near-name.ts';
import { addField, writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { isWrittenByHand } from './facts/written-by-hand.ts';
import { namedService } from './sets/backend-services.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';

/** Hand-made endpoints that belong to no Service. */
export const rule: Rule = defineRule({
  id: 'endpoints-not-linked-to-service',
  title: 'Hand-made endpoints belong to no Service',
  group: 'endpoints',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['EndpointSlice', 'Endpoints'],
  why: 'An EndpointSlice belongs to the Service that its label kubernetes.io/service-name names, whatever its own name is; Endpoints belong to the Service of the same name. Without one nothing uses them. Where the files hold no Service of the namespace it is a warning; that a Service is missing is a warning too, and only said where the files hold others.',
  help: 'Add the label kubernetes.io/service-name with the name of the Service.',
  sources: [
    'kubernetes/api discovery/v1/well_known_labels.go (LabelServiceName)',
    'recorded answers of kube-apiserver v1.37.2: a slice without the label is accepted',
    'rook/rook#16607',
  ],
  messages: {
    label: () => `metadata.labels has no ${serviceNameLabel}, so no Service uses it`,
    service: (d: { what: string; service: string; namespace: string; near: string | undefined }) =>
      `${d.what} Service ${d.service}, which does not exist in namespace ${d.namespace}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      const { kind, apiVersion, name } = object;
      if (apiVersion !== (kind === 'Endpoints' ? 'v1' : 'discovery.k8s.io/v1')) return;
      if (!isWrittenByHand(object) || isInDoubt(object, ['metadata'])) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const model = modelOf(cluster);
      const namespace = model.namespaceOf(object);
      const labels = (object.decoded.value.metadata as Meta | undefined)?.labels ?? {};
      if (kind === 'Endpoints' && labels[skipMirrorLabel] === 'true') return;
      const service = kind === 'Endpoints' ? name : labels[serviceNameLabel];
      const services = model.services.in(namespace).map((each) => each.name);
      if (service === undefined) {
        const begins = services.filter((each) => name === each || name.startsWith(`${each}-`));
        const meant = begins.sort((a, b) => b.length - a.length)[0];
        report(
          'label',
          {},
          {
            where: { object, path: ['metadata', 'labels'], part: 'key' },
            object,
            field: 'metadata.labels',
            // Alone it may be for a product that has its own way to find slices.
            severity: neighbourhoodOf(cluster).knows('Service', namespace, object) ? 'error' : 'warning',
            ...(meant !== undefined && {
              help: `Add the label ${serviceNameLabel}: ${meant}.`,
              fix: addField('unsafe', object, ['metadata', 'labels', serviceNameLabel], meant),
            }),
          },
        );
        return;
      }
      if (service === '' || isPlaceholder(service)) return;
      const found = namedService(cluster, object, service);
      if (found.kind === 'open') leaveOpen();
      if (found.kind !== 'missing' || isVolume(cluster, name)) return;
      const near = nearName(service, services);
      const path = kind === 'Endpoints' ? ['metadata', 'name'] : ['metadata', 'labels', serviceNameLabel];
      report(
        'service',
        { what: kind === 'Endpoints' ? 'its name is that of' : 'its label names', service, namespace, near },
        {
          where: { object, path, part: 'value' },
          object,
          field: kind === 'Endpoints' ? 'metadata.name' : 'metadata.labels',
          severity: 'warning',
          help:
            near === undefined ? `Add Service ${service}, without selector.` : `Write ${near}, if that is the Service.`,
          fix: near === undefined || kind === 'Endpoints' ? undefined : writeValue('unsafe', object, path, near),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a slice without the label',
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
metadata: # expect: endpoints-not-linked-to-service
  name: db-1
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - port: 5432
`,
      },
      {
        name: 'Endpoints of another name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  selector:
    app: database
  ports:
    - port: 5432
---
apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: databas # expect: endpoints-not-linked-to-service
subsets:
  - addresses:
      - ip: 192.0.2.10
    ports:
      - port: 5432
`,
      },
    ],
    good: [
      {
        name: 'Endpoints that leader election keeps',
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
apiVersion: v1
kind: Endpoints
metadata:
  name: scheduler
  annotations:
    control-plane.alpha.kubernetes.io/leader: '{"holderIdentity":"node-1"}'
`,
      },
      {
        name: 'a slice with the label',
        yaml: `apiVersion: discovery.k8s.io/v1
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
    ],
  },
});

/** GlusterFS volumes name Endpoints of their own (core/v1 GlusterfsVolumeSource). */
function isVolume(cluster: Cluster, name: string): boolean {
  return cluster.sources.some(({ text }) => text.includes('glusterfs') && text.includes(name));
}
