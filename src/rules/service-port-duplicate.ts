import type { Json } from '../objects/kube-object.ts';
import { sameValue } from '../objects/same-value.ts';
import { removeField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { listAt, valueAt } from './facts/value-at.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Ports of one Service that cannot be told apart. */
export const rule: Rule = defineRule({
  id: 'service-port-duplicate',
  title: 'Two ports of a Service are the same',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A connection to a Service is told apart by port number and protocol, and endpoints by port name: neither may occur twice. The API server refuses the Service.',
  help: 'Remove one of the two, or give it a number and a name of its own.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (ValidateService: portsPath, nodePorts, allPortNames)',
    'recorded answers of kube-apiserver v1.37.2: spec.ports[1]: Duplicate value',
  ],
  explains: ['port-duplicate'],
  messages: {
    repeats: (d: { path: string; what: string; other: string }) => `${d.path} repeats ${d.what} of ${d.other}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const at = problem.path.findIndex((step) => typeof step === 'number');
      const list = problem.path.slice(0, at);
      const index = Number(problem.path[at]);
      const key = problem.path[at + 1];
      const ports = listAt(object.decoded.value, list);
      const port = ports[index];
      const keys =
        key === undefined ? ['port', 'protocol'] : key === 'nodePort' ? ['nodePort', 'protocol'] : [String(key)];
      const first = port === undefined ? -1 : ports.findIndex((other) => same(other, port, keys));
      const earlier = first >= 0 && first < index ? [...list, first] : undefined;
      report(
        'repeats',
        {
          path: pathText([...list, index]),
          what: whatIs(port, key),
          other: earlier ? pathText(earlier) : 'an earlier port',
        },
        {
          help: howToRepair(port, key),
          ...(earlier &&
            sameValue(port, ports[first]) && {
              fix: removeField('safe', object, [...list, index]),
            }),
          related: earlier
            ? [
                {
                  message: 'first used here',
                  where: { object, path: key === undefined ? earlier : [...earlier, key], part: 'value' },
                },
              ]
            : [],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'the same number twice',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http
      port: 80
    - name: web # expect: service-port-duplicate
      port: 80
`,
      },
      {
        name: 'the same name twice',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http
      port: 80
    - name: http # expect: service-port-duplicate
      port: 8080
`,
      },
      {
        name: 'one port, written twice',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http
      port: 80
    - name: http # expect: service-port-duplicate, service-port-duplicate
      port: 80
`,
      },
    ],
    good: [
      {
        name: 'one number for two protocols',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
  annotations:
    argocd.argoproj.io/sync-options: ServerSideApply=true
spec:
  ports:
    - name: dns
      port: 53
      protocol: UDP
    - name: dns-tcp
      port: 53
      protocol: TCP
`,
      },
    ],
  },
});

function same(a: Json, b: Json, keys: readonly string[]): boolean {
  return keys.every((key) => withDefault(a, key) === withDefault(b, key));
}

function withDefault(port: Json, key: string): Json | undefined {
  return valueAt(port, [key]) || (key === 'protocol' ? 'TCP' : undefined);
}

function whatIs(port: Json | undefined, key: string | number | undefined): string {
  if (port === undefined) return 'what is set';
  const protocol = String(withDefault(port, 'protocol'));
  if (key === 'name') return `the name ${quote(valueAt(port, ['name']))}`;
  return key === 'nodePort'
    ? `nodePort ${String(valueAt(port, ['nodePort']))}/${protocol}`
    : `port ${String(valueAt(port, ['port']))}/${protocol}`;
}

function howToRepair(port: Json | undefined, key: string | number | undefined): string {
  if (key === 'name') return `Give this port a name of its own, such as ${String(port && valueAt(port, ['name']))}-2.`;
  if (key === 'nodePort') return 'Remove nodePort here: the API server then picks a free one.';
  return 'Remove one of the two; to reach two ports of the pods, use two different port numbers.';
}
