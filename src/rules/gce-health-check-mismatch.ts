import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isForGce } from './facts/ingress-controller.ts';
import { runningContainersOf } from './facts/pod-template.ts';
import { backendsOf } from './sets/backend-services.ts';
import { leadingPorts, type WorkloadPorts } from './sets/selected-ports.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Backends of Google's load balancers whose health check cannot be told from the pod. */
export const rule: Rule = defineRule({
  id: 'gce-health-check-mismatch',
  title: 'The health check of a Google load balancer does not follow the readiness probe',
  group: 'controllers',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The load balancer takes its health check from a readiness probe over HTTP on the port that the Service leads to, and asks for / otherwise. Any answer but 200, a redirect to a login page too, makes the backend unhealthy, and clients get 502.',
  help: 'Add a readinessProbe with httpGet on the port that the Service leads to, or a BackendConfig with a healthCheck.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/ingress',
    'kubernetes/ingress-gce#42, #647, #241; weaviate/weaviate#1039; docs/faq/gce.md',
  ],
  messages: {
    other: (d: { service: string; port: number; workload: string }) =>
      `GKE asks ${d.service} for / on port ${d.port} of the pods and wants 200: the readiness probe of ${d.workload} is none over HTTP on this port`,
    none: (d: { service: string; port: number; workload: string }) =>
      `GKE asks ${d.service} for / on port ${d.port} of the pods and wants 200: ${d.workload} has no readiness probe`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isForGce(object)) return;
      const seen = new Set<string>();
      for (const { service, port: ref, path, found } of backendsOf(cluster, object)) {
        if (found.kind !== 'found' || seen.has(`${service}:${ref}`)) continue;
        seen.add(`${service}:${ref}`);
        const [definition] = found.definitions;
        if (Object.keys(annotationsOf(definition)).some((key) => key.endsWith('cloud.google.com/backend-config')))
          continue;
        for (const { port, workloads } of leadingPorts(cluster, definition)) {
          if (typeof ref === 'number' ? port.port !== ref : port.name !== ref) continue;
          for (const workload of workloads) {
            const checked = checkedPort(workload, port.target);
            if (checked === undefined || checked.isProbed) continue;
            const data = {
              service: nameOf(definition),
              port: checked.number,
              workload: nameOf(workload.workload.object),
            };
            const details = { where: { object, path, part: 'key' as const }, object, field: pathText(path) };
            if (checked.hasProbe) report('other', data, details);
            else report('none', data, { ...details, severity: 'info' });
          }
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a probe of another port',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: # expect: gce-health-check-mismatch
                name: web
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    cloud.google.com/neg: '{"ingress": true}'
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
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
        - name: main
          image: registry.example.com/web:1
          ports:
            - name: http
              containerPort: 8080
            - name: health
              containerPort: 9000
          readinessProbe:
            httpGet:
              path: /ready
              port: health
`,
      },
    ],
    good: [
      {
        name: 'a probe of the port that is served',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    cloud.google.com/neg: '{"ingress": true}'
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
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
        - name: main
          image: registry.example.com/web:1
          ports:
            - name: http
              containerPort: 8080
            - name: health
              containerPort: 9000
          readinessProbe:
            httpGet:
              path: /ready
              port: http
`,
      },
      {
        name: 'a BackendConfig',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    cloud.google.com/neg: '{"ingress": true}'
    cloud.google.com/backend-config: '{"default": "web"}'
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
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
        - name: main
          image: registry.example.com/web:1
          ports:
            - name: http
              containerPort: 8080
            - name: health
              containerPort: 9000
          readinessProbe:
            httpGet:
              path: /ready
              port: health
`,
      },
    ],
  },
});

/** The port of the pods that is checked, and whether a readiness probe says how; undefined where it is not declared. */
function checkedPort(
  { workload, declared }: WorkloadPorts,
  target: number | string,
): { readonly number: number; readonly isProbed: boolean; readonly hasProbe: boolean } | undefined {
  const port = declared.find(({ name, number }) => (typeof target === 'number' ? number === target : name === target));
  if (!port) return undefined;
  const { readinessProbe: probe } = port.container.container;
  const probed = probe?.httpGet?.port;
  const isProbed = probed !== undefined && (probed === port.number || probed === port.name);
  const hasProbe = runningContainersOf(workload).some(({ container }) => container.readinessProbe !== undefined);
  return { number: port.number, isProbed, hasProbe };
}
