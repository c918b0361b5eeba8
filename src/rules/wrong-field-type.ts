import type { Json } from '../objects/kube-object.ts';
import { writeValue } from './advice/repair.ts';
import { isSetBasedSelector } from './advice/set-based-selector.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { wordsForGot, wordsForType } from './wording/go-type.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Values of another type than their field: quoted numbers, lists for maps. */
export const rule: Rule = defineRule({
  id: 'wrong-field-type',
  title: 'A value has the wrong type',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The API server cannot decode the object and refuses it before it looks at anything else.',
  help: 'Write the value as the type that the field has.',
  sources: [
    'recorded answers of kube-apiserver v1.37.2: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
  ],
  explains: ['wrong-type'],
  messages: {
    scalar: (d: { path: string; expected: string; value: string; got: string }) =>
      `${d.path} must be ${d.expected}, but ${d.value} is ${d.got}`,
    collection: (d: { path: string; expected: string; got: string }) => `${d.path} must be ${d.expected}, not ${d.got}`,
    range: (d: { path: string; value: string }) => `${d.path} is ${d.value}, which is too large or no whole number`,
    other: (d: { text: string }) => d.text,
  },
  on: {
    Problem(problem, object, { report }) {
      if (isSetBasedSelector(object, problem)) return;
      if (!('got' in problem)) {
        report('other', { text: problem.message });
        return;
      }
      const path = pathText(problem.path);
      const key = lastKey(problem.path);
      const expected = wordsForType(problem.expected);
      const got = wordsForGot(problem.got);
      const help = howToWrite(key, problem.got, problem.expected, problem.value);
      const meant = meantBy(key, problem.expected, problem.value);
      const fix = meant === undefined ? undefined : writeValue('safe', object, problem.path, meant);
      const details = { ...(help !== undefined && { help }), fix };
      const value = quote(problem.value);
      if (problem.got === 'number' && expected === 'a whole number') report('range', { path, value }, details);
      else if (problem.got === 'object' || problem.got === 'array')
        report('collection', { path, expected, got }, details);
      else report('scalar', { path, expected, value, got: wordsForGot(problem.got) }, details);
    },
  },
  examples: {
    bad: [
      {
        name: 'a port in quotes',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: "80" # expect: wrong-field-type
`,
      },
      {
        name: 'one host instead of a list of hosts',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts: shop.example.com # expect: wrong-field-type
      secretName: shop-tls
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
      {
        name: 'the dash of the list is missing',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    port: 80 # expect: wrong-field-type
`,
      },
    ],
    good: [
      {
        name: 'a number and a list',
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

function howToWrite(key: string, got: string, goType: string, value: unknown): string | undefined {
  const expected = wordsForType(goType);
  if (key === 'matchLabels') return 'Write the labels themselves below selector: a Service has no matchLabels.';
  if (key === 'port' && expected === 'a map' && (typeof value === 'number' || typeof value === 'string')) {
    return `Write port: {${typeof value === 'number' || /^\d+$/.test(value) ? 'number' : 'name'}: ${value}}.`;
  }
  if (expected === 'a list') {
    if (got === 'object') return `Begin each entry of ${key} with "- ".`;
    return `Write a list, even for one entry: ${key}: [${typeof value === 'string' ? value : quote(value)}].`;
  }
  if (expected === 'a map') {
    return got === 'array'
      ? `Remove the dashes: ${key} holds keys and values, not a list.`
      : `Write the fields of ${key} on lines of their own, indented below it.`;
  }
  if (expected.startsWith('a whole number')) {
    const number = typeof value === 'string' && /^\s*\d{1,10}\s*$/.test(value) ? value.trim() : undefined;
    if (expected !== 'a whole number') return 'Write the number of a port, or its name.';
    return number === undefined ? 'Write a whole number without quotes.' : `Remove the quotes: ${key}: ${number}.`;
  }
  if (expected === 'true or false') return `Write ${key}: true or ${key}: false, without quotes.`;
  if (expected === 'text' && (got === 'object' || got === 'array')) return `Write one text: ${key}: "…".`;
  return undefined;
}

/** The only value of the right type that can be meant. */
function meantBy(key: string, goType: string, value: unknown): Json | undefined {
  const expected = wordsForType(goType);
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^(?:0|[1-9]\d{0,8})$/.test(value));
  if (expected === 'a whole number' && typeof value === 'string') return isNumber ? Number(value) : undefined;
  if (expected === 'true or false' && (value === 'true' || value === 'false')) return value === 'true';
  if (goType === '[]string' && typeof value === 'string' && value !== '') return [value];
  if (key === 'port' && expected === 'a map' && isNumber) return { number: Number(value) };
  return undefined;
}

function lastKey(path: readonly (string | number)[]): string {
  for (let at = path.length - 1; at >= 0; at--) {
    const step = path[at];
    if (typeof step === 'string') return step;
  }
  return 'the value';
}
