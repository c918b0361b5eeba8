import { modelOf } from '../model/model.ts';
import { asBackendPort, writePort, wrongPort } from './advice/backend-port.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { portField } from './facts/ingress.ts';
import { controllerFamilyOf } from './facts/ingress-controller.ts';
import { backendsOf } from './sets/backend-services.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { portWords } from './wording/port.ts';

/** Ingresses that name the port of the pods instead of the port of the Service. */
export const rule: Rule = defineRule({
  id: 'ingress-backend-port-is-target-port',
  title: 'An Ingress names the port of the pods, not of the Service',
  group: 'references',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A backend names a port of the Service; targetPort is where the Service sends traffic on. ingress-nginx and the Application Gateway controller look at targetPort as well, so it works there; Traefik, Contour, HAProxy, Kong and the AWS controller find no such port, which is an error when the class of the Ingress is one of theirs.',
  help: 'Write the port of the Service that has this targetPort.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/controller.go (serviceEndpoints): port, targetPort or name',
    'Azure/application-gateway-kubernetes-ingress backendhttpsettings.go: the same three',
    'traefik kubernetes.go, haproxytech pkg/service/service.go, aws-load-balancer-controller pkg/k8s/service_utils.go: port or name',
  ],
  messages: {
    target: (d: { route: string; port: number | string; service: string; front: string }) =>
      `${d.route} leads to port ${d.port} of ${d.service}, which is the targetPort of its port ${d.front}`,
  },
  on: {
    Object(object, { cluster, report }) {
      for (const backend of backendsOf(cluster, object)) {
        const wrong = wrongPort(backend);
        if (!wrong?.inFrontOf || wrong.datagrams) continue;
        const { service, inFrontOf } = wrong;
        const family = controllerFamilyOf(modelOf(cluster), object);
        const works = family === 'ingress-nginx' || family === 'agic' || family === 'unknown';
        report(
          'target',
          { route: backend.route, port: backend.port, service: nameOf(service), front: portWords(inFrontOf) },
          {
            where: { object, path: [...backend.path, 'port', portField(backend)], part: 'value' },
            object,
            field: pathText([...backend.path, 'port', portField(backend)]),
            severity: works ? 'warning' : 'error',
            help: `Write port: {${asBackendPort(backend, inFrontOf)}}, the port of the Service.`,
            // These two look at the targetPort as well: for them it is the same.
            fix: writePort(
              family === 'ingress-nginx' || family === 'agic' ? 'safe' : 'unsafe',
              object,
              backend,
              inFrontOf,
            ),
            related: [
              {
                message: 'the targetPort is here',
                where: { object: service, path: [...inFrontOf.path, 'targetPort'], part: 'value' },
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
        name: 'the number of the container',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  defaultBackend:
    service:
      name: web
      port:
        number: 8080 # expect: ingress-backend-port-is-target-port
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
      targetPort: 8080
`,
      },
    ],
    good: [
      {
        name: 'a number that is both',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 8080
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
      targetPort: 8080
    - name: admin
      port: 8080
      targetPort: 9090
`,
      },
    ],
  },
});
