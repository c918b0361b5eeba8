import type { Fix } from '../diagnostics/fix.ts';
import { repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { type OddPath, oddPathsOf } from './sets/odd-paths.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Stars in paths of controllers that have no patterns. */
export const rule: Rule = defineRule({
  id: 'ingress-path-glob',
  title: 'A star in a path does not stand for anything',
  group: 'routing',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A path of type Prefix or Exact has no patterns: a star stands for itself, and no client asks for /api/*. Google and AWS load balancers take patterns in paths of type ImplementationSpecific only, and deploy nothing of an Ingress that has one elsewhere; the webhook of ingress-nginx refuses it. A Prefix needs no star: it takes everything below.',
  help: 'Write the path without the star, with pathType: Prefix.',
  sources: [
    'kubernetes/api networking/v1/types.go (PathType)',
    'kubernetes-sigs/aws-load-balancer-controller v3.5.0 pkg/ingress/model_build_listener_rules.go',
    'kubernetes/ingress-gce pkg/controller/translator',
    'jetstack/kube-lego#132, codecentric/helm-charts#127',
  ],
  messages: {
    literal: (d: { path: string; type: string; by: string }) =>
      `the star in path ${quote(d.path)} (${d.type}) stands for itself${d.by}`,
    expression: (d: { path: string; by: string }) =>
      `path ${quote(d.path)} is a regular expression to ${d.by}, in which the star repeats the character before it`,
    refused: (d: { path: string; type: string; by: string }) =>
      `${d.by} does not take the star in path ${quote(d.path)} (${d.type})`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const odd of oddPathsOf(cluster)) {
        if (odd.kind !== 'glob') continue;
        const { path, pathType: type, at, ingress, takers } = odd;
        const { object } = ingress;
        const place = [...at, 'path'];
        const details = {
          where: { object, path: place, part: 'value' as const },
          object,
          field: pathText(place),
          help: helpFor(odd),
          fix: fixFor(odd),
        };
        const isLiteral = type !== 'ImplementationSpecific';
        const refusing = isLiteral ? takers.find(({ id }) => refuses.has(id)) : undefined;
        if (refusing) report('refused', { path, type, by: refusing.title }, { ...details, severity: 'error' });
        else if (!isLiteral && takers.some(({ id }) => id === 'contour')) {
          report('expression', { path, by: 'Contour' }, details);
        } else {
          const [taker] = takers;
          report('literal', { path, type, by: taker ? ` with ${taker.title}` : '' }, details);
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a star after a prefix',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: internal
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api/* # expect: ingress-path-glob
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'a star that ingress-nginx takes for itself',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api/* # expect: ingress-path-glob
            pathType: ImplementationSpecific
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'a star in a prefix of an AWS load balancer',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /* # expect: ingress-path-glob
            pathType: Prefix
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
        name: 'the prefix alone',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: internal
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
      {
        name: 'a pattern for an AWS load balancer',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /*
            pathType: ImplementationSpecific
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

/** Controllers that leave out the whole Ingress, or that have a webhook which does not let it in. */
const refuses: ReadonlySet<string> = new Set(['ingress-nginx', 'alb', 'gce']);

/** What stands before `/*` at the end. */
function startOf(path: string): string | undefined {
  const prefix = /^([^*]*)\/\*$/.exec(path)?.[1];
  return prefix === '' ? '/' : prefix;
}

function fixFor({ path, pathType, at, ingress: { object } }: OddPath): Fix | undefined {
  const start = startOf(path);
  if (start === undefined) return undefined;
  const change = settingField(object, [...at, 'path'], start);
  if (pathType === 'Prefix') return repair('unsafe', `write path: ${start}`, [change]);
  const type = settingField(object, [...at, 'pathType'], 'Prefix');
  return repair('unsafe', `write path: ${start} and pathType: Prefix`, [change, type]);
}

function helpFor({ path, pathType }: OddPath): string {
  const start = startOf(path);
  if (start === undefined) return 'Write the path without the star.';
  const text = `path: ${start}`;
  return pathType === 'Prefix'
    ? `Write ${text}; a Prefix takes everything below it.`
    : `Write ${text} and pathType: Prefix.`;
}
