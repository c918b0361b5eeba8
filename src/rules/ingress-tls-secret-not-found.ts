import { modelOf } from '../model/model.ts';
import { nearNameOf } from './advice/near-name.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { controllerFamilyOf } from './facts/ingress-controller.ts';
import { absentSecrets } from './sets/tls-secrets.ts';
import { pathText } from './wording/path-text.ts';

/** Ingresses whose certificate is not there. */
export const rule: Rule = defineRule({
  id: 'ingress-tls-secret-not-found',
  title: 'An Ingress names a Secret that does not exist',
  group: 'tls',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Without its Secret a host gets the default certificate of the controller (ingress-nginx: Kubernetes Ingress Controller Fake Certificate), or no HTTPS at all (Contour); GKE then sets nothing of the Ingress up. It is only said where the files hold TLS Secrets of the namespace, and not when cert-manager or another tool makes the Secret.',
  help: 'Write the name of a Secret of type kubernetes.io/tls in the namespace of the Ingress, or add one.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/store (syncSecret)',
    'kubernetes/ingress-gce pkg/translator/translator.go (NewEnv), acbcf5d',
    'kubernetes/ingress-nginx#4979, #8414',
  ],
  messages: {
    missing: (d: { path: string; secret: string; namespace: string; near: string | undefined; effect: string }) =>
      `${d.path} names Secret ${d.secret}, which does not exist in namespace ${d.namespace}${d.effect}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      for (const { name, path, kind } of absentSecrets(cluster, object)) {
        if (kind === 'open') leaveOpen();
        if (kind !== 'missing') continue;
        const model = modelOf(cluster);
        const namespace = model.namespaceOf(object);
        const near = nearNameOf(name, model.secrets.in(namespace));
        const isGce = controllerFamilyOf(model, object) === 'gce';
        const effect = isGce ? ', so GKE sets nothing of the Ingress up' : '';
        report(
          'missing',
          { path: pathText(path), secret: name, namespace, near, effect },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            ...(isGce && { severity: 'error' as const }),
            ...(near !== undefined && { help: `Write secretName: ${near}, if that is the Secret that is meant.` }),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a Secret under another name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tsl # expect: ingress-tls-secret-not-found
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
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
`,
      },
      {
        name: 'a Secret that GKE waits for',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  tls:
    - secretName: shop-tls # expect: ingress-tls-secret-not-found
  defaultBackend:
    service:
      name: web
      port:
        number: 80
---
apiVersion: v1
kind: Secret
metadata:
  name: other-tls
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
`,
      },
    ],
    good: [
      {
        name: 'a Secret that cert-manager makes',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
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
  name: other-tls
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
`,
      },
    ],
  },
});
