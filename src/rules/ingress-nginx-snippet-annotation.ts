import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, isIngress } from './facts/ingress.ts';
import { controllerFamilyOf } from './facts/ingress-controller.ts';
import { kustomizationsOf } from './sets/kustomize.ts';

/** Configuration of the proxy in annotations. */
export const rule: Rule = defineRule({
  id: 'ingress-nginx-snippet-annotation',
  title: 'A snippet is refused unless the administrator allows it',
  group: 'controllers',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Snippets are off by default (allow-snippet-annotations, annotations-risk-level): the webhook of ingress-nginx refuses the Ingress, and where there is no webhook the controller leaves the whole Ingress out. Whoever may write a snippet can read the secrets of the controller, and no other controller understands it.',
  help: 'Use an annotation for what the snippet does, or have the administrator set allow-snippet-annotations: "true" and annotations-risk-level: Critical.',
  sources: [
    'kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations-risk.md, controller-v1.15.1',
    'kubernetes/ingress-nginx internal/ingress/controller/controller.go (CheckIngress), controller-v1.15.1',
    'what the running controller did',
  ],
  options: {
    allowed: {
      kind: 'boolean',
      default: false,
      help: 'the administrator allows snippets: they are an info, because other controllers do not understand them',
    },
  },
  messages: {
    snippet: (d: { key: string }) =>
      `ingress-nginx leaves the whole Ingress out for ${d.key}, unless snippets are allowed`,
    allowed: (d: { key: string }) => `${d.key} is configuration of nginx, which no other controller understands`,
  },
  on: {
    Object(object, { cluster, options, report }) {
      if (!isIngress(object)) return;
      const annotations = annotationsOf(object);
      for (const key in annotations) {
        const name = key.startsWith(prefix) ? key.slice(prefix.length) : '';
        if (!name.endsWith('-snippet') || isInDoubt(object, ['metadata', 'annotations'])) continue;
        if (kustomizationsOf(cluster).isPatch(object.document.source.path)) continue;
        const family = controllerFamilyOf(modelOf(cluster), object);
        if (family !== 'ingress-nginx' && family !== 'unknown') continue;
        const help = instead(String(annotations[key]));
        report(
          options.allowed ? 'allowed' : 'snippet',
          { key: name },
          {
            where: { object, path: ['metadata', 'annotations', key], part: 'key' },
            object,
            field: 'metadata.annotations',
            ...(help !== undefined && { help }),
            ...(options.allowed && { severity: 'info' as const }),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a header in a snippet',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: more_set_headers X-Frame-Options; # expect: ingress-nginx-snippet-annotation
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
    good: [
      {
        name: 'a ConfigMap of headers',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/custom-headers: shop/headers
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

const prefix = 'nginx.ingress.kubernetes.io/';

/** The annotation that does what a snippet does, where all of it is known. */
function instead(snippet: string): string | undefined {
  const lines = snippet
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const found = replacements.find(([directive]) => lines.length > 0 && lines.every((line) => directive.test(line)));
  return found && `Use ${prefix}${found[1]}.`;
}

const replacements: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:more_set_headers|add_header)\b/,
    'custom-headers, with a ConfigMap of headers that global-allowed-response-headers allows',
  ],
  [/^return 30[18]\b/, 'permanent-redirect'],
  [/^return 30[27]\b/, 'temporal-redirect'],
  [/^(?:allow|deny)\b/, 'whitelist-source-range or denylist-source-range'],
  [/^proxy_read_timeout\b/, 'proxy-read-timeout'],
  [/^client_max_body_size\b/, 'proxy-body-size'],
];
