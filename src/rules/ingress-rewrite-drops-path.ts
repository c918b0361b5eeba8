import type { Fix } from '../diagnostics/fix.ts';
import type { RulePath } from '../traffic/ingress/rule-paths.ts';
import { repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { rewriteAnnotation } from './facts/rewrite.ts';
import { rewritingOf } from './sets/rewritten-paths.ts';
import { pathText } from './wording/path-text.ts';

/** Rewrites that make one request of many. */
export const rule: Rule = defineRule({
  id: 'ingress-rewrite-drops-path',
  title: 'A rewrite makes one request of all',
  group: 'routing',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'rewrite-target replaces the whole path, not the prefix. With a constant target every page, script and API call below the path arrives as the same request: the first page may show, and nothing on it works.',
  help: 'Capture what follows in a group of the path, and put it into the target.',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/examples/rewrite/',
    'kubernetes/website#46546; easzlab/kubeasz#320',
  ],
  messages: {
    constant: (d: { target: string; path: string; below: string }) =>
      `rewrite-target ${d.target} sends ${d.below} to ${d.target}, as everything else below ${d.path}`,
  },
  on: {
    Object(object, { cluster, report }) {
      const rewriting = rewritingOf(cluster, object);
      if (!rewriting || rewriting.target.includes('$') || isPage(rewriting.target)) return;
      const [first, ...others] = rewriting.paths.filter(
        ({ path, pathType }) => pathType !== 'Exact' && !path.endsWith('$'),
      );
      if (!first) return;
      const { target } = rewriting;
      const { path } = first;
      const at = [...first.at, 'path'];
      const stem = /^[^\\^$|?*+()[\]{}]*/.exec(path)?.[0] ?? '';
      const start = stem.replace(/\/$/, '');
      const put = target.replace(/\/$/, '');
      report(
        'constant',
        { target, path, below: `${start}/users` },
        {
          where: { object, path: at, part: 'value' },
          object,
          field: pathText(at),
          help:
            stem === path
              ? `Write path: ${start}(/|$)(.*) with pathType: ImplementationSpecific, and rewrite-target: ${put}/$2.`
              : 'Capture what follows in a group of the path, and put it into rewrite-target as $1 or $2.',
          fix: others.length + 1 === rewriting.paths.length ? capturing([first, ...others], put) : undefined,
          related: [
            {
              message: 'the rewrite',
              where: { object, path: ['metadata', 'annotations', rewriteAnnotation], part: 'value' },
            },
            ...others.map((other) => ({
              message: 'and this path',
              where: { object, path: [...other.at, 'path'], part: 'value' as const },
            })),
          ],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a prefix that all becomes /',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api # expect: ingress-rewrite-drops-path
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'the rest in a group',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$2
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'one page',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: status
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /healthz
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /status
            pathType: Exact
            backend:
              service:
                name: status
                port:
                  number: 80
`,
      },
      {
        name: 'the path itself',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
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

/** Puts what follows each path into the rewrite; undefined where one of them is an expression already. */
function capturing(paths: readonly [RulePath, ...RulePath[]], put: string): Fix | undefined {
  const [{ ingress }] = paths;
  const { object } = ingress;
  if (paths.some(({ path }) => /[\\^$|?*+()[\]{}]/.test(path))) return undefined;
  return repair('unsafe', `rewrite to ${put}/$2, where what follows the path is put`, [
    settingField(object, ['metadata', 'annotations', rewriteAnnotation], `${put}/$2`),
    ...paths.flatMap(({ path, at }) => [
      settingField(object, [...at, 'path'], `${path.replace(/\/$/, '')}(/|$)(.*)`),
      settingField(object, [...at, 'pathType'], 'ImplementationSpecific'),
    ]),
  ]);
}

/** A page, such as one for times of maintenance, is meant to answer everything. */
function isPage(target: string): boolean {
  return /\.[a-z]{2,5}$/i.test(target);
}
