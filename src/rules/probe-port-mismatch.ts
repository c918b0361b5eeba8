import type { LoadedObject } from '../model/cluster.ts';
import type { Probe } from '../objects/kinds/pod.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { nearName } from './advice/near-name.ts';
import { writeValue } from './advice/repair.ts';
import { type Context, defineRule, type Rule } from './define-rule.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import {
  type DeclaredPort,
  declaredPorts,
  mentionsPort,
  type RunningContainer,
  runningContainersOf,
  type TemplateFacts,
  templateFacts,
} from './facts/pod-template.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { pathText } from './wording/path-text.ts';
import { declaredInWords } from './wording/port.ts';

const messages = {
  name: (d: { path: string; port: string; container: string; declared: string }) =>
    `${d.path} ${d.port} is no port of container ${d.container}, which declares ${d.declared}: the pod never becomes ready`,
  number: (d: { path: string; port: number; declared: string }) =>
    `${d.path} is ${d.port}, but the containers declare ${d.declared}`,
};

/** Probes of a port that the container does not have. */
export const rule: Rule = defineRule({
  id: 'probe-port-mismatch',
  title: 'A probe uses a port that the container does not have',
  group: 'ports',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'],
  why: 'The port of a probe can be a name, which is looked up among the ports of its container. When there is none the probe fails for ever: a readiness or startup probe then keeps the pod from becoming ready, and Services send it nothing. A number need not be declared, so there it is only mentioned.',
  help: 'Write the name of a port of the container, or its number.',
  sources: ['kubernetes v1.37.2 pkg/probe, pkg/kubelet/prober/prober.go (findPortByName)'],
  messages,
  on: {
    Object(object, context) {
      const template = templateFacts(object);
      if (!template || !object.decoded.known) return;
      if (kustomizationsOf(context.cluster).isPatch(object.document.source.path)) return;
      let declared: readonly DeclaredPort[] | undefined;
      for (const running of runningContainersOf(template)) {
        for (const field of ['readinessProbe', 'startupProbe'] as const) {
          const probe = running.container[field];
          const found = probe && portOf(probe);
          if (!found) continue;
          declared ??= declaredPorts(template);
          judge({ object, template, running, declared }, [...running.path, field, ...found.path], found.port, context);
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a name that the container does not have',
        yaml: `apiVersion: apps/v1
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
          readinessProbe:
            httpGet:
              path: /ready
              port: web # expect: probe-port-mismatch
`,
      },
    ],
    good: [
      {
        name: 'by name and by number',
        yaml: `apiVersion: apps/v1
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
          args: ["--health=:8081"]
          ports:
            - name: http
              containerPort: 8080
          startupProbe:
            tcpSocket:
              port: http
          readinessProbe:
            httpGet:
              path: /ready
              port: 8081
`,
      },
    ],
  },
});

interface Probed {
  readonly object: LoadedObject;
  readonly template: TemplateFacts;
  readonly running: RunningContainer;
  readonly declared: readonly DeclaredPort[];
}

function portOf(probe: Probe): { port: number | string; path: FieldPath } | undefined {
  if (probe.httpGet?.port !== undefined) return { port: probe.httpGet.port, path: ['httpGet', 'port'] };
  if (probe.tcpSocket?.port !== undefined) return { port: probe.tcpSocket.port, path: ['tcpSocket', 'port'] };
  return undefined;
}

function judge(
  { object, template, running, declared }: Probed,
  path: FieldPath,
  port: number | string,
  { report }: Context<typeof messages>,
): void {
  const where = { object, path, part: 'value' as const };
  const details = { where, object, field: pathText(path) };
  if (typeof port === 'number') {
    if (declared.length === 0 || declared.some(({ number }) => number === port)) return;
    // The probe itself is no sign that something listens there; a liveness probe is: without a listener the container restarts.
    const { readinessProbe: _ready, startupProbe: _startup, ...container } = running.container;
    const rest = { ...template, spec: { containers: [container, ...others(template, running)] } };
    if (mentionsPort(rest, port)) return;
    report(
      'number',
      { path: pathText(path), port, declared: declaredInWords(declared) },
      { ...details, severity: 'info' },
    );
    return;
  }
  const own = declared.filter(({ container }) => container.container === running.container);
  if (isPlaceholder(port) || !portName.test(port) || own.some(({ name }) => name === port || isPlaceholder(name)))
    return;
  const near = nearName(
    port,
    own.map(({ name }) => name),
  );
  const [only] = own;
  const meant = near ?? (own.length === 1 && only ? only.name || only.number : undefined);
  report(
    'name',
    { path: pathText(path), port, container: running.container.name ?? '', declared: declaredInWords(own) },
    {
      ...details,
      ...(meant !== undefined && {
        help: `Write port: ${meant}.`,
        fix: writeValue('unsafe', object, path, meant),
      }),
    },
  );
}

function others(template: TemplateFacts, running: RunningContainer): RunningContainer['container'][] {
  return runningContainersOf(template)
    .map(({ container }) => container)
    .filter((container) => container !== running.container);
}

/** The form of names of container ports; others are refused, and that is said. */
const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;
