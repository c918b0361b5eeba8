import { nodeAt } from '../objects/where.ts';
import { isBackendField } from './advice/ingress-backend.ts';
import { renameField, repair } from './advice/repair.ts';
import { adviceForUnknownField } from './advice/unknown-field.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { writtenAt } from './facts/written-at.ts';
import { pathText } from './wording/path-text.ts';

/** Fields that the API does not have. */
export const rule: Rule = defineRule({
  id: 'unknown-field',
  title: 'A field does not exist',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'kubectl asks the API server for strict checking, and the server refuses fields that it does not know. Clients that do not ask for it drop them silently, so what was meant is not there.',
  help: 'Correct the name or the indentation, or remove the field. Upper and lower case matter.',
  sources: [
    'published OpenAPI schemas of Kubernetes v1.37.2',
    'recorded answers of kube-apiserver v1.37.2: unknown field "spec.ports[0].containerPort"',
  ],
  explains: ['unknown-field'],
  messages: {
    near: (d: { path: string; near: string }) => `${d.path} is an unknown field; did you mean ${d.near}?`,
    elsewhere: (d: { path: string; place: string }) => `${d.path} is an unknown field here; it belongs to ${d.place}`,
    unknown: (d: { path: string }) => `${d.path} is an unknown field`,
    endpointPorts: () =>
      'ports belongs inside each entry of subsets; here it is ignored, the addresses have no port, and no traffic flows to them',
  },
  on: {
    Problem(problem, object, { report }) {
      if (!('known' in problem)) return;
      if (object.kind === 'Ingress' && isBackendField(problem.path)) return;
      if (object.kind === 'Endpoints' && pathText(problem.path) === 'ports') {
        const ports = writtenAt(object, ['ports']).replace(/\s+/g, ' ');
        const shown = ports.length <= 60 && ports.startsWith('[') ? `ports: ${ports}` : 'ports';
        report(
          'endpointPorts',
          {},
          {
            help: `Move ${shown} into the entry of subsets that has the addresses, beside addresses: the field is subsets[0].ports.`,
            ...(nodeAt(object, ['subsets', 1]) === undefined && {
              fix: repair('safe', 'move ports into the entry of subsets', [
                { kind: 'move', object, path: ['ports'], to: ['subsets', 0] },
              ]),
            }),
          },
        );
        return;
      }
      const advice = adviceForUnknownField(problem.path, problem.known ?? [], problem.belongs);
      const path = pathText(problem.path);
      const { help } = advice;
      switch (advice.kind) {
        case 'near':
          report(
            'near',
            { path, near: advice.near },
            { help, fix: renameField('unsafe', object, problem.path, advice.near) },
          );
          return;
        case 'elsewhere':
          report('elsewhere', { path, place: advice.place }, { help });
          return;
        case 'unknown':
          report('unknown', { path }, { help });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a field of containers in a Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      containerPort: 8080 # expect: unknown-field
`,
      },
      {
        name: 'ports beside subsets',
        yaml: `apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: db
subsets:
  - addresses:
      - ip: 10.0.0.5
ports: # expect: unknown-field
  - port: 5432
`,
      },
      {
        name: 'wrong case, and too far to the left',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
selector: # expect: unknown-field
  app: web
spec:
  ports:
    - port: 80
      targetport: 8080 # expect: unknown-field
`,
      },
    ],
    good: [
      {
        name: 'ports beside the endpoints of a slice',
        yaml: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 10.0.0.5
ports:
  - port: 5432
`,
      },
    ],
  },
});
