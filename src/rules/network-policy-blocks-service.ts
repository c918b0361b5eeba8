import { modelOf } from '../model/model.ts';
import type { NetworkPolicyPort } from '../objects/kinds/network-policy.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isService, type PortOfService } from './facts/service.ts';
import { portPolicies } from './sets/policies.ts';
import { leadingPorts, type WorkloadPorts } from './sets/selected-ports.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { portWords } from './wording/port.ts';

/** Services whose port no policy lets anybody reach. */
export const rule: Rule = defineRule({
  id: 'network-policy-blocks-service',
  title: 'NetworkPolicies let nobody reach the port of a Service',
  group: 'exposure',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service', 'NetworkPolicy'],
  why: 'A pod that any NetworkPolicy selects takes only the connections that one of those policies lets in. They see the port of the pod, after the Service has translated its own: a rule for the port of the Service lets nothing in where the two differ. Clients run into a timeout.',
  help: 'Add a rule with the port of the pods, by number or by name.',
  sources: [
    'kubernetes/api networking/v1/types.go (NetworkPolicyPort)',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  ],
  messages: {
    other: (d: { port: string; target: number; workload: string; policies: string; allowed: string; own: boolean }) =>
      `port ${d.port} leads to port ${d.target} of ${d.workload}, and ${d.policies} lets in ${d.allowed} only${d.own ? ': policies see the port of the pod, not that of the Service' : ''}`,
    nothing: (d: { port: string; target: number; workload: string; policies: string }) =>
      `port ${d.port} leads to port ${d.target} of ${d.workload}, and ${d.policies} lets nothing in`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || modelOf(cluster).networkPolicies.all.length === 0) return;
      const ports = leadingPorts(cluster, object);
      for (const { port, workloads } of ports) {
        for (const workload of workloads) {
          const found = portPolicies(cluster, port, workload);
          if (!found || found.rules.length > 0) continue;
          // Monitoring brings policies of its own.
          if (monitoring.test(port.name) && ports.some((other) => isOpen(other.port, workload))) continue;
          const { policies, port: target } = found;
          const allowed = policies.flatMap(({ value }) =>
            (value.spec?.ingress ?? []).flatMap(({ ports: own = [] }) => own),
          );
          const data = {
            port: portWords(port),
            target,
            workload: nameOf(workload.workload.object),
            policies: listOf(policies.map((policy) => nameOf(policy.object))),
          };
          const details = {
            where: { object, path: [...port.path, 'port'], part: 'value' as const },
            object,
            field: pathText([...port.path, 'port']),
            help: `Add a rule with port: ${target} to ${nameOf((policies.at(-1) ?? { object }).object)}.`,
            related: policies.map((policy) => ({
              message: nameOf(policy.object),
              where: { object: policy.object, path: ['spec', 'podSelector'], part: 'key' as const },
            })),
          };
          if (allowed.length === 0) report('nothing', data, details);
          else {
            const own = allowed.some(({ port: number }) => number === port.port);
            report('other', { ...data, allowed: listOf([...new Set(allowed.map(portText))]), own }, details);
          }
        }
      }

      function isOpen(port: PortOfService, workload: WorkloadPorts): boolean {
        return (portPolicies(cluster, port, workload)?.rules.length ?? 0) > 0;
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'the port of the Service in place of that of the pods',
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80 # expect: network-policy-blocks-service
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: 80
`,
      },
      {
        name: 'nothing is let in',
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80 # expect: network-policy-blocks-service
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: closed
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`,
      },
    ],
    good: [
      {
        name: 'the port of the pods',
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: 8080
`,
      },
      {
        name: 'its name',
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: http
`,
      },
      {
        name: 'one policy for all, and one that adds to it',
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: closed
spec:
  podSelector: {}
  policyTypes:
    - Ingress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: http
`,
      },
    ],
  },
});

const monitoring = /metric|prom|monitor|health|probe|stat|debug|prof/i;

function portText({ port, endPort, protocol = 'TCP' }: NetworkPolicyPort): string {
  const range = port === undefined ? 'every port' : `port ${port}${endPort === undefined ? '' : `–${endPort}`}`;
  return protocol === 'TCP' ? range : `${range}/${protocol}`;
}
