import { asBackendPort, writePort, wrongPort } from './advice/backend-port.ts';
import { nearName } from './advice/near-name.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { portField } from './facts/ingress.ts';
import { backendsOf } from './sets/backend-services.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { portsInWords, portWords } from './wording/port.ts';

/** Ingresses that name a port that their Service does not have. */
export const rule: Rule = defineRule({
  id: 'ingress-backend-port-not-found',
  title: 'An Ingress names a port that the Service does not have',
  group: 'references',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A backend names a port of the Service, by its number or its name. With any other port the controller has no endpoints: requests get 503, or the path is left out. HTTP needs TCP, so a UDP port does not count.',
  help: 'Write a port of the Service: its port or name, not its targetPort or nodePort.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/controller.go (serviceEndpoints), recorded answers',
    'traefik pkg/provider/kubernetes/ingress/kubernetes.go: service port not found',
    'haproxytech/kubernetes-ingress pkg/service/service.go: no service port matching',
  ],
  messages: {
    missing: (d: { route: string; port: number | string; service: string; ports: string; nodePort: string }) =>
      `${d.route} leads to port ${d.port} of ${d.service}, which has ${d.ports}${d.nodePort}`,
    datagrams: (d: { route: string; port: string; service: string; protocol: string }) =>
      `${d.route} leads to port ${d.port} of ${d.service}, which is for ${d.protocol}, and HTTP needs TCP`,
  },
  on: {
    Object(object, { cluster, report }) {
      const said = new Set<string>();
      for (const backend of backendsOf(cluster, object)) {
        const wrong = wrongPort(backend);
        if (!wrong || (wrong.inFrontOf && !wrong.datagrams)) continue;
        const { service, ports, datagrams, nodePort } = wrong;
        const key = `${backend.service} ${backend.port}`;
        if (said.has(key)) continue;
        said.add(key);
        const same = backendsOf(cluster, object).filter((each) => `${each.service} ${each.port}` === key);
        const where = (of: typeof backend) => ({
          object,
          path: [...of.path, 'port', portField(of)],
          part: 'value' as const,
        });
        const usable = ports.filter(({ protocol }) => protocol === 'TCP');
        const [only] = usable;
        const near =
          typeof backend.port === 'string'
            ? nearName(
                backend.port,
                usable.map(({ name }) => name),
              )
            : undefined;
        const meant =
          nodePort ??
          usable.find(({ name }) => near !== undefined && name === near) ??
          (usable.length === 1 ? only : undefined);
        const details = {
          where: where(backend),
          object,
          field: pathText([...backend.path, 'port', portField(backend)]),
          help: meant
            ? `Write port: {${asBackendPort(backend, meant)}}.`
            : usable.length === 0
              ? `Give ${nameOf(service)} a TCP port, or name another Service.`
              : `Write one of the ports of the Service: ${listOf(usable.map(portWords), 6)}.`,
          ...(meant && { fix: writePort('unsafe', object, backend, meant) }),
          related: [
            ...same.slice(1).map((each) => ({ message: 'named here too', where: where(each) })),
            {
              message: `the ports of ${nameOf(service)}`,
              where: { object: service, path: ['spec', 'ports'], part: 'key' as const },
            },
          ],
        };
        const route = listOf(
          same.map((each) => each.route),
          3,
        );
        if (datagrams) {
          const { protocol } = datagrams;
          report('datagrams', { route, port: portWords(datagrams), service: nameOf(service), protocol }, details);
        } else {
          const aside = nodePort ? `; ${backend.port} is the node port of ${portWords(nodePort)}` : '';
          report(
            'missing',
            { route, port: backend.port, service: nameOf(service), ports: portsInWords(ports), nodePort: aside },
            details,
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a number that the Service does not have',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 8080 # expect: ingress-backend-port-not-found
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
`,
      },
      {
        name: 'a name that the Service does not have',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: grafana
spec:
  rules:
    - host: grafana.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: grafana
                port:
                  name: web # expect: ingress-backend-port-not-found
---
apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  selector:
    app: grafana
  ports:
    - name: http
      port: 3000
    - name: metrics
      port: 9090
`,
      },
      {
        name: 'a port for datagrams',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: game
spec:
  defaultBackend:
    service:
      name: game
      port:
        number: 7777 # expect: ingress-backend-port-not-found
---
apiVersion: v1
kind: Service
metadata:
  name: game
spec:
  selector:
    app: game
  ports:
    - port: 7777
      protocol: UDP
`,
      },
    ],
    good: [
      {
        name: 'by number and by name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /admin
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  name: admin
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
    - name: admin
      port: 8081
`,
      },
      {
        name: 'an alias for a DNS name, whose ports are up to the controller',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: blog
spec:
  defaultBackend:
    service:
      name: blog
      port:
        number: 443
---
apiVersion: v1
kind: Service
metadata:
  name: blog
spec:
  type: ExternalName
  externalName: blog.example.com
`,
      },
    ],
  },
});
