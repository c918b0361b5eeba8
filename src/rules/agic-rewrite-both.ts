import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf, isIngress } from './facts/ingress.ts';

/** Two rewrites of Application Gateway, of which none counts. */
export const rule: Rule = defineRule({
  id: 'agic-rewrite-both',
  title: 'Two rewrite rule sets of Application Gateway cancel each other out',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'An Ingress names a rewrite rule set of the gateway, or an AzureApplicationGatewayRewrite of the cluster. With both annotations AGIC uses neither.',
  help: 'Keep rewrite-rule-set or rewrite-rule-set-custom-resource.',
  sources: ['Azure/application-gateway-kubernetes-ingress pkg/appgw/requestroutingrules.go, f42103d'],
  messages: {
    both: () => 'rewrite-rule-set-custom-resource beside rewrite-rule-set: AGIC uses neither',
  },
  on: {
    Object(object, { report }) {
      if (!isIngress(object)) return;
      const annotations = annotationsOf(object);
      if (!annotations[one] || !annotations[other]) return;
      const where = { object, path: ['metadata', 'annotations', other], part: 'key' as const };
      const related = [
        { message: 'the other', where: { object, path: ['metadata', 'annotations', one], part: 'key' as const } },
      ];
      report('both', {}, { where, object, field: 'metadata.annotations', related });
    },
  },
  examples: {
    bad: [
      {
        name: 'both',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    appgw.ingress.kubernetes.io/rewrite-rule-set: headers
    appgw.ingress.kubernetes.io/rewrite-rule-set-custom-resource: headers # expect: agic-rewrite-both
spec:
  ingressClassName: azure-application-gateway
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
        name: 'one of them',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    appgw.ingress.kubernetes.io/rewrite-rule-set: headers
spec:
  ingressClassName: azure-application-gateway
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

const one = 'appgw.ingress.kubernetes.io/rewrite-rule-set';
const other = 'appgw.ingress.kubernetes.io/rewrite-rule-set-custom-resource';
