import type { LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { isListed } from './facts/is-listed.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { isApart, scopeOf } from './sets/routes.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Hosts that several teams share. */
export const rule: Rule = defineRule({
  id: 'ingress-host-shared-across-namespaces',
  title: 'A host is served from two namespaces',
  group: 'routing',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A controller makes one virtual host of all Ingresses that name a host, whatever their namespaces. The certificate, regular expressions and settings of one then count for the paths of the other: with ingress-nginx one rewrite-target turns every path of the host into a regular expression.',
  help: 'Give each namespace a host of its own, or keep the Ingresses of the host in one namespace.',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/',
    'kubernetes/ingress-nginx#7054',
  ],
  options: {
    sharedHosts: {
      kind: 'texts',
      default: [],
      help: 'hosts that namespaces share on purpose; * stands for any characters',
    },
  },
  messages: {
    shared: (d: { host: string; other: string }) => `host ${d.host} is served by ${d.other} too, of another namespace`,
  },
  on: {
    Cluster(cluster, { options, report }) {
      const model = modelOf(cluster);
      const all = model.ingresses.all;
      if (!all.some(({ namespace }) => namespace !== all[0]?.namespace)) return;
      const kustomizations = kustomizationsOf(cluster);
      const first = new Map<string, Claim[]>();
      for (const { object, namespace } of all) {
        // Where none is written, the namespace is that of whoever applies it.
        if (!isIngress(object) || object.namespace === '' || isApart(object)) continue;
        if (kustomizations.isPatch(object.document.source.path)) continue;
        const scope = scopeOf(model, object);
        for (const [index, { host = '', http }] of (ingressSpec(object).rules ?? []).entries()) {
          if (host === '' || isPlaceholder(host) || http?.paths?.every(isChallenge)) continue;
          const key = `${scope}\n${host.toLowerCase()}`;
          const claim: Claim = { object, namespace, path: ['spec', 'rules', index, 'host'], texts: textsOf(http) };
          const claims = first.get(key);
          if (!claims) {
            first.set(key, [claim]);
            continue;
          }
          claims.push(claim);
          if (claims.some((each) => each.object === object && each !== claim)) continue;
          const other = claims.find((each) => each.namespace !== namespace && meets(each, claim));
          if (!other || isListed(options.sharedHosts, host)) continue;
          report(
            'shared',
            { host, other: nameOf(other.object) },
            {
              where: { object, path: claim.path, part: 'value' },
              object,
              field: pathText(claim.path),
              related: [{ message: 'here first', where: { object: other.object, path: other.path, part: 'value' } }],
            },
          );
        }
      }

      /** Of one path twice another rule speaks; a team may spread over namespaces. */
      function meets(a: Claim, b: Claim): boolean {
        if (b.texts.some((text) => a.texts.includes(text))) return false;
        const team = teamOf(a.object);
        if (team !== undefined && team === teamOf(b.object)) return false;
        return a.object.name !== b.object.name
          ? neighbourhoodOf(cluster).together(a.object, b.object)
          : a.object.document.source === b.object.document.source;
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'one host in two namespaces',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: web
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
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  namespace: api
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com # expect: ingress-host-shared-across-namespaces
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
        name: 'a host for each',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: web
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
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  namespace: api
spec:
  ingressClassName: nginx
  rules:
    - host: api.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 80
`,
      },
      {
        name: 'one namespace',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
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
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  namespace: shop
spec:
  ingressClassName: nginx
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

/** An Ingress that serves a host. */
interface Claim {
  readonly object: LoadedObject;
  readonly namespace: string;
  readonly path: readonly (string | number)[];
  readonly texts: readonly string[];
}

type Http = NonNullable<ReturnType<typeof ingressSpec>['rules']>[number]['http'];

function textsOf(http: Http): string[] {
  return (http?.paths ?? []).map(({ path = '/', pathType = '' }) => `${path} ${pathType}`);
}

function isChallenge({ path = '' }: { readonly path?: string }): boolean {
  return path.startsWith('/.well-known/');
}

function teamOf({ decoded }: LoadedObject): string | undefined {
  const { labels } = (decoded.value.metadata ?? {}) as { readonly labels?: { readonly [key: string]: string } };
  return labels?.team ?? labels?.owner;
}
