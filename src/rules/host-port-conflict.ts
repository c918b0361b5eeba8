import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import type { Container, ContainerPort } from '../objects/kinds/pod.ts';
import type { Workload } from '../objects/kinds/workload.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { declaredPorts, type TemplateFacts } from './facts/pod-template.ts';
import { valueAt } from './facts/value-at.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { templatesOf } from './sets/templates.ts';
import { areVariantFiles } from './sets/variants.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Ports of a node that two pods want. */
export const rule: Rule = defineRule({
  id: 'host-port-conflict',
  title: 'A port of the node is wanted twice',
  group: 'ports',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'],
  why: 'A port of a node belongs to one pod. The scheduler keeps a second pod that asks for it off the node: next to a DaemonSet, which has a pod on every node, it stays Pending for ever. With hostNetwork every port that a container declares is one of the node.',
  help: 'Give one of them another port, or keep them on different nodes with nodeSelector.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (AccumulateUniqueHostPorts), pkg/scheduler/framework/plugins/nodeports',
  ],
  explains: ['host-port-conflict'],
  messages: {
    own: (d: { path: string; value: string }) => `${d.path} ${d.value} is taken by another port of this pod already`,
    everyNode: (d: { path: string; port: string; other: string }) =>
      `${d.path} takes port ${d.port} of each node, which ${d.other} takes too: only one of them fits on a node`,
    replicas: (d: { path: string; port: string; replicas: number }) =>
      `${d.path} takes port ${d.port} of the node, so each of the ${d.replicas} pods needs a node of its own`,
  },
  on: {
    Problem(problem, object, { report }) {
      const at = problem.path.slice(0, -1);
      const port = valueAt(object.decoded.value, problem.path);
      const details = {
        severity: 'error' as const,
        help: 'Give the port another hostPort, protocol or hostIP, or leave hostPort out.',
      };
      report('own', { path: pathText([...at, 'hostPort']), value: quote(port) }, details);
    },
    Cluster(cluster, { report }) {
      const claims = claimsOf(cluster);
      if (claims.length === 0) return;
      const byPort = new Map<string, { readonly everywhere: Claim[]; readonly somewhere: Claim[] }>();
      const crowds = new Set<LoadedObject>();
      for (const claim of claims) {
        const key = `${claim.port}/${claim.protocol}`;
        const taken = byPort.get(key) ?? { everywhere: [], somewhere: [] };
        byPort.set(key, taken);
        // Two workloads that are on some nodes only need not meet.
        const isEverywhere = claim.object.kind === 'DaemonSet';
        const meets = (each: Claim): boolean => mayMeet(cluster, each, claim);
        const other = taken.everywhere.find(meets) ?? (isEverywhere ? taken.somewhere.find(meets) : undefined);
        taken[isEverywhere ? 'everywhere' : 'somewhere'].push(claim);
        const port = claim.protocol === 'TCP' ? String(claim.port) : key;
        const details = {
          where: { object: claim.object, path: claim.path, part: 'value' as const },
          object: claim.object,
          field: pathText(claim.path),
        };
        if (other) {
          report(
            'everyNode',
            { path: pathText(claim.path), port, other: nameOf(other.object) },
            {
              ...details,
              related: [
                { message: 'taken here first', where: { object: other.object, path: other.path, part: 'value' } },
              ],
            },
          );
        } else if (!crowds.has(claim.object) && isCrowd(claim)) {
          crowds.add(claim.object);
          const { replicas = 1 } = (claim.object.decoded.value as Workload).spec ?? {};
          report(
            'replicas',
            { path: pathText(claim.path), port, replicas },
            {
              ...details,
              severity: 'info',
              help: 'Use a DaemonSet for a pod on each node, or a Service of type NodePort or LoadBalancer instead.',
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two DaemonSets on port 80',
        yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: edge
spec:
  selector:
    matchLabels:
      app: edge
  template:
    metadata:
      labels:
        app: edge
    spec:
      containers:
        - name: edge
          image: registry.example.com/edge:1.0
          ports:
            - containerPort: 8080
              hostPort: 80
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: proxy
spec:
  selector:
    matchLabels:
      app: proxy
  template:
    metadata:
      labels:
        app: proxy
    spec:
      hostNetwork: true
      containers:
        - name: proxy
          image: registry.example.com/proxy:1.0
          ports:
            - containerPort: 80 # expect: host-port-conflict
`,
      },
      {
        name: 'two containers of a pod',
        yaml: `apiVersion: v1
kind: Pod
metadata:
  name: edge
spec:
  containers:
    - name: edge
      image: registry.example.com/edge:1.0
      ports:
        - containerPort: 8080
          hostPort: 80
    - name: metrics
      image: registry.example.com/metrics:1.0
      ports:
        - containerPort: 9090
          hostPort: 80 # expect: host-port-conflict
`,
      },
    ],
    good: [
      {
        name: 'other nodes, another address, another protocol',
        yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: edge
spec:
  selector:
    matchLabels:
      app: edge
  template:
    metadata:
      labels:
        app: edge
    spec:
      nodeSelector:
        pool: edge
      containers:
        - name: edge
          image: registry.example.com/edge:1.0
          ports:
            - containerPort: 8080
              hostPort: 80
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: proxy
spec:
  selector:
    matchLabels:
      app: proxy
  template:
    metadata:
      labels:
        app: proxy
    spec:
      nodeSelector:
        pool: general
      containers:
        - name: proxy
          image: registry.example.com/proxy:1.0
          ports:
            - containerPort: 8080
              hostPort: 80
            - containerPort: 8081
              hostPort: 81
              hostIP: 127.0.0.1
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: registry.example.com/agent:1.0
          ports:
            - containerPort: 80
              protocol: UDP
              hostPort: 80
`,
      },
    ],
  },
});

/** A port of the node that the pods of a workload take. */
interface Claim {
  readonly object: LoadedObject;
  readonly template: TemplateFacts;
  readonly port: number;
  readonly protocol: string;
  readonly hostIP: string;
  readonly path: FieldPath;
}

function claimsOf(cluster: Cluster): Claim[] {
  const claims: Claim[] = [];
  for (const { object, template } of templatesOf(cluster)) {
    if (!takesAny(template) || !object.decoded.known || object.kind === 'Job' || object.kind === 'CronJob') continue;
    if (kustomizationsOf(cluster).isPatch(object.document.source.path)) continue;
    for (const { number, protocol, path } of declaredPorts(template)) {
      const { hostPort, hostIP = '' } = valueAt(object.decoded.value, path) as ContainerPort;
      // The API server fills it in (kubernetes pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts).
      const port = hostPort ?? (template.spec.hostNetwork === true ? number : 0);
      if (port === 0) continue;
      const at = [...path, hostPort === undefined ? 'containerPort' : 'hostPort'];
      claims.push({ object, template, port, protocol, hostIP: isAny(hostIP) ? '' : hostIP, path: at });
    }
  }
  return claims;
}

/** Most pods take no port of their node. */
function takesAny({ spec }: TemplateFacts): boolean {
  if (spec.hostNetwork === true) return true;
  const containers: unknown = spec.containers;
  return (
    Array.isArray(containers) &&
    (containers as readonly (Container | null)[]).some(
      (each) => Array.isArray(each?.ports) && each.ports.some((port: ContainerPort | null) => port?.hostPort),
    )
  );
}

function isAny(ip: string): boolean {
  return ip === '0.0.0.0' || ip === '::';
}

/** Whether the pods of two workloads surely want one port of one node: one of them runs on every node. */
function mayMeet(cluster: Cluster, a: Claim, b: Claim): boolean {
  if (a.object === b.object || (a.hostIP !== b.hostIP && a.hostIP !== '' && b.hostIP !== '')) return false;
  const model = modelOf(cluster);
  const same = a.object.kind === b.object.kind && a.object.name === b.object.name;
  if (same && model.namespaceOf(a.object) === model.namespaceOf(b.object)) return false;
  if (isOwned(a.object) || isOwned(b.object) || isChoosy(a.template) || isChoosy(b.template)) return false;
  if (areOnOtherNodes(a.template, b.template)) return false;
  // Trees hold examples and environments beside each other.
  const { together, side } = neighbourhoodOf(cluster);
  const [here, there] = [a.object.document.source.path, b.object.document.source.path];
  if (here === there) return true;
  return together(a.object, b.object) && side(a.object, b.object) && !areVariantFiles(here, there);
}

/** Pods of a cluster that a controller made run where they fit. */
function isOwned({ decoded }: LoadedObject): boolean {
  return valueAt(decoded.value, ['metadata', 'ownerReferences']) !== undefined;
}

/** Whether a pod chooses its nodes by more than labels that can be compared. */
function isChoosy({ spec }: TemplateFacts): boolean {
  const { affinity } = spec as { readonly affinity?: { readonly nodeAffinity?: object } };
  return affinity?.nodeAffinity !== undefined || spec.nodeName !== undefined;
}

function areOnOtherNodes(a: TemplateFacts, b: TemplateFacts): boolean {
  const [left, right] = [a.spec.nodeSelector ?? {}, b.spec.nodeSelector ?? {}];
  return Object.keys(left).some((key) => right[key] !== undefined && right[key] !== left[key]);
}

/** Whether a workload has several pods that nothing spreads over nodes on purpose. */
function isCrowd({ object, template }: Claim): boolean {
  if (object.kind === 'DaemonSet' || object.kind === 'Pod' || object.kind === 'ReplicaSet') return false;
  const { replicas = 1 } = (object.decoded.value as Workload).spec ?? {};
  const { affinity, topologySpreadConstraints } = template.spec as {
    readonly affinity?: { readonly podAntiAffinity?: object };
    readonly topologySpreadConstraints?: readonly unknown[];
  };
  return replicas > 1 && affinity?.podAntiAffinity === undefined && (topologySpreadConstraints?.length ?? 0) === 0;
}
