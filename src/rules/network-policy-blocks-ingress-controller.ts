import type { Fix } from '../diagnostics/fix.ts';
import { repair } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { barredControllersOf } from './sets/barred-controllers.ts';
import type { PolicyRule } from './sets/policies.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Backends that do not let the ingress controller in. */
export const rule: Rule = defineRule({
  id: 'network-policy-blocks-ingress-controller',
  title: 'A NetworkPolicy does not let the ingress controller in',
  group: 'exposure',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress', 'NetworkPolicy'],
  why: 'Ingress controllers open connections to the pods themselves, mostly from a namespace of their own. A peer with a podSelector alone means pods of the namespace of the policy, so it does not let them in: clients get 504 after a timeout.',
  help: 'Add a peer with a namespaceSelector for the namespace of the controller.',
  sources: [
    'kubernetes/api networking/v1/types.go (NetworkPolicyPeer)',
    'kubernetes/kubernetes#112467; rancher/backup-restore-operator#257; nextcloud/all-in-one#5024',
  ],
  messages: {
    barred: (d: { route: string; service: string; controller: string; policies: string; workload: string }) =>
      `${d.route} leads to Service ${d.service}, and ${d.policies} does not let ${d.controller} in to ${d.workload}`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const { ingress, backend, workload, policies, rules, controller, namespace } of barredControllersOf(
        cluster,
      )) {
        const path = [...backend.path, 'name'];
        const isBare = rules.every(({ rule: { from = [] } }) => from.every((peer) => !peer.namespaceSelector));
        const why = isBare ? ', as a podSelector alone means pods of its own namespace' : '';
        const named =
          namespace === '' ? 'the namespace of the controller' : `kubernetes.io/metadata.name: ${namespace}`;
        report(
          'barred',
          {
            route: backend.route,
            service: backend.service,
            controller: `${controller === '' ? 'the ingress controller' : controller}`,
            policies: listOf(policies.map((policy) => nameOf(policy.object))),
            workload: `${nameOf(workload)}${why}`,
          },
          {
            where: { object: ingress, path, part: 'value' },
            object: ingress,
            field: pathText(path),
            help: `Add a peer with a namespaceSelector for ${named}.`,
            fix: lettingIn(rules[0], namespace),
            related: rules.map(({ policy, index }) => ({
              message: nameOf(policy.object),
              where: { object: policy.object, path: ['spec', 'ingress', index, 'from'], part: 'key' as const },
            })),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'pods of the own namespace only',
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
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web # expect: network-policy-blocks-ingress-controller
                port:
                  number: 80
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
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: ingress-nginx
      ports:
        - port: http
`,
      },
    ],
    good: [
      {
        name: 'the namespace of the controller',
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
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
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
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
          podSelector:
            matchLabels:
              app.kubernetes.io/name: ingress-nginx
      ports:
        - port: http
`,
      },
      {
        name: 'everybody',
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
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
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

/** Rules of one policy add up, and so do policies: one peer more is enough. */
function lettingIn(rule: PolicyRule | undefined, namespace: string): Fix | undefined {
  if (!rule || namespace === '') return undefined;
  const { object } = rule.policy;
  const value = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  return repair('unsafe', `let namespace ${namespace} in`, [
    { kind: 'append', object, path: ['spec', 'ingress', rule.index, 'from'], value },
  ]);
}
