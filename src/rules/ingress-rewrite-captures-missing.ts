import type { Fix } from '../diagnostics/fix.ts';
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import type { RulePath } from '../traffic/ingress/rule-paths.ts';
import { capturingGroups } from '../traffic/path-inspection.ts';
import { repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { rewriteAnnotation } from './facts/rewrite.ts';
import { rewritingOf } from './sets/rewritten-paths.ts';
import { takersOf } from './sets/takers.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Rewrites that put something in which no path captures. */
export const rule: Rule = defineRule({
  id: 'ingress-rewrite-captures-missing',
  title: 'A rewrite uses a group that the path does not have',
  group: 'routing',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A rewrite puts what a group of the path took in place of $1 or $2. Where the path has no such group nothing is put there, and every request arrives as the same one: /api/users as /.',
  help: 'Capture what follows in a group of the path: /api(/|$)(.*) for $2.',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/examples/rewrite/',
    'nginx/nginx release-1.27.1 src/http/ngx_http_script.c',
    'kubernetes/ingress-nginx#3174, #3761; kubernetes/website#46546',
  ],
  messages: {
    none: (d: { path: string; target: string; group: number; result: string }) =>
      `path ${quote(d.path)} has no group for $${d.group} of rewrite-target ${d.target}, so every request becomes ${d.result}`,
    fewer: (d: { path: string; target: string; group: number; groups: number }) =>
      `path ${quote(d.path)} has ${d.groups === 1 ? 'one group' : `${d.groups} groups`}, so $${d.group} of rewrite-target ${d.target} is always empty`,
    haproxy: (d: { key: string; expression: string; group: number; groups: number }) =>
      `${d.key} puts group ${d.group} in, and its expression ${quote(d.expression)} has ${d.groups === 0 ? 'none' : d.groups}`,
  },
  on: {
    Object(object, { cluster, report }) {
      checkHaproxy(cluster, object, (key, data) => {
        const path = ['metadata', 'annotations', key];
        const help = 'Write as many groups in the expression as the replacement has numbers.';
        report(
          'haproxy',
          { key, ...data },
          { where: { object, path, part: 'value' }, object, field: pathText(path), help },
        );
      });
      const rewriting = rewritingOf(cluster, object);
      const numbers = [...(rewriting?.target.matchAll(/\$([1-9])/g) ?? [])].map(([, digit]) => Number(digit));
      if (!rewriting || numbers.length === 0) return;
      const { target } = rewriting;
      const group = Math.max(...numbers);
      for (const rewritten of rewriting.paths) {
        const { path, at } = rewritten;
        const groups = capturingGroups(path);
        if (groups === undefined || groups >= group) continue;
        const place = [...at, 'path'];
        const annotation = ['metadata', 'annotations', rewriteAnnotation];
        const details = {
          where: { object, path: place, part: 'value' as const },
          object,
          field: pathText(place),
          help: helpFor(path, groups, group),
          related: [{ message: 'the rewrite', where: { object, path: annotation, part: 'value' as const } }],
        };
        const result = target.replace(/\$[1-9]/g, '') || '/';
        if (groups === 0)
          report('none', { path, target, group, result }, { ...details, fix: withGroup(rewritten, group) });
        else report('fewer', { path, target, group, groups }, details);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a path without groups',
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
          - path: /api # expect: ingress-rewrite-captures-missing
            pathType: ImplementationSpecific
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'one group less than is asked for',
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
          - path: /api/(.*) # expect: ingress-rewrite-captures-missing
            pathType: ImplementationSpecific
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'a replacement of HAProxy',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    haproxy.org/path-rewrite: /api/(.*) /\\2 # expect: ingress-rewrite-captures-missing
spec:
  ingressClassName: haproxy
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api
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
        name: 'a group for what follows',
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
        name: 'groups in the expression of HAProxy',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    haproxy.org/path-rewrite: /api/(.*) /\\1
spec:
  ingressClassName: haproxy
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
    ],
  },
});

function helpFor(path: string, groups: number, group: number): string {
  if (groups > 0) return `Add a group to the path, or write $${groups} in the rewrite.`;
  const help = `Write path: ${captured(path, group)} with pathType: ImplementationSpecific`;
  return group === 1 ? `${help}.` : `${help}: its second group is what follows.`;
}

function captured(path: string, group: number): string {
  return `${path.replace(/\/$/, '')}${group === 1 ? '/' : '(/|$)'}(.*)`;
}

function withGroup({ path, at, ingress: { object } }: RulePath, group: number): Fix | undefined {
  if (group > 2) return undefined;
  return repair('unsafe', `write path: ${captured(path, group)}`, [
    settingField(object, [...at, 'path'], captured(path, group)),
    settingField(object, [...at, 'pathType'], 'ImplementationSpecific'),
  ]);
}

/** The expression is in the annotation itself, before the replacement (haproxytech pkg/annotations/ingress/reqPathRewrite.go). */
function checkHaproxy(
  cluster: Cluster,
  ingress: LoadedObject,
  say: (key: string, data: { expression: string; group: number; groups: number }) => void,
): void {
  const key = 'haproxy.org/path-rewrite';
  const written = annotationsOf(ingress)[key];
  if (typeof written !== 'string' || isPlaceholder(written)) return;
  const takers = takersOf(cluster, ingress);
  if (takers.length > 0 && !takers.some(({ id }) => id === 'haproxy')) return;
  for (const line of written.split('\n')) {
    const [expression = '', replacement] = line.trim().split(/\s+/);
    if (replacement === undefined) continue;
    const numbers = [...replacement.matchAll(/\\([1-9])/g)].map(([, digit]) => Number(digit));
    const groups = capturingGroups(expression);
    const group = Math.max(0, ...numbers);
    if (groups === undefined || group <= groups) continue;
    say(key, { expression, group, groups });
    return;
  }
}
