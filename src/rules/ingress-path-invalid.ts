import type { Fix } from '../diagnostics/fix.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Paths that the server refuses. */
export const rule: Rule = defineRule({
  id: 'ingress-path-invalid',
  title: 'The path of an Ingress is not allowed',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A path is compared with the path of a request, which begins with "/". With pathType Exact or Prefix it must also be in the form that proxies reduce paths to, or it could never match. The API server refuses others.',
  help: 'Write a path that begins with "/", without "//", "/./", "/../" and "%2f".',
  sources: [
    'kubernetes v1.37.2 pkg/apis/networking/validation/validation.go (validateHTTPIngressPath, invalidPathSequences, invalidPathSuffixes)',
    'recorded answers of kube-apiserver v1.37.2',
  ],
  explains: ['path'],
  messages: {
    relative: (d: { path: string; value: string }) => `${d.path} ${d.value} does not begin with "/"`,
    missing: (d: { path: string }) => `${d.path} is missing: Exact and Prefix need a path`,
    contains: (d: { path: string; value: string; part: string }) =>
      `${d.path} ${d.value} has ${d.part}, which no request can have`,
    other: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem && typeof problem.value === 'string' ? problem.value : '';
      const path = pathText(problem.path);
      const part = badParts.find((sequence) =>
        sequence.at === 'end' ? value.endsWith(sequence.text) : value.includes(sequence.text),
      );
      if (value === '') report('missing', { path }, { help: 'Add path: / to match every path.' });
      else if (!value.startsWith('/'))
        report(
          'relative',
          { path, value: quote(value) },
          { help: `Write path: ${normal(absolute(value))}.`, fix: write(object, problem.path, absolute(value)) },
        );
      else if (part)
        report(
          'contains',
          { path, value: quote(value), part: quote(part.text) },
          { help: `Write path: ${normal(value)}.`, fix: write(object, problem.path, value) },
        );
      else
        report('other', { path, value: quote(value), reason: 'detail' in problem ? problem.detail : problem.message });
    },
  },
  examples: {
    bad: [
      {
        name: 'no slash in front, two slashes within',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: api # expect: ingress-path-invalid
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
          - path: /a//b # expect: ingress-path-invalid
            pathType: Exact
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'a slash in front',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
    ],
  },
});

const badParts: readonly { readonly text: string; readonly at: 'anywhere' | 'end' }[] = [
  { text: '//', at: 'anywhere' },
  { text: '/./', at: 'anywhere' },
  { text: '/../', at: 'anywhere' },
  { text: '%2f', at: 'anywhere' },
  { text: '%2F', at: 'anywhere' },
  { text: '/..', at: 'end' },
  { text: '/.', at: 'end' },
];

/** A path without the host of a URL and without spaces around it, from the root. */
function absolute(path: string): string {
  return `/${path.trim().replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')}`;
}

/** The path that a proxy would make of it. */
function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.replace(/%2f/gi, '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  const trailing = path.endsWith('/') && steps.length > 0 ? '/' : '';
  return `/${steps.join('/')}${trailing}`;
}

/** A regular expression may mean what it says with its dots and slashes. */
function write(object: KubeObject, path: FieldPath, value: string): Fix | undefined {
  return /^[\w./~%-]*$/.test(value) ? writeValue('safe', object, path, normal(value)) : undefined;
}
