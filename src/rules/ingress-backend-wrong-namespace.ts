import { modelOf } from '../model/model.ts';
import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { backendsOf } from './sets/backend-services.ts';
import { pathText } from './wording/path-text.ts';

/** Ingresses that name a Service of another namespace. */
export const rule: Rule = defineRule({
  id: 'ingress-backend-wrong-namespace',
  title: 'An Ingress names a Service of another namespace',
  group: 'references',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The backends of an Ingress are Services of its own namespace; there is no way to name another one. The controller finds no Service and answers 503 or 404.',
  help: 'Put the Ingress into the namespace of the Service.',
  sources: [
    'kubernetes/api networking/v1/types.go (IngressServiceBackend: in the same namespace)',
    'kubernetes/kubernetes#17088, nginx/kubernetes-ingress#262, apache/apisix-ingress-controller#1374',
  ],
  messages: {
    elsewhere: (d: { route: string; service: string; here: string; there: string }) =>
      `${d.route} leads to Service ${d.service}, which is in namespace ${d.there}; an Ingress in namespace ${d.here} cannot name it`,
  },
  on: {
    Object(object, { cluster, report }) {
      const model = modelOf(cluster);
      const said = new Set<string>();
      const backends = backendsOf(cluster, object);
      const allIn = (namespace: string): boolean =>
        backends.every(
          ({ found }) => found.kind === 'other-namespace' && model.namespaceOf(found.object) === namespace,
        );
      for (const backend of backends) {
        if (said.has(backend.service)) continue;
        said.add(backend.service);
        const { found } = backend;
        if (found.kind !== 'other-namespace') continue;
        const there = model.namespaceOf(found.object);
        const here = model.namespaceOf(object);
        report(
          'elsewhere',
          { route: backend.route, service: backend.service, here, there },
          {
            where: { object, path: [...backend.path, 'name'], part: 'value' },
            object,
            field: pathText([...backend.path, 'name']),
            help: `Write namespace: ${there} in the metadata of the Ingress, or add to namespace ${here} a Service of type ExternalName for ${backend.service}.${there}.svc.cluster.local, which not every controller follows.`,
            ...(allIn(there) && { fix: setField('unsafe', object, ['metadata', 'namespace'], there) }),
            related: [
              {
                message: `Service ${backend.service} is in namespace ${there}`,
                where: { object: found.object, path: ['metadata', 'namespace'], part: 'value' },
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
        name: 'an Ingress in the namespace of the controller',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: edge
spec:
  defaultBackend:
    service:
      name: api # expect: ingress-backend-wrong-namespace
      port:
        number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app: api
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'an alias in the namespace of the Ingress',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: edge
spec:
  defaultBackend:
    service:
      name: api
      port:
        number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: edge
spec:
  type: ExternalName
  externalName: api.shop.svc.cluster.local
---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app: api
  ports:
    - port: 80
`,
      },
    ],
  },
});
