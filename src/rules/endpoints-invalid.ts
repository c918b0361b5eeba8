import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { endpointAddressesOf } from './facts/endpoint-addresses.ts';
import { listAt, valueAt } from './facts/value-at.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';
import { reasonOf } from './wording/reason.ts';
import { refusalOf } from './wording/refusal.ts';

/** What is particular to Endpoints and EndpointSlices. */
export const rule: Rule = defineRule({
  id: 'endpoints-invalid',
  title: 'Endpoints are not allowed as they are',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Endpoints', 'EndpointSlice'],
  why: 'Endpoints say which addresses stand behind a Service and on which ports. The API server refuses sets that are empty, ambiguous or too large.',
  help: 'Give each set its addresses, and each port a name of its own.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (validateEndpointSubsets), pkg/apis/discovery/validation/validation.go',
    'kubernetes.io/docs/concepts/services-networking/service: Services without selectors, EndpointSlices; kubernetes v1.37.2 pkg/proxy',
    'recorded answers of kube-apiserver v1.37.2: subsets[1]: must specify `addresses` or `notReadyAddresses`',
  ],
  explains: ['endpoints'],
  messages: {
    names: () => 'addressType FQDN: kube-proxy has no handling for names, so the Service leads nowhere',
    virtual: (d: { path: string; address: string; owner: string }) =>
      `${d.path} ${d.address} is the cluster IP of ${d.owner}: a virtual address cannot stand behind a Service`,
    empty: (d: { path: string }) => `${d.path} has no addresses`,
    sameName: (d: { path: string; value: string }) =>
      d.value === '""'
        ? `${d.path} is a second port without name`
        : `${d.path} ${d.value} is the name of another port too`,
    many: (d: { path: string; reason: string }) => `${d.path} is too long: ${d.reason}`,
    other: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} is not allowed: ${d.reason}`,
  },
  on: {
    Object(object, { report }) {
      const { value } = object.decoded;
      const label = (name: string) => valueAt(value, ['metadata', 'labels', name]);
      if (valueAt(value, ['addressType']) !== 'FQDN' || label('kubernetes.io/service-name') === undefined) return;
      // A slice that some controller manages is not for kube-proxy.
      if (label('endpointslice.kubernetes.io/managed-by') !== undefined) return;
      report(
        'names',
        {},
        {
          where: { object, path: ['addressType'], part: 'value' },
          object,
          field: 'addressType',
          severity: 'warning',
          help: 'Write IP addresses, or use a Service of type ExternalName to send clients to a DNS name.',
        },
      );
    },
    Cluster(cluster, { report }) {
      const owners = clusterIpOwners(cluster);
      if (owners.size === 0) return;
      for (const object of cluster.objects) {
        for (const { address, path } of endpointAddressesOf(object)) {
          const owner = owners.get(address);
          if (!owner) continue;
          report(
            'virtual',
            { path: pathText(path), address: quote(address), owner: nameOf(owner) },
            {
              where: { object, path, part: 'value' },
              object,
              field: pathText(path),
              help: `Write the addresses of the pods behind ${nameOf(owner)}, or send clients to ${nameOf(owner)} itself.`,
              related: [
                { message: 'the cluster IP', where: { object: owner, path: ['spec', 'clusterIP'], part: 'value' } },
              ],
            },
          );
        }
      }
    },
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : undefined;
      const path = pathText(problem.path);
      const reason = reasonOf('detail' in problem ? problem.detail : problem.message);
      const type = 'type' in problem ? problem.type : undefined;
      if (type === 'FieldValueRequired') {
        const fields = object.kind === 'Endpoints' ? 'addresses (or notReadyAddresses)' : 'addresses';
        report('empty', { path }, { help: `Add ${fields} to this entry, or remove the entry.` });
      } else if (type === 'FieldValueDuplicate') {
        report(
          'sameName',
          { path, value: quote(value) },
          { help: 'Give the port a name of its own: the one that the port of the Service has.' },
        );
      } else if (type === 'FieldValueTooMany') {
        report('many', { path, reason }, { help: 'Split it into several EndpointSlices.' });
      } else {
        const refusal = refusalOf(value, 'detail' in problem ? problem.detail : problem.message);
        const { help = 'Write a value that the field allows, or remove the field.' } = refusal;
        report('other', { path, value: quote(value), reason: refusal.reason }, { help });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two ports without name',
        yaml: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web-1
  labels:
    kubernetes.io/service-name: web
addressType: IPv4
ports:
  - port: 80
  - port: 81 # expect: endpoints-invalid
endpoints:
  - addresses: ["10.0.0.5"]
`,
      },
      {
        name: 'ports without addresses',
        yaml: `apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: web
subsets:
  - ports: # expect: endpoints-invalid
      - port: 80
`,
      },
      {
        name: 'the cluster IP of another Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: 10.96.0.20 # expect: cluster-ip-pinned
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Service
metadata:
  name: reports
spec:
  ports:
    - port: 5432
---
apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: reports
subsets:
  - addresses:
      - ip: 10.96.0.20 # expect: endpoints-invalid
    ports:
      - port: 5432
`,
      },
      {
        name: 'names instead of addresses',
        yaml: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: FQDN # expect: endpoints-invalid
ports:
  - port: 5432
endpoints:
  - addresses: [db.example.com]
`,
      },
    ],
    good: [
      {
        name: 'each port has a name',
        yaml: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web-1
  labels:
    kubernetes.io/service-name: web
addressType: IPv4
ports:
  - name: http
    port: 80
  - name: admin
    port: 81
endpoints:
  - addresses: ["10.0.0.5"]
`,
      },
    ],
  },
});

function clusterIpOwners({ objects }: Cluster): ReadonlyMap<string, LoadedObject> {
  const owners = new Map<string, LoadedObject>();
  for (const object of objects) {
    if (object.kind !== 'Service') continue;
    const { value } = object.decoded;
    for (const address of [valueAt(value, ['spec', 'clusterIP']), ...listAt(value, ['spec', 'clusterIPs'])]) {
      if (typeof address === 'string' && address !== '' && address !== 'None') owners.set(address, object);
    }
  }
  return owners;
}
