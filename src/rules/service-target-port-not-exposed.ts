import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isMeshPort } from './facts/injected.ts';
import { isKnownWorkload } from './facts/known-workload.ts';
import { mentionsPort } from './facts/pod-template.ts';
import { leadingPorts } from './sets/selected-ports.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { declaredInWords } from './wording/port.ts';

/** Services that lead to a port number that no container declares. */
export const rule: Rule = defineRule({
  id: 'service-target-port-not-exposed',
  title: 'A Service leads to a port that no container declares',
  group: 'ports',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A targetPort that is a number is taken as it is: when nothing in the pod listens there, connections are refused. Declaring container ports is optional, so it is only said where the containers declare other ports, and neither their command, arguments, environment nor probes name this one.',
  help: 'Write as targetPort the port that the container listens on.',
  sources: [
    'kubernetes v1.37.2 k8s.io/endpointslice/util/controller_utils.go (FindPort)',
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    'kubernetes/ingress-nginx#3610, emissary-ingress/emissary#3386',
  ],
  options: {
    strictPorts: {
      kind: 'boolean',
      default: false,
      help: 'also say it, as an info, where the containers declare no port at all',
    },
  },
  messages: {
    target: (d: { path: string; port: number; target: number; workload: string; declared: string }) =>
      `${d.path} leads port ${d.port} to ${d.target}, but ${d.workload} declares ${d.declared}`,
    defaulted: (d: { path: string; target: number; workload: string; declared: string }) =>
      `${d.path} has no targetPort, so it leads to ${d.target}, but ${d.workload} declares ${d.declared}`,
    undeclared: (d: { path: string; port: number; target: number; workload: string }) =>
      `${d.path} leads port ${d.port} to ${d.target}, but ${d.workload} declares no port at all`,
  },
  on: {
    Object(object, { cluster, options, report }) {
      for (const { port, workloads } of leadingPorts(cluster, object)) {
        const { target, protocol, defaulted } = port;
        if (typeof target !== 'number') continue;
        const lacking = workloads.filter(
          ({ workload, ever }) =>
            (ever.length === 0 ? options.strictPorts : ever.some((each) => each.protocol === protocol)) &&
            !ever.some(({ number }) => number === target) &&
            workload.spec.hostNetwork !== true &&
            isKnownWorkload(workload) &&
            !isMeshPort(target, workload) &&
            !workload.alternatives.some((template) => mentionsPort(template, target)),
        );
        const first = lacking.find(({ ever }) => ever.length > 0) ?? lacking[0];
        if (!first || lacking.length < workloads.length) continue;
        const path = defaulted ? [...port.path, 'port'] : [...port.path, 'targetPort'];
        const fitting = first.declared.filter((each) => each.protocol === protocol);
        const [only] = fitting;
        const workload = nameOf(first.workload.object);
        const place = { where: { object, path, part: 'value' as const }, object, field: pathText(path) };
        if (first.ever.length === 0) {
          const help = `Declare containerPort: ${target} in the container that listens there.`;
          report(
            'undeclared',
            { path: pathText(port.path), port: port.port, target, workload },
            { ...place, severity: 'info', help },
          );
          continue;
        }
        const details = {
          ...place,
          ...(fitting.length === 1 &&
            only && {
              help: `Write targetPort: ${only.name || only.number}, if that is where it listens.`,
              fix: setField('unsafe', object, [...port.path, 'targetPort'], only.name || only.number),
            }),
          related: fitting.slice(0, 1).map(({ path: at }) => ({
            message: `${workload} declares this port`,
            where: { object: first.workload.object, path: [...at, 'containerPort'], part: 'value' as const },
          })),
        };
        const data = { path: pathText(port.path), target, workload, declared: declaredInWords(fitting) };
        if (defaulted) report('defaulted', data, details);
        else report('target', { ...data, port: port.port }, details);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'no targetPort',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80 # expect: service-target-port-not-exposed
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
            - containerPort: 8080
`,
      },
      {
        name: 'another number',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8000 # expect: service-target-port-not-exposed
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0
      ports:
        - name: http
          containerPort: 8080
        - name: metrics
          containerPort: 9090
`,
      },
    ],
    good: [
      {
        name: 'containers that declare nothing',
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
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0
`,
      },
      {
        name: 'a port that an argument names',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8443
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0
      args: ["--listen=:8443"]
      ports:
        - name: metrics
          containerPort: 9090
`,
      },
    ],
  },
});
