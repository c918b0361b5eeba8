import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { pathText } from './wording/path-text.ts';

/** Services without node ports behind instances of AWS. */
export const rule: Rule = defineRule({
  id: 'alb-instance-target-needs-nodeport',
  title: 'AWS instance targets need a Service with node ports',
  group: 'controllers',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The targets of a load balancer are instances unless target-type: ip is set, and they are reached at the node ports of the Service. A ClusterIP Service has none: the controller stops, and with it every Ingress of the group.',
  help: 'Set alb.ingress.kubernetes.io/target-type: ip on the Ingress or the Service, or make the Service type: NodePort.',
  sources: [
    'kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_build_target_group.go, v3.5.0',
    'kubernetes-sigs/aws-load-balancer-controller#1695, #458; argoproj/argo-helm#1514',
  ],
  messages: {
    clusterIp: (d: { service: string; type: string; stops: string }) =>
      `instances are the targets, and ${d.service} of type ${d.type} has no node port: ${d.stops} is set up`,
  },
  on: {
    Cluster(cluster, { report }) {
      const told = new Set<string>();
      for (const { id, objections } of examinationsOf(cluster)) {
        if (id !== 'alb') continue;
        for (const { topic, because, remedy: help, stops } of objections) {
          const [place, service] = because;
          if (topic !== 'node-port' || !place || !service || isInDoubt(place.object, place.path)) continue;
          const { object, path } = place;
          const key = `${object.document.source.path}\n${object.document.start}\n${service.object.name}`;
          if (told.has(key)) continue;
          told.add(key);
          report(
            'clusterIp',
            {
              service: `Service ${service.object.name}`,
              type: service.text.replace('type: ', ''),
              stops: stops === 'group' ? 'nothing of the group' : 'nothing',
            },
            {
              where: place,
              object,
              field: pathText(path),
              help,
              ...(help.startsWith('Set ') && {
                fix: setField('unsafe', object, ['metadata', 'annotations', targetType], 'ip'),
              }),
              related: [{ message: service.text, where: service }],
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a ClusterIP Service',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web # expect: alb-instance-target-needs-nodeport
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'addresses of pods as targets',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
spec:
  ingressClassName: alb
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
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'the Service asks for it',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: alb
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
    alb.ingress.kubernetes.io/target-type: ip
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'node ports',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: alb
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
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
  },
});

const targetType = 'alb.ingress.kubernetes.io/target-type';
