import { nodeAt } from '../objects/where.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Numbers that are no ports. */
export const rule: Rule = defineRule({
  id: 'port-out-of-range',
  title: 'A port number is outside 1 to 65535',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'Ports of TCP, UDP and SCTP have 16 bits, and 0 is none. The API server refuses the object.',
  help: 'Write a number from 1 to 65535.',
  sources: [
    'apimachinery v0.37.2 pkg/util/validation/validation.go (IsValidPortNum)',
    'recorded answers of kube-apiserver v1.37.2: spec.ports[1].port: Invalid value: 70000',
  ],
  explains: ['port-number'],
  messages: {
    missing: (d: { path: string }) => `${d.path} is missing: a port needs its number`,
    outside: (d: { path: string; value: string }) => `${d.path} is ${d.value}, but ports go from 1 to 65535`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : undefined;
      if (value === 0 && !nodeAt(object, problem.path)) {
        const field = String(problem.path.at(-1));
        report('missing', { path: pathText(problem.path) }, { help: `Add the number of the port: ${field}: 80.` });
        return;
      }
      report(
        'outside',
        { path: pathText(problem.path), value: quote(value) },
        { help: 'Write the number of the port, from 1 to 65535.' },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'too large, and zero',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http
      port: 0 # expect: port-out-of-range
    - name: admin
      port: 70000 # expect: port-out-of-range
      targetPort: 8080
`,
      },
      {
        name: 'a name and no number',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http # expect: port-out-of-range
`,
      },
    ],
    good: [
      {
        name: 'from 1 to 65535',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      targetPort: 8080
`,
      },
    ],
  },
});
