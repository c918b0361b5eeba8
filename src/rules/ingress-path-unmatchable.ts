import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { oddPathsOf } from './sets/odd-paths.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Paths that no client asks for. */
export const rule: Rule = defineRule({
  id: 'ingress-path-unmatchable',
  title: 'No request can have a path',
  group: 'routing',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Controllers compare the path of a request: what comes before ? and #, with spaces and other such characters encoded, and letters and digits not. A path that has these otherwise is accepted and never fits.',
  help: 'Write the path as clients send it, without query and fragment.',
  sources: [
    'RFC 3986, sections 2.3 and 3.3',
    'recorded answers of kube-apiserver v1.37.2: /a?x=1, /a b and /a#f are accepted',
    'what the running controllers answered',
  ],
  messages: {
    query: (d: { path: string; part: string; what: string }) =>
      `path ${quote(d.path)} holds ${d.what} (${quote(d.part)}), which is no part of a path, so no request fits`,
    space: (d: { path: string }) => `path ${quote(d.path)} has a space, which no request has, so none fits`,
    encoded: (d: { path: string; code: string }) =>
      `path ${quote(d.path)} has ${quote(d.code)}, which is written otherwise where paths are compared, so no request fits`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const { kind, path, at, ingress } of oddPathsOf(cluster)) {
        const { object } = ingress;
        const place = [...at, 'path'];
        // What a controller refuses for its path is told with what it stops.
        if (kind !== 'unmatchable' || isObjectedTo(cluster, object, path)) continue;
        const details = {
          where: { object, path: place, part: 'value' as const },
          object,
          field: pathText(place),
        };
        const end = path.search(/[?#]/);
        if (end >= 0) {
          const what = path[end] === '?' ? 'a query' : 'a fragment';
          const help = `Write path: ${path.slice(0, end)}.`;
          const fix = writeValue('unsafe', object, place, path.slice(0, end));
          report('query', { path, part: path.slice(end), what }, { ...details, help, fix });
        } else if (/\s/.test(path)) {
          report('space', { path }, { ...details, help: 'Write a path without the space.' });
        } else {
          const code = /%[0-9A-Fa-f]{2}/.exec(path)?.[0] ?? '';
          report('encoded', { path, code }, { ...details, help: `Write the character that ${code} stands for.` });
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a query in a path',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: search
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: "/search?q=" # expect: ingress-path-unmatchable
            pathType: Prefix
            backend:
              service:
                name: search
                port:
                  number: 80
`,
      },
      {
        name: 'a letter that is encoded',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: files
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /%66iles # expect: ingress-path-unmatchable
            pathType: Prefix
            backend:
              service:
                name: files
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'the path alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: search
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /search
            pathType: Prefix
            backend:
              service:
                name: search
                port:
                  number: 80
`,
      },
      {
        name: 'a question mark in an expression',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: search
  annotations:
    nginx.ingress.kubernetes.io/use-regex: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /search/?$
            pathType: ImplementationSpecific
            backend:
              service:
                name: search
                port:
                  number: 80
`,
      },
    ],
  },
});

/** Whether a finding of another rule says of the path itself that a controller does not take it. */
function isObjectedTo(cluster: Cluster, ingress: LoadedObject, text: string): boolean {
  return examinationsOf(cluster).some(({ objections, refusals }) =>
    [...objections.filter(({ topic }) => topic === 'other'), ...refusals].some(
      ({ reason, because }) => reason.includes(text) && because.some(({ object }) => object === ingress),
    ),
  );
}
