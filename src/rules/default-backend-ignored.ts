import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { isClassOf } from './facts/ingress-controller.ts';

/** Default backends that Traefik does not read. */
export const rule: Rule = defineRule({
  id: 'default-backend-ignored',
  title: 'Traefik ignores a default backend beside rules',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Traefik makes a router of spec.defaultBackend only where an Ingress has no rules. Beside rules it is not used at all, and what no path takes is answered 404.',
  help: 'Add a path / with pathType: Prefix to each host, or write the default backend in an Ingress of its own.',
  sources: ['traefik/traefik pkg/provider/kubernetes/ingress/kubernetes.go, v3.7', 'what the running proxy did'],
  messages: {
    ignored: () => 'Traefik does not read spec.defaultBackend, because the Ingress has rules',
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const { defaultBackend, rules = [] } = ingressSpec(object);
      if (!defaultBackend || rules.length === 0 || isInDoubt(object, ['spec', 'defaultBackend'])) return;
      if (!isClassOf(modelOf(cluster), object, 'traefik.io/ingress-controller', 'traefik')) return;
      const path = ['spec', 'defaultBackend'];
      report('ignored', {}, { where: { object, path, part: 'key' }, object, field: 'spec.defaultBackend' });
    },
  },
  examples: {
    bad: [
      {
        name: 'beside rules',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: traefik
  defaultBackend: # expect: default-backend-ignored
    service:
      name: errors
      port:
        number: 80
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
`,
      },
    ],
    good: [
      {
        name: 'alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: traefik
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
    ],
  },
});
