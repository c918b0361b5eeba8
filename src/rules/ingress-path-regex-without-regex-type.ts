import type { Change, Fix } from '../diagnostics/fix.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import type { ControllerId } from '../traffic/controllers/define-controller.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { oddPathsOf } from './sets/odd-paths.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Regular expressions that are compared letter by letter. */
export const rule: Rule = defineRule({
  id: 'ingress-path-regex-without-regex-type',
  title: 'A regular expression has a path type that takes it literally',
  group: 'routing',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Exact and Prefix compare paths letter by letter, so no request fits an expression. The API server accepts it all the same; the admission webhook of ingress-nginx refuses every character but letters, digits and . - _ / in paths of these types (strict-validate-path-type, on since 1.12).',
  help: 'Write pathType: ImplementationSpecific where the controller takes regular expressions, or a path without them.',
  sources: [
    'kubernetes/api networking/v1/types.go (PathType)',
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/inspector/rules.go',
    'recorded answers of kube-apiserver v1.37.2: /api(/|$)(.*) of type Prefix is accepted',
    'canonical/microk8s#1891',
  ],
  messages: {
    literal: (d: { path: string; type: string; refused: boolean }) =>
      `path ${quote(d.path)} is a regular expression, and pathType ${d.type} compares it letter by letter${d.refused ? '; the admission webhook of ingress-nginx refuses it' : ', so no request fits'}`,
    refused: (d: { path: string; type: string; character: string }) =>
      `path ${quote(d.path)} has ${quote(d.character)}, which the admission webhook of ingress-nginx refuses in a path of type ${d.type}`,
  },
  on: {
    Cluster(cluster, { report }) {
      for (const { kind, path, pathType: type, at, ingress, takers } of oddPathsOf(cluster)) {
        if (kind !== 'expression' && kind !== 'refused') continue;
        const { object } = ingress;
        const place = [...at, 'path'];
        const [taker] = takers;
        const details = {
          where: { object, path: place, part: 'value' as const },
          object,
          field: pathText(place),
          related: [
            { message: 'the type of the path', where: { object, path: [...at, 'pathType'], part: 'value' as const } },
          ],
        };
        if (kind === 'refused') {
          const character = [...path].find((each) => !/[A-Za-z0-9._\-/]/.test(each)) ?? '';
          const help =
            'Write pathType: ImplementationSpecific, which the webhook leaves alone, or a path without the character.';
          const fix = asExpression(ingress.object, at, {});
          report('refused', { path, type, character }, { ...details, help, fix });
        } else {
          const help = taker && helpFor[taker.id]?.(path);
          const refused = takers.some(({ id }) => id === 'ingress-nginx');
          const more = taker && fixFor[taker.id]?.(path);
          const fix = more && asExpression(ingress.object, at, more);
          report('literal', { path, type, refused }, { ...details, ...(help !== undefined && { help }), fix });
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'an expression of type Prefix',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    nginx.ingress.kubernetes.io/use-regex: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api(/|$)(.*) # expect: ingress-path-regex-without-regex-type
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'an expression that Traefik compares letter by letter',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: orders
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /orders/[0-9]+ # expect: ingress-path-regex-without-regex-type
            pathType: Prefix
            backend:
              service:
                name: orders
                port:
                  number: 80
`,
      },
      {
        name: 'a character that the webhook of ingress-nginx refuses',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: users
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /users/@me # expect: ingress-path-regex-without-regex-type
            pathType: Prefix
            backend:
              service:
                name: users
                port:
                  number: 80
`,
      },
    ],
    good: [
      {
        name: 'an expression of the type that is for them',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    nginx.ingress.kubernetes.io/use-regex: "true"
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
        name: 'a dot and brackets that are meant',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: wiki
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /wiki/Foo_(bar).html
            pathType: Exact
            backend:
              service:
                name: wiki
                port:
                  number: 80
`,
      },
    ],
  },
});

/** What it takes, beside pathType ImplementationSpecific, to have a path taken for an expression. */
interface ExpressionWay {
  readonly annotation?: readonly [key: string, value: string];
  readonly path?: string;
}

const fixFor: { readonly [id in ControllerId]?: (path: string) => ExpressionWay } = {
  'ingress-nginx': () => ({ annotation: ['nginx.ingress.kubernetes.io/use-regex', 'true'] }),
  traefik: () => ({ annotation: ['traefik.ingress.kubernetes.io/router.pathmatcher', 'PathRegexp'] }),
  contour: () => ({}),
  kong: (path) => ({ path: `/~${path}` }),
  'haproxy-jcmoraisjr': () => ({ annotation: ['haproxy-ingress.github.io/path-type', 'regex'] }),
  alb: () => ({ annotation: ['alb.ingress.kubernetes.io/use-regex-path-match', 'true'] }),
};

function asExpression(object: KubeObject, at: FieldPath, { annotation, path }: ExpressionWay): Fix {
  const changes: Change[] = [];
  if (annotation) changes.push(settingField(object, ['metadata', 'annotations', annotation[0]], annotation[1]));
  if (path !== undefined) changes.push(settingField(object, [...at, 'path'], path));
  return repair('unsafe', 'write pathType: ImplementationSpecific', [
    settingField(object, [...at, 'pathType'], 'ImplementationSpecific'),
    ...changes,
  ]);
}

const helpFor: { readonly [id in ControllerId]?: (path: string) => string } = {
  'ingress-nginx': () =>
    'Write pathType: ImplementationSpecific and the annotation nginx.ingress.kubernetes.io/use-regex: "true".',
  traefik: () =>
    'Write pathType: ImplementationSpecific and the annotation traefik.ingress.kubernetes.io/router.pathmatcher: PathRegexp.',
  contour: () => 'Write pathType: ImplementationSpecific: Contour takes such a path for a regular expression.',
  kong: (path) => `Write pathType: ImplementationSpecific and path: /~${path}.`,
  'haproxy-jcmoraisjr': () =>
    'Write pathType: ImplementationSpecific and the annotation haproxy-ingress.github.io/path-type: regex.',
  haproxy: () => 'Write a path without expressions: this controller has none in paths.',
  alb: () =>
    'Write pathType: ImplementationSpecific and the annotation alb.ingress.kubernetes.io/use-regex-path-match: "true".',
  gce: () => 'Write a path without expressions: Google load balancers take only a star at the end.',
};
