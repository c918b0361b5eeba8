import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { pathText } from './wording/path-text.ts';

/** Services that a load balancer of Google cannot reach. */
export const rule: Rule = defineRule({
  id: 'gce-backend-needs-nodeport-or-neg',
  title: 'GKE Ingress needs a Service with node ports or network endpoint groups',
  group: 'controllers',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The load balancer reaches node ports, or pods in network endpoint groups, which cloud.google.com/neg: \'{"ingress": true}\' on the Service asks for. With a ClusterIP Service and without the annotation nothing of the Ingress is set up. In VPC-native clusters GKE itself adds the annotation to Services, so there it works, until the manifests are applied elsewhere.',
  help: `Annotate the Service with cloud.google.com/neg: '{"ingress": true}', or make it type: NodePort.`,
  sources: [
    'kubernetes/ingress-gce pkg/controller/translator (ErrBadSvcType), acbcf5d',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing',
    'kubernetes-retired/contrib#1113',
  ],
  options: {
    vpcNative: {
      kind: 'boolean',
      default: false,
      help: 'the cluster is VPC-native, where GKE adds the annotation: it is only an info',
    },
  },
  messages: {
    clusterIp: (d: { service: string; type: string }) =>
      `${d.service} of type ${d.type} has neither node port nor network endpoint groups: outside VPC-native clusters nothing of the Ingress is set up`,
    externalName: (d: { service: string }) => `${d.service} is an ExternalName: nothing of the Ingress is set up`,
  },
  on: {
    Cluster(cluster, { options, report }) {
      const told = new Set<string>();
      for (const { id, objections } of examinationsOf(cluster)) {
        if (id !== 'gce') continue;
        for (const { topic, because, remedy: help } of objections) {
          const [place, service] = because;
          if (topic !== 'node-port' || !place || !service || isInDoubt(place.object, place.path)) continue;
          const { object, path } = place;
          const key = `${object.document.source.path}\n${object.document.start}\n${service.object.name}`;
          if (told.has(key)) continue;
          told.add(key);
          const type = service.text.replace('type: ', '');
          const name = `Service ${service.object.name}`;
          const details = {
            where: place,
            object,
            field: pathText(path),
            help,
            related: [{ message: service.text, where: service }],
          };
          if (type === 'ExternalName') report('externalName', { service: name }, { ...details, severity: 'error' });
          else {
            const annotation = ['metadata', 'annotations', 'cloud.google.com/neg'];
            const fix = setField('unsafe', service.object, annotation, '{"ingress": true}');
            const info = options.vpcNative && { severity: 'info' as const };
            report('clusterIp', { service: name, type }, { ...details, fix, ...info });
          }
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
                name: web # expect: gce-backend-needs-nodeport-or-neg
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
        name: 'network endpoint groups',
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
`,
      },
      {
        name: 'node ports',
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
