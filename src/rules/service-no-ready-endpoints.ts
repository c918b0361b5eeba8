import { endpointsOf } from '../model/endpoints/endpoints-of.ts';
import { modelOf } from '../model/model.ts';
import { endpointsOfPort, type PortEndpoint, usable } from '../traffic/service-endpoints.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isExternalName, isService, servicePorts, serviceSpec } from './facts/service.ts';
import { handMadeEndpointsOf } from './sets/hand-made-endpoints.ts';
import { selectionOf } from './sets/selection.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';
import { portWords } from './wording/port.ts';

/** Services whose recorded endpoints are all not ready. */
export const rule: Rule = defineRule({
  id: 'service-no-ready-endpoints',
  title: 'None of the endpoints of a Service is ready',
  group: 'endpoints',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Where the files hold the state of a cluster (pods with a status, endpoints with their conditions), they show which endpoints take connections. When none is ready, kube-proxy rejects connections at once, ingress-nginx answers 503 and Traefik drops the route.',
  help: 'See why the pods are not ready: kubectl describe pod shows the failing probe or the waiting container.',
  sources: [
    'kubernetes v1.37.2 pkg/proxy (REJECT for Services without endpoints), recorded by 63 scenarios in two modes',
  ],
  messages: {
    none: (d: { port: string; count: number; names: string }) =>
      d.count === 1
        ? `the only endpoint of port ${d.port}, ${d.names}, is not ready`
        : `none of the ${d.count} endpoints of port ${d.port} is ready: ${d.names}`,
    noPod: (d: { names: string }) => `none of the pods that it selects runs: ${d.names}`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || isExternalName(object) || serviceSpec(object).publishNotReadyAddresses === true) return;
      const written = handMadeEndpointsOf(cluster, object);
      const selection = selectionOf(cluster, object);
      const pods = selection.kind === 'workloads' ? selection.workloads : [];
      const states = pods.every(
        ({ object: { kind, decoded } }) => kind === 'Pod' && decoded.value.status !== undefined,
      );
      // A pod that only a template describes is taken as ready.
      if (!states || (written.length === 0 && pods.length === 0)) return;
      const ports = servicePorts(object);
      const model = modelOf(cluster);
      const typed = model.services.get(model.namespaceOf(object), object.name, object);
      if (!ports || typed?.object !== object) return;
      const service = model.settled(typed);
      const { slices } = endpointsOf(model, service);
      for (const port of ports) {
        const found: PortEndpoint[] = [];
        for (const family of service.families) {
          found.push(...endpointsOfPort(model, service.namespace, slices, family, port));
        }
        if (usable(found).length > 0) return;
        if (found.length === 0) continue;
        const names = [...new Set(found.map(({ name }) => name))];
        report(
          'none',
          { port: portWords(port), count: names.length, names: listOf(names, 3) },
          {
            where: { object, path: port.path, part: 'value' },
            object,
            field: pathText(port.path),
            related: found.slice(0, 3).flatMap(({ pod, object: holder, name }) => {
              const of = pod?.producer ?? holder;
              return of
                ? [
                    {
                      message: `${name} is not ready`,
                      where: { object: of, path: ['metadata', 'name'], part: 'value' as const },
                    },
                  ]
                : [];
            }),
          },
        );
        return;
      }
      const names = pods.map(({ object: pod }) => {
        const { phase } = pod.decoded.value.status as { readonly phase?: unknown };
        return `Pod ${pod.name}${typeof phase === 'string' ? ` (${phase})` : ''}`;
      });
      const first = ports[0];
      const runs = model
        .selectedPods(service)
        .some(({ status }) => !status || (status.phase === 'Running' && status.ips.length > 0));
      if (written.length > 0 || !first || runs) return;
      report(
        'noPod',
        { names: listOf(names, 3) },
        {
          where: { object, path: ['spec', 'selector'], part: 'key' },
          object,
          field: 'spec.selector',
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'endpoints that are not ready',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432 # expect: service-no-ready-endpoints
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
    conditions:
      ready: false
ports:
  - port: 5432
`,
      },
      {
        name: 'a pod that fails its probe',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80 # expect: service-no-ready-endpoints
---
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0
status:
  phase: Running
  podIP: 10.244.0.7
  conditions:
    - type: Ready
      status: "False"
`,
      },
    ],
    good: [
      {
        name: 'endpoints that say nothing about it are ready',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - port: 5432
`,
      },
    ],
  },
});
