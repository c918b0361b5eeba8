import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { absentSecrets } from './sets/tls-secrets.ts';
import { pathText } from './wording/path-text.ts';

/** Ingresses whose certificate is in another namespace. */
export const rule: Rule = defineRule({
  id: 'ingress-tls-secret-wrong-namespace',
  title: 'The Secret of an Ingress is in another namespace',
  group: 'tls',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The Secrets of an Ingress are those of its own namespace. With one of another namespace the host gets the default certificate of the controller, or no HTTPS at all.',
  help: 'Copy the Secret into the namespace of the Ingress, or move the Ingress.',
  sources: [
    'kubernetes/api networking/v1/types.go (IngressTLS.secretName)',
    'kubernetes/ingress-nginx#2170, #8083, kubernetes/kubernetes#107495',
  ],
  messages: {
    elsewhere: (d: { path: string; secret: string; here: string; there: string }) =>
      `${d.path} names Secret ${d.secret}, which is in namespace ${d.there}; an Ingress in namespace ${d.here} cannot use it`,
  },
  on: {
    Object(object, { cluster, report }) {
      for (const { name, path, kind, other } of absentSecrets(cluster, object)) {
        if (kind !== 'other-namespace' || !other) continue;
        const model = modelOf(cluster);
        const here = model.namespaceOf(object);
        const there = model.namespaceOf(other);
        report(
          'elsewhere',
          { path: pathText(path), secret: name, here, there },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            help: `Add Secret ${name} to namespace ${here}, or put the Ingress into namespace ${there}.`,
            related: [
              {
                message: `Secret ${name} is in namespace ${there}`,
                where: { object: other, path: ['metadata', 'namespace'], part: 'value' },
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
        name: 'a certificate in the namespace of cert-manager',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls # expect: ingress-tls-secret-wrong-namespace
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
kind: Secret
metadata:
  name: shop-tls
  namespace: cert-manager
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
`,
      },
    ],
    good: [
      {
        name: 'a Secret that a tool copies',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls
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
kind: Secret
metadata:
  name: shop-tls
  namespace: cert-manager
  annotations:
    reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true"
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
`,
      },
    ],
  },
});
