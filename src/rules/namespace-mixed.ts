import type { LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { setField } from './advice/repair.ts';
import { type Context, defineRule, type Rule } from './define-rule.ts';
import { backendsOf } from './sets/backend-services.ts';
import { handMadeEndpointsOf } from './sets/hand-made-endpoints.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { mixedWorkload } from './sets/mixed-namespace.ts';
import { selectionOf } from './sets/selection.ts';
import { pathText } from './wording/path-text.ts';

const messages = {
  mixed: (d: { what: string; other: string; here: string; there: string; unset: string }) =>
    `${d.what} ${d.other} only if both are in one namespace: this is in ${d.here}, that in ${d.there}, because ${d.unset} names none`,
};

/** Objects that miss each other because only one of them names its namespace. */
export const rule: Rule = defineRule({
  id: 'namespace-mixed',
  title: 'Objects miss each other because only one of them names its namespace',
  group: 'references',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service', 'Ingress'],
  why: 'An object that names no namespace goes to the one that kubectl is set to. Beside objects that name theirs it is found by them only when both happen to be the same.',
  help: 'Write metadata.namespace in both, or run ksvc with --namespace as you apply the files.',
  sources: ['kubectl v1.37: the namespace of the context is for objects without one'],
  messages,
  on: {
    Object(object, context) {
      const { cluster } = context;
      if (object.kind === 'Service') {
        const selection = selectionOf(cluster, object);
        if (selection.kind !== 'nothing' && selection.kind !== 'open') return;
        if (kustomizationsOf(cluster).governs(object.document.source.path)) return;
        if (handMadeEndpointsOf(cluster, object).length > 0) return;
        const other = mixedWorkload(cluster, object, selection.selector);
        if (other) tell(object, other, 'its selector finds', ['spec', 'selector'], context);
        return;
      }
      const said = new Set<LoadedObject>();
      for (const backend of backendsOf(cluster, object)) {
        const { found } = backend;
        if (found.kind !== 'mixed' || said.has(found.object)) continue;
        said.add(found.object);
        tell(object, found.object, `${backend.route} reaches`, [...backend.path, 'name'], context);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'an Ingress with namespace, a Service without',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  defaultBackend:
    service:
      name: web # expect: namespace-mixed
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
        name: 'a Service with namespace, a Deployment without',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector: # expect: namespace-mixed
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
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
`,
      },
    ],
    good: [
      {
        name: 'none of them names a namespace',
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
  },
});

function tell(
  object: LoadedObject,
  other: LoadedObject,
  what: string,
  path: FieldPath,
  { cluster, report }: Context<typeof messages>,
): void {
  const model = modelOf(cluster);
  const here = model.namespaceOf(object);
  const there = model.namespaceOf(other);
  const unset = object.namespace === '' ? object : other;
  const named = object.namespace === '' ? there : here;
  report(
    'mixed',
    { what, other: `${other.kind} ${other.name}`, here, there, unset: `${unset.kind} ${unset.name}` },
    {
      where: { object, path, part: path.at(-1) === 'selector' ? 'key' : 'value' },
      object,
      field: pathText(path),
      help: `Write namespace: ${named} in the metadata of ${unset.kind} ${unset.name}, or run ksvc with --namespace ${named} if you apply with it.`,
      fix: setField('unsafe', unset, ['metadata', 'namespace'], named),
      related: [
        {
          message: `${other.kind} ${other.name}, in namespace ${there}`,
          where: { object: other, path: ['metadata', other.namespace === '' ? 'name' : 'namespace'], part: 'value' },
        },
      ],
    },
  );
}
