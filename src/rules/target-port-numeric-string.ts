import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** `targetPort: "8080"`. */
export const rule: Rule = defineRule({
  id: 'target-port-numeric-string',
  title: 'A port number in quotes is a port name',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'targetPort and the port of a probe take a number or the name of a container port. Quotes make it a name, and a name needs a letter, so the API server refuses it.',
  help: 'Write the number without quotes.',
  sources: [
    'apimachinery v0.37.2 pkg/util/validation/validation.go (IsValidPortName)',
    'recorded answers of kube-apiserver v1.37.2: targetPort: Invalid value: "8080": must contain at least one letter (a-z)',
  ],
  explains: ['target-port-digits'],
  messages: {
    quoted: (d: { path: string; value: string }) =>
      `${d.path} ${d.value} is the name of a port because it is in quotes, and a name needs a letter`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : undefined;
      report(
        'quoted',
        { path: pathText(problem.path), value: quote(value) },
        {
          help: `Write ${String(problem.path.at(-1))}: ${isPort(value) ? value : 'and a number from 1 to 65535'} without quotes.`,
          ...(isPort(value) && { fix: writeValue('safe', object, problem.path, Number(value)) }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a number in quotes',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      targetPort: "8080" # expect: target-port-numeric-string
`,
      },
      {
        name: 'a probe',
        yaml: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
      readinessProbe:
        httpGet:
          port: "8080" # expect: target-port-numeric-string
`,
      },
    ],
    good: [
      {
        name: 'a number, or a name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http
      port: 80
      targetPort: 8080
    - name: metrics
      port: 9090
      targetPort: metrics
`,
      },
    ],
  },
});

function isPort(value: unknown): value is string {
  return typeof value === 'string' && Number(value) >= 1 && Number(value) <= 65535;
}
