import { adviceForAddress } from './advice/address.ts';
import { type ConflictData, conflictData, conflictDetails } from './advice/conflict.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { serviceConflictsOf } from './sets/service-conflicts.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Addresses and address ranges that the server refuses. */
export const rule: Rule = defineRule({
  id: 'ip-or-cidr-invalid',
  title: 'An IP address or CIDR is not allowed',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The API server refuses what is no address, what is written in two ways (leading zeros, since 1.36), and addresses that mean something else on every node (loopback, link-local).',
  help: 'Write an address that the clients of the Service can reach, in its usual form.',
  sources: [
    'apimachinery v0.37.2 pkg/util/validation/ip.go; kubernetes v1.37.2 pkg/apis/core/validation/validation.go (ValidateEndpointIP)',
    'kubernetes v1.37.2 pkg/features/kube_features.go: StrictIPCIDRValidation, on since 1.36',
    'recorded answers of kube-apiserver v1.37.2: 10.96.000.010: must not have leading 0s; 127.0.0.1: may not be in the loopback range',
  ],
  explains: ['ip'],
  messages: {
    bad: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} ${d.reason}`,
    range: (d: { path: string; value: string; ranges: string }) =>
      `${d.path} ${d.value} is outside the Service addresses ${d.ranges}, which most clusters have`,
    taken: (d: ConflictData) => `${d.path} ${d.value} is claimed by ${d.owner} too`,
    missing: (d: { path: string }) => `${d.path} is missing: an endpoint needs an address`,
  },
  on: {
    Problem(problem, object, { report, cluster }) {
      const value = 'value' in problem ? problem.value : undefined;
      const detail = 'detail' in problem ? problem.detail : problem.message;
      const path = pathText(problem.path);
      if (value === '' && problem.path.at(-1) === 'ip') {
        report('missing', { path }, { help: 'Add the address of the endpoint, such as ip: 10.0.0.5.' });
        return;
      }
      if (detail.includes('provided network does not match')) {
        // Which range a cluster has only its administrator knows; one that gave the address has it in its range.
        if (isLive(object)) return;
        const ranges = cluster.server.serviceCidrs.join(' and ');
        const address = /allocate IP (\S+):/.exec(detail)?.[1] ?? String(value);
        report(
          'range',
          { path, value: quote(address), ranges },
          {
            severity: reserved.test(address) ? 'error' : 'warning',
            help: `Remove ${String(problem.path.find((step) => String(step).startsWith('clusterIP')))} to get a free address, unless the cluster has another range.`,
          },
        );
        return;
      }
      const { reason, help, write } = adviceForAddress(value, detail, object.kind);
      report(
        'bad',
        { path, value: quote(value), reason },
        {
          ...(help !== undefined && { help }),
          ...(write !== undefined && { fix: writeValue('safe', object, problem.path, write) }),
        },
      );
    },
    Cluster(cluster, { report }) {
      for (const conflict of serviceConflictsOf(cluster)) {
        if (conflict.cause.check !== 'ip') continue;
        const help = 'Remove clusterIP here to get a free address.';
        report('taken', conflictData(conflict), conflictDetails(conflict, help));
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'loopback as endpoint',
        yaml: `apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: db
subsets:
  - addresses:
      - ip: 127.0.0.1 # expect: ip-or-cidr-invalid
    ports:
      - port: 5432
`,
      },
      {
        name: 'a host name where an address is needed',
        yaml: `apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: db
subsets:
  - addresses:
      - ip: db.example.com # expect: ip-or-cidr-invalid
    ports:
      - port: 5432
`,
      },
      {
        name: 'an address where a range is needed, and a range with host bits',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 203.0.113.7 # expect: ip-or-cidr-invalid
    - 10.0.0.1/8 # expect: ip-or-cidr-invalid
  ports:
    - port: 80
`,
      },
      {
        name: 'none in lower case',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: none # expect: ip-or-cidr-invalid
  ports:
    - port: 80
`,
      },
      {
        name: 'one address for two Services',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  clusterIP: 10.96.0.53
  ports:
    - port: 53
      protocol: UDP
---
apiVersion: v1
kind: Service
metadata:
  name: dns-tcp
spec:
  clusterIP: 10.96.0.53 # expect: ip-or-cidr-invalid
  ports:
    - port: 53
`,
      },
    ],
    good: [
      {
        name: 'addresses that pods can reach',
        yaml: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 10.0.0.5
ports:
  - port: 5432
`,
      },
    ],
  },
});

/** Addresses that are in no Service range of any cluster: unspecified, loopback, link-local, multicast, reserved. */
const reserved = /^(0\.|127\.|169\.254\.|22[4-9]\.|2[3-5]\d\.|::1?$|fe[89ab]|ff)/i;
