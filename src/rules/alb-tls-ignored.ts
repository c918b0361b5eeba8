import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { classNameOf, controllerFamilyOf } from './facts/ingress-controller.ts';

/** TLS of an Ingress that a load balancer of AWS does not speak. */
export const rule: Rule = defineRule({
  id: 'alb-tls-ignored',
  title: 'AWS needs a listener for HTTPS, tls is none',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'AWS Load Balancer Controller takes certificates from ACM and never reads the Secret of a tls entry. Without certificate-arn, and without HTTPS in listen-ports, the load balancer speaks plain HTTP on port 80 alone, and HTTPS is refused.',
  help: `Set alb.ingress.kubernetes.io/certificate-arn, or alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]' to have certificates looked up in ACM.`,
  sources: ['kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_build_listener.go, v3.5.0'],
  messages: {
    ignored: () => 'tls opens no port for HTTPS: nothing listens on 443',
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object) || !ingressSpec(object).tls?.length) return;
      const model = modelOf(cluster);
      if (controllerFamilyOf(model, object) !== 'alb') return;
      const annotations = annotationsOf(object);
      if (
        annotations[`${prefix}certificate-arn`] !== undefined ||
        annotations[`${prefix}create-acm-cert`] !== undefined
      )
        return;
      const ports = annotations[`${prefix}listen-ports`];
      if (typeof ports === 'string' && ports.includes('HTTPS')) return;
      // The parameters of a class may hold certificates.
      const name = classNameOf(model, object);
      if (model.ingressClasses.all.some((each) => each.name === name && 'parameters' in (each.value.spec ?? {})))
        return;
      const path = ['spec', 'tls'];
      report('ignored', {}, { where: { object, path, part: 'key' }, object, field: 'spec.tls' });
    },
  },
  examples: {
    bad: [
      {
        name: 'a Secret alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: alb
  tls: # expect: alb-tls-ignored
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
`,
      },
    ],
    good: [
      {
        name: 'a certificate of ACM',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:111122223333:certificate/1
spec:
  ingressClassName: alb
  tls:
    - hosts:
        - shop.example.com
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

const prefix = 'alb.ingress.kubernetes.io/';
