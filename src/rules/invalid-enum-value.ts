import type { Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import { nearest } from '../text/nearest.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';
import { oneOf, quote } from './wording/quote.ts';

/** Values outside a closed list. */
export const rule: Rule = defineRule({
  id: 'invalid-enum-value',
  title: 'A value is none of those allowed',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The field takes one of a few words, compared letter by letter; the API server refuses all others.',
  help: 'Write one of the allowed values; upper and lower case matter.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (validateService), pkg/apis/networking/validation/validation.go',
    'recorded answers of kube-apiserver v1.37.2: spec.type: Unsupported value: "Loadbalancer"',
  ],
  explains: ['enum'],
  messages: {
    unknown: (d: { path: string; value: string; supported: string; nearest: string | undefined }) =>
      `${d.path} ${d.value} is not ${d.supported}${d.nearest === undefined ? '' : `; did you mean ${d.nearest}?`}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const supported = 'supported' in problem && problem.supported ? problem.supported : [];
      const value = 'value' in problem ? problem.value : undefined;
      const key = String(problem.path.findLast((step) => typeof step === 'string'));
      const near = typeof value === 'string' ? nearest(value, supported) : undefined;
      const field = typeof problem.path.at(-1) === 'number' ? '' : `${key}: `;
      const help = near === undefined ? adviceFor(field, value, supported) : howToWrite(field, near, value);
      report(
        'unknown',
        {
          path: pathText(problem.path),
          value: quote(value),
          supported: oneOf(supported),
          nearest: near === undefined ? undefined : quote(near),
        },
        { help, fix: near === undefined ? undefined : writeNear(object, problem.path, value, supported, near) },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'the case is wrong',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: Loadbalancer # expect: invalid-enum-value
  ports:
    - port: 80
      protocol: tcp # expect: invalid-enum-value
`,
      },
      {
        name: 'an application protocol in the place of the transport',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      protocol: HTTP # expect: invalid-enum-value
`,
      },
    ],
    good: [
      {
        name: 'the words of the API',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  ports:
    - port: 80
      protocol: TCP
      appProtocol: http
`,
      },
    ],
  },
});

function howToWrite(field: string, near: string, value: unknown): string {
  const caseOnly = typeof value === 'string' && value.toLowerCase() === near.toLowerCase();
  return `Write ${field}${near}${caseOnly ? '; upper and lower case matter' : ''}.`;
}

function adviceFor(field: string, value: unknown, supported: readonly string[]): string {
  if (field === 'protocol: ' && typeof value === 'string' && applicationProtocols.has(value.toLowerCase())) {
    return `${value} runs over TCP: write protocol: TCP, and appProtocol: ${value.toLowerCase()} to say what is spoken.`;
  }
  return `Write ${field}${oneOf(supported).replaceAll('"', '')}.`;
}

const applicationProtocols: ReadonlySet<string> = new Set([
  'http',
  'https',
  'http2',
  'grpc',
  'tls',
  'ws',
  'wss',
  'ssl',
]);

/** Another case can mean only one thing; another word is a guess. */
function writeNear(
  object: LoadedObject,
  path: FieldPath,
  value: unknown,
  supported: readonly string[],
  near: string,
): Fix {
  const alike = supported.filter((each) => each.toLowerCase() === String(value).toLowerCase());
  return writeValue(alike.length === 1 && alike[0] === near ? 'safe' : 'unsafe', object, path, near);
}
