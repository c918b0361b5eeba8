import { nearName } from './advice/near-name.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isMeshPort } from './facts/injected.ts';
import { isListed } from './facts/is-listed.ts';
import { isKnownWorkload } from './facts/known-workload.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { leadingPorts } from './sets/selected-ports.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { declaredInWords } from './wording/port.ts';

/** Services that lead to a named port that no container has. */
export const rule: Rule = defineRule({
  id: 'service-target-port-name-not-found',
  title: 'No container has the port that a Service leads to by name',
  group: 'ports',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A targetPort that is a name is looked up among the ports of each pod, by name and protocol. A pod without such a port becomes an endpoint without this port: when no pod has it, connections to the Service port are refused.',
  help: 'Write the name of a container port, or its number.',
  sources: [
    'kubernetes v1.37.2 k8s.io/endpointslice/util/controller_utils.go (FindPort), recorded EndpointSlices',
    'BerriAI/litellm#40393, linkerd/linkerd2#3117',
  ],
  options: {
    injectedPorts: {
      kind: 'texts',
      default: [],
      help: 'names of ports of containers that a webhook or an operator adds to the pods; * stands for any characters',
    },
  },
  messages: {
    none: (d: { path: string; target: string; protocol: string; workloads: string; declared: string }) =>
      `${d.path} ${d.target} is no ${d.protocol} port of ${d.workloads}, which declares ${d.declared}`,
    some: (d: { path: string; target: string; without: string; having: string }) =>
      `${d.path} ${d.target} is a port of ${d.having}, but not of ${d.without}, whose pods get no connections`,
  },
  on: {
    Object(object, { cluster, options, report }) {
      for (const { port, workloads } of leadingPorts(cluster, object)) {
        const { target, protocol } = port;
        if (typeof target !== 'string' || isPlaceholder(target) || !portName.test(target)) continue;
        if (isListed(options.injectedPorts, target)) continue;
        const has = (of: (typeof workloads)[number]): boolean =>
          of.ever.some(({ name }) => name === target || isPlaceholder(name)) ||
          isMeshPort(target, of.workload) ||
          !isKnownWorkload(of.workload);
        const without = workloads.filter((each) => !has(each));
        const [first] = without;
        if (!first) continue;
        const having = workloads.filter(has);
        const path = [...port.path, 'targetPort'];
        const near = nearName(
          target,
          first.declared.filter((each) => each.protocol === protocol).map(({ name }) => name),
        );
        const fitting = first.declared.filter((each) => each.protocol === protocol);
        const [only] = fitting;
        const meant = near ?? (fitting.length === 1 && only ? only.name || only.number : undefined);
        const details = {
          where: { object, path, part: 'value' as const },
          object,
          field: pathText(path),
          help:
            meant === undefined
              ? `Name a container port ${target} in ${nameOf(first.workload.object)}, or write the number that the container listens on.`
              : `Write targetPort: ${meant}, or name a container port of ${nameOf(first.workload.object)} ${target}.`,
          ...(meant !== undefined && { fix: writeValue('unsafe', object, path, meant) }),
          related: without.slice(0, 3).map(({ workload, declared }) => ({
            message: `the containers of ${nameOf(workload.object)}`,
            where: {
              object: workload.object,
              path: declared[0]?.container.path.concat('ports') ?? [...workload.path, 'spec', 'containers'],
              part: 'key' as const,
            },
          })),
        };
        const names = (of: typeof workloads): string =>
          listOf(
            of.map(({ workload }) => nameOf(workload.object)),
            3,
          );
        if (having.length > 0) {
          const data = { path: pathText(path), target, without: names(without), having: names(having) };
          report('some', data, { ...details, severity: 'warning' });
        } else {
          const declared = declaredInWords(first.declared);
          report('none', { path: pathText(path), target, protocol, workloads: names(without), declared }, details);
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'another name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: web # expect: service-target-port-name-not-found
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
          ports:
            - name: http
              containerPort: 8080
`,
      },
      {
        name: 'a container that declares no ports',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http # expect: service-target-port-name-not-found
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
        name: 'the port of a sidecar',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 443
      targetPort: https
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
      initContainers:
        - name: proxy
          image: registry.example.com/proxy:1.0
          restartPolicy: Always
          ports:
            - name: https
              containerPort: 8443
      containers:
        - name: web
          image: registry.example.com/web:1.0
`,
      },
    ],
  },
});

/** The form of names of container ports; others are refused, and that is said. */
const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;
