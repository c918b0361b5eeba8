import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf, isIngress } from './facts/ingress.ts';

/** Routes of Kong that refuse plain requests instead of redirecting them. */
export const rule: Rule = defineRule({
  id: 'kong-https-only-426',
  title: 'Kong answers plain requests 426 instead of redirecting them',
  group: 'controllers',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'With konghq.com/protocols: https Kong answers plain requests 426 Upgrade Required. Browsers show the error, and do not ask again over HTTPS.',
  help: 'Add konghq.com/https-redirect-status-code: "308", or "301".',
  sources: [
    'Kong/kubernetes-ingress-controller internal/dataplane/kongstate/route.go, 3.5',
    'Kong/kong kong/runloop/handler.lua, 3.x',
  ],
  messages: {
    refused: () => 'plain requests are answered 426: protocols leaves https alone, and no redirect is asked for',
  },
  on: {
    Object(object, { report }) {
      if (!isIngress(object)) return;
      const annotations = annotationsOf(object);
      const protocols = annotations['konghq.com/protocols'];
      if (typeof protocols !== 'string' || protocols.trim() !== 'https') return;
      if (annotations['konghq.com/https-redirect-status-code'] !== undefined) return;
      if (annotations['ingress.kubernetes.io/force-ssl-redirect'] === 'true') return;
      const path = ['metadata', 'annotations', 'konghq.com/protocols'];
      report('refused', {}, { where: { object, path, part: 'value' }, object, field: 'metadata.annotations' });
    },
  },
  examples: {
    bad: [
      {
        name: 'https alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    konghq.com/protocols: https # expect: kong-https-only-426
spec:
  ingressClassName: kong
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
        name: 'a redirect',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    konghq.com/protocols: https
    konghq.com/https-redirect-status-code: "308"
spec:
  ingressClassName: kong
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
      {
        name: 'both protocols',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    konghq.com/protocols: http,https
spec:
  ingressClassName: kong
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
  },
});
