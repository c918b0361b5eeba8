import type { LoadedObject } from '../model/cluster.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf, isIngress } from './facts/ingress.ts';
import { isListed } from './facts/is-listed.ts';
import { isService, type PortOfService, servicePorts, serviceSpec } from './facts/service.ts';
import { backendsOf } from './sets/backend-services.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { leadingPorts } from './sets/selected-ports.ts';
import { pathText } from './wording/path-text.ts';

/** Ports for data and administrators that the outside reaches. */
export const rule: Rule = defineRule({
  id: 'service-exposed-externally',
  title: 'A port for data or administration is open to the outside',
  group: 'exposure',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service', 'Ingress'],
  why: 'A node port is open on every node, a load balancer and an Ingress mostly to the Internet. Databases, caches, Docker and etcd trust whoever reaches them, and are found within minutes. loadBalancerSourceRanges does not count for traffic that comes in by the node port.',
  help: 'Use type: ClusterIP and kubectl port-forward or a VPN, or an internal load balancer.',
  sources: [
    'kubernetes v1.37.2 pkg/proxy/iptables/proxier.go (the firewall chain of load balancers)',
    'https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer',
  ],
  options: {
    publicServices: {
      kind: 'texts',
      default: [],
      help: 'Services that are meant to be reached, as namespace/name; * stands for any characters',
    },
    forbiddenServiceTypes: {
      kind: 'texts',
      default: [],
      help: 'types of Service that are not wanted at all, as in [NodePort]',
    },
  },
  messages: {
    service: (d: { port: number; target: number; what: string; type: string; nodePort: number | undefined }) =>
      `port ${d.port} opens ${d.what}${d.target === d.port ? '' : ` (port ${d.target} of the pods)`} to the outside through ${d.type}${d.nodePort === undefined ? '' : ` ${d.nodePort}`}`,
    forbidden: (d: { type: string }) => `type ${d.type} is not wanted here`,
    ingress: (d: { route: string; service: string; target: number; what: string }) =>
      `${d.route} opens ${d.what} (port ${d.target} of the pods of Service ${d.service}) to the outside`,
  },
  on: {
    Object(object, { cluster, options, report }) {
      if (isService(object)) checkService(object);
      else if (isIngress(object)) checkIngress(object);

      function checkService(service: LoadedObject): void {
        const { type = 'ClusterIP', loadBalancerSourceRanges: ranges = [] } = serviceSpec(service);
        if (isPublic(service)) return;
        if (options.forbiddenServiceTypes.includes(type)) {
          const path = ['spec', 'type'];
          const where = { object: service, path, part: 'value' as const };
          const help = 'Use another type, or list the Service under publicServices.';
          report('forbidden', { type }, { where, object: service, field: 'spec.type', help });
        }
        if (type !== 'NodePort' && type !== 'LoadBalancer') return;
        if (isInternal(service) || (ranges.length > 0 && !ranges.some((range) => range.endsWith('/0')))) return;
        for (const port of servicePorts(service) ?? []) {
          const target = targetOf(service, port);
          const what = sensitive.get(target);
          if (what === undefined || port.protocol !== 'TCP') continue;
          const path = [...port.path, 'port'];
          report(
            'service',
            { port: port.port, target, what, type, nodePort: port.nodePort },
            { where: { object: service, path, part: 'value' }, object: service, field: pathText(path) },
          );
        }
      }

      function checkIngress(ingress: LoadedObject): void {
        if (kustomizationsOf(cluster).isPatch(ingress.document.source.path)) return;
        const said = new Set<string>();
        for (const { service: name, port: ref, found, path, route } of backendsOf(cluster, ingress)) {
          if (found.kind !== 'found') continue;
          const [service] = found.definitions;
          const ports = servicePorts(service) ?? [];
          const port = ports.find((each) => each.port === ref || each.name === ref);
          const target = port ? targetOf(service, port) : 0;
          const what = sensitive.get(target);
          if (!port || what === undefined || said.has(name) || isGuarded(ingress)) continue;
          if (isPublic(service)) continue;
          said.add(name);
          const place = [...path, 'name'];
          report(
            'ingress',
            { route, service: name, target, what },
            {
              where: { object: ingress, path: place, part: 'value' },
              object: ingress,
              field: pathText(place),
              help: 'Use kubectl port-forward or a VPN, or let the controller ask for a name and password.',
              related: [{ message: 'the port', where: { object: service, path: port.path, part: 'value' } }],
            },
          );
        }
      }

      function isPublic(service: LoadedObject): boolean {
        const { publicServices } = options;
        if (publicServices.length === 0) return false;
        return isListed(publicServices, `${service.namespace || cluster.server.namespace}/${service.name}`);
      }

      /** The number that a port leads to; of a name that no pod declares, the number of the port itself. */
      function targetOf(service: LoadedObject, { target, protocol, port, path }: PortOfService): number {
        if (typeof target === 'number') return target;
        const leading = leadingPorts(cluster, service).find((each) => each.port.path.at(-1) === path.at(-1));
        const declared = leading?.workloads.flatMap(({ ever }) => ever) ?? [];
        return declared.find((each) => each.name === target && each.protocol === protocol)?.number ?? port;
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a data store on every node',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  type: NodePort
  selector:
    app: redis
  ports:
    - name: redis
      port: 6379 # expect: service-exposed-externally
`,
      },
      {
        name: 'a data store behind a load balancer',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: LoadBalancer
  selector:
    app: db
  ports:
    - name: db
      port: 5000 # expect: service-exposed-externally
      targetPort: 5432
`,
      },
      {
        name: 'an interface for administrators behind an Ingress',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: queue
spec:
  selector:
    app: queue
  ports:
    - name: http
      port: 80
      targetPort: 15672
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: queue
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: queue # expect: service-exposed-externally
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'inside the cluster',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  selector:
    app: redis
  ports:
    - name: redis
      port: 6379
`,
      },
      {
        name: 'an internal load balancer',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-scheme: internal
spec:
  type: LoadBalancer
  selector:
    app: db
  ports:
    - name: db
      port: 5432
`,
      },
    ],
  },
});

/** Ports of programs that trust whoever reaches them. */
const sensitive: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [2375, 'the Docker API'],
  [2376, 'the Docker API'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [6379, 'Redis'],
  [9200, 'Elasticsearch'],
  [10250, 'the kubelet API'],
  [11211, 'memcached'],
  [15672, 'the management of RabbitMQ'],
  [27017, 'MongoDB'],
]);

/** Annotations by which clouds and controllers keep a load balancer inside. */
function isInternal(object: LoadedObject): boolean {
  return Object.entries(annotationsOf(object)).some(
    ([key, value]) =>
      (/internal/i.test(key) && !/^(?:false|0|)$/i.test(String(value))) ||
      /^(?:internal|intranet)$/i.test(String(value)),
  );
}

/** Annotations by which a controller lets only some clients through. */
function isGuarded(ingress: LoadedObject): boolean {
  if (isInternal(ingress)) return true;
  for (const key in annotationsOf(ingress)) if (guards.test(key)) return true;
  return false;
}

const guards = /auth|allow-?list|white-?list|source-range|inbound-cidrs|plugins|middlewares|oidc|jwt/i;
