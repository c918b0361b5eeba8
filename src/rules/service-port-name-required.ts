import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { listAt, valueAt } from './facts/value-at.ts';
import { pathText } from './wording/path-text.ts';
import { usualPortName } from './wording/port-name.ts';

/** Ports without name beside others. */
export const rule: Rule = defineRule({
  id: 'service-port-name-required',
  title: 'One of several ports has no name',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service', 'Endpoints'],
  why: 'The endpoints of a Service are matched to its ports by name, so with several ports each needs one. The API server refuses the object.',
  help: 'Give every port a name.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (validateServicePort, validateEndpointPort)',
    'recorded answers of kube-apiserver v1.37.2: spec.ports[0].name: Required value',
  ],
  explains: ['port-name-required'],
  messages: {
    unnamed: (d: { path: string; port: string; count: number; owner: string }) =>
      `${d.path}${d.port} has no name, but ${d.owner} with ${d.count} ports must name each of them`,
  },
  on: {
    Problem(problem, object, { report }) {
      const list = problem.path.slice(0, -2);
      const index = Number(problem.path.at(-2));
      const ports = listAt(object.decoded.value, list);
      const port = valueAt(object.decoded.value, [...list, index, 'port']);
      const taken = new Set(ports.map((other) => valueAt(other, ['name'])));
      const usual = typeof port === 'number' ? usualPortName(port) : `port-${index + 1}`;
      const name = taken.has(usual) ? `port-${String(port)}` : usual;
      report(
        'unnamed',
        {
          path: pathText([...list, index]),
          port: typeof port === 'number' ? ` (port ${port})` : '',
          count: ports.length,
          owner: object.kind === 'Service' ? 'a Service' : 'a subset',
        },
        {
          help:
            object.kind === 'Service'
              ? `Add a name, such as name: ${name}.`
              : `Add the name that the port of the Service has, such as name: ${name}.`,
          ...(object.kind === 'Service' && {
            fix: setField('unsafe', object, [...list, index, 'name'], name),
          }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'two ports, no names',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80 # expect: service-port-name-required
    - port: 443 # expect: service-port-name-required
`,
      },
    ],
    good: [
      {
        name: 'every port has a name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http
      port: 80
    - name: https
      port: 443
`,
      },
      {
        name: 'a single port needs none',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`,
      },
    ],
  },
});
