import type { Fix } from '../diagnostics/fix.ts';
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isKnownWorkload } from './facts/known-workload.ts';
import { declaredPorts, mentionsPort } from './facts/pod-template.ts';
import { isExternalName, isHeadless, type PortOfService, servicePorts } from './facts/service.ts';
import { valueAt } from './facts/value-at.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { type ResolvedReference, resolvedReferencesOf } from './sets/referenced-services.ts';
import { selectionOf } from './sets/selection.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { portsInWords, portWords } from './wording/port.ts';
import { textPlace } from './wording/text-place.ts';

/** Addresses with a port that the Service does not have. */
export const rule: Rule = defineRule({
  id: 'dns-reference-port-mismatch',
  title: 'A text names a port that the Service does not have',
  group: 'discovery',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service', 'Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  why: 'A cluster IP answers on the ports of its Service only: neither on the ports of the containers nor on node ports. Connections to another port are rejected, or time out. URLs without a port use that of their scheme. Looked at are variables, commands and arguments of containers, and names with .svc in ConfigMaps.',
  help: 'Write a port of the Service.',
  sources: [
    'kubernetes v1.37.2 pkg/proxy: rules for the ports of a Service only; recorded by connection tests',
    'chr1sd/home-ops#4, Kubernetes documentation, Debug Services',
  ],
  messages: {
    target: (d: { place: string; host: string; port: string; service: string; right: string }) =>
      `${d.place} connects to ${d.host} on ${d.port}, which is the targetPort of port ${d.right} of ${d.service}`,
    nodePort: (d: { place: string; host: string; port: string; service: string; right: string }) =>
      `${d.place} connects to ${d.host} on ${d.port}, which is the node port of port ${d.right} of ${d.service}: it is open on nodes only`,
    none: (d: { place: string; host: string; port: string; service: string; ports: string }) =>
      `${d.place} connects to ${d.host} on ${d.port}, but ${d.service} has ${d.ports}`,
    pods: (d: { place: string; host: string; port: string; service: string; ports: string }) =>
      `${d.place} connects to ${d.host} on ${d.port}, but the pods of headless ${d.service} declare ${d.ports}`,
  },
  on: {
    Cluster(cluster, { report }) {
      const said = new Set<string>();
      for (const reference of resolvedReferencesOf(cluster)) {
        const { object, found, host, path, key, scheme } = reference;
        const port = reference.port ?? usual.get(scheme);
        if (found.kind !== 'found' || port === undefined) continue;
        const [service] = found.definitions;
        const lists = found.definitions.map((each) =>
          isHeadless(each) ? portsOfPods(cluster, each, port) : portsOf(cluster, each),
        );
        const [ports] = lists;
        if (!ports || !lists.every((list) => list !== undefined && !list.some((each) => each.port === port))) continue;
        if (isOwn(cluster, reference, service)) continue;
        const seen = `${object.document.source.path} ${object.document.start} ${object.path.join('.')} ${host}:${port}`;
        if (said.has(seen)) continue;
        said.add(seen);
        const isDirect = isHeadless(service);
        const byTarget = isDirect ? undefined : ports.find(({ target }) => target === port);
        const byNode = ports.find(({ nodePort }) => nodePort === port);
        const [only] = ports;
        const right = byTarget ?? byNode ?? (ports.length === 1 ? only : undefined);
        const data = {
          place: textPlace(path, key),
          host,
          port: reference.port === undefined ? `port ${port}, that of ${scheme}` : `port ${port}`,
          service: nameOf(service),
        };
        const details = {
          where: { object, path, part: 'value' as const },
          object,
          field: pathText(path),
          ...(right && { help: `Write ${host}:${right.port}.`, fix: withPort(reference, right.port) }),
          related: [
            {
              message: 'the ports of the Service',
              where: {
                object: service,
                path: ['spec', 'ports', ...(right?.path.slice(2, 3) ?? [])],
                part: 'value' as const,
              },
            },
          ],
        };
        if (byTarget) report('target', { ...data, right: portWords(byTarget) }, details);
        else if (byNode) report('nodePort', { ...data, right: portWords(byNode) }, details);
        else if (isDirect) report('pods', { ...data, ports: portsInWords(ports) }, details);
        else report('none', { ...data, ports: portsInWords(ports) }, details);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'the port of the container',
        files: {
          'api.yaml': `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: 8080
`,
          'web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
          env:
            - name: API_URL
              value: http://api:8080/v1 # expect: dns-reference-port-mismatch
`,
        },
      },
      {
        name: 'a URL without port',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app: api
  ports:
    - port: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  api-url: http://api.shop.svc.cluster.local/v1 # expect: dns-reference-port-mismatch
`,
      },
    ],
    good: [
      {
        name: 'any port of the pods of a headless Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example.com/db:16
          ports:
            - containerPort: 5432
            - containerPort: 9187
          readinessProbe:
            tcpSocket:
              port: 5432
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: clients
  namespace: default
data:
  database: postgres://db-0.db.default.svc:5432/shop
  metrics: http://db-0.db.default.svc:9187/metrics
`,
      },
      {
        name: 'the port of the Service',
        files: {
          'api.yaml': `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: 8080
`,
          'web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
          env:
            - name: API_URL
              value: http://api/v1
            - name: API_ADDRESS
              value: api:80
`,
        },
      },
    ],
  },
});

/** The ports of URLs that have none. */
const usual: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
]);

/** Writes another port behind the host, where that stands but once in the text. */
function withPort({ object, path, host, port }: ResolvedReference, right: number): Fix | undefined {
  const text = valueAt(object.decoded.value, path);
  if (typeof text !== 'string' || port === undefined) return undefined;
  const [before = '', after, ...more] = text.split(`${host}:${port}`);
  if (after === undefined || more.length > 0 || /^\d/.test(after)) return undefined;
  return writeValue('unsafe', object, path, `${before}${host}:${right}${after}`);
}

/** The ports on which a Service answers; undefined when any may do. */
function portsOf(cluster: Cluster, service: LoadedObject): readonly PortOfService[] | undefined {
  // Clients of an alias reach whatever listens there.
  if (isExternalName(service)) return undefined;
  if (kustomizationsOf(cluster).mayAdd(service.document.source.path, 'Service')) return undefined;
  const ports = servicePorts(service);
  return ports && ports.length > 0 ? ports : undefined;
}

/**
 * The ports of the pods of a headless Service, which clients connect to themselves; undefined when the pods may listen on
 * others. Its own ports are among them: one that leads elsewhere is service-headless-port-remap.
 */
function portsOfPods(cluster: Cluster, service: LoadedObject, port: number): readonly PortOfService[] | undefined {
  const own = portsOf(cluster, service);
  const selection = selectionOf(cluster, service);
  if (!own || selection.kind !== 'workloads' || own.some((each) => each.port === port || each.target === port)) {
    return undefined;
  }
  const templates = selection.workloads.flatMap(({ alternatives }) => alternatives);
  const declared = templates.map(declaredPorts);
  if (!selection.workloads.every(isKnownWorkload) || declared.some((list) => list.length === 0)) return undefined;
  if (templates.some((template) => mentionsPort(template, port))) return undefined;
  const numbers = new Set(declared.flat().map(({ number }) => number));
  return [...numbers].map((number): PortOfService => {
    return { name: '', port: number, protocol: 'TCP', target: number, defaulted: true, nodePort: undefined, path: [] };
  });
}

/** Whether the Service leads to the workload itself, which then tells its own addresses to others. */
function isOwn(cluster: Cluster, { object, template }: ResolvedReference, service: LoadedObject): boolean {
  if (!template) return false;
  const selection = selectionOf(cluster, service);
  return selection.kind === 'workloads' && selection.workloads.some((workload) => workload.object === object);
}
