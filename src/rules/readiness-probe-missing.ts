import { defineRule, type Rule } from './define-rule.ts';
import { runningContainersOf, templateFacts } from './facts/pod-template.ts';
import { serviceSpec } from './facts/service.ts';
import { servedPortsOf } from './sets/served-ports.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { portWords } from './wording/port.ts';

/** Containers that get connections before they listen. */
export const rule: Rule = defineRule({
  id: 'readiness-probe-missing',
  title: 'A container behind a Service has no readiness probe',
  group: 'selectors',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Deployment', 'StatefulSet', 'DaemonSet'],
  why: 'Without a readiness probe a container counts as ready when its process starts. A Service then sends it connections before it listens, which fail: with each rollout, and each time that the container starts again.',
  help: 'Add a readinessProbe for the port.',
  sources: ['Kubernetes documentation, Pod lifecycle: container probes', 'kubernetes/kubernetes#20473'],
  messages: {
    missing: (d: { container: string; service: string; port: string }) =>
      `container ${d.container} answers on port ${d.port} of ${d.service}, but has no readinessProbe`,
  },
  on: {
    Object(object, { cluster, report }) {
      const template = object.decoded.known ? templateFacts(object) : undefined;
      if (!template?.spec.containers?.some((each) => each && !each.readinessProbe && !each.startupProbe)) return;
      if (hasOwnGates(template.spec)) return;
      for (const { container, path } of runningContainersOf(template)) {
        if (container.readinessProbe || container.startupProbe || container.restartPolicy === 'Always') continue;
        const served = servedPortsOf(cluster, object).find(
          (each) =>
            each.container.container === container &&
            each.port.protocol === 'TCP' &&
            container.ports?.some(({ containerPort }) => containerPort === each.target) &&
            serviceSpec(each.service).publishNotReadyAddresses !== true,
        );
        if (!served) continue;
        report(
          'missing',
          {
            container: container.name ?? '',
            service: nameOf(served.service),
            port: portWords(served.port),
          },
          {
            where: { object, path: [...path, 'name'], part: 'value' },
            object,
            field: pathText(path),
            help: `Add a readinessProbe for port ${served.target} to the container.`,
            related: [
              {
                message: 'the port of the Service',
                where: { object: served.service, path: served.port.path, part: 'value' },
              },
            ],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a web server without probe',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http
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
        - name: web # expect: readiness-probe-missing
          image: registry.example.com/web:1.0
          ports:
            - name: http
              containerPort: 8080
`,
      },
    ],
    good: [
      {
        name: 'a probe of the port',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http
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
          readinessProbe:
            httpGet:
              path: /ready
              port: http
        - name: logs
          image: registry.example.com/logs:1.0
`,
      },
    ],
  },
});

/** Whether something else says when the pod is ready. */
function hasOwnGates(spec: object): boolean {
  const { readinessGates } = spec as { readonly readinessGates?: readonly unknown[] };
  return (readinessGates?.length ?? 0) > 0;
}
