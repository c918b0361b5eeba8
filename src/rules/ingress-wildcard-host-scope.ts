import { isWildcard } from '../traffic/ingress/host-pattern.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { wildcardReach } from './sets/wildcard-reach.ts';
import { pathText } from './wording/path-text.ts';

/** Names that a wildcard looks as if it covered. */
export const rule: Rule = defineRule({
  id: 'ingress-wildcard-host-scope',
  title: 'A wildcard host does not cover a name',
  group: 'routing',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A wildcard stands for exactly one label: *.example.com takes shop.example.com, neither example.com nor a.b.example.com. Requests for those get the default backend of the controller. Kong, Google, AWS and Azure take deeper names too.',
  help: 'Add a rule for the name, or leave it out.',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards',
    'kubernetes/ingress-nginx#2667; rancher/rancher#24867',
  ],
  messages: {
    beyond: (d: { what: string; host: string; wildcard: string }) =>
      `${d.what} ${d.host}, which the rule for ${d.wildcard} does not cover: * stands for one label`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const { tls = [], rules = [] } = ingressSpec(object);
      if (!rules.some(({ host = '' }) => isWildcard(host)) || isInDoubt(object, ['spec'])) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const said = new Set<string>();
      const check = (host: string, path: readonly (string | number)[], what: string): void => {
        const reach = said.has(host) ? undefined : wildcardReach(cluster, object, host);
        if (reach?.kind !== 'beyond') return;
        said.add(host);
        report(
          'beyond',
          { what, host, wildcard: reach.wildcard },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            help: `Add a rule with host: ${host}, if requests for it are meant to be served.`,
            related: [{ message: 'the wildcard', where: { object, path: reach.path, part: 'value' } }],
          },
        );
      };
      for (const [entry, { hosts = [] }] of tls.entries()) {
        for (const [index, host] of hosts.entries()) {
          const path = ['spec', 'tls', entry, 'hosts', index];
          check(host.toLowerCase(), path, `${pathText(path)} is`);
        }
      }
      const names = annotationsOf(object)[externalDns];
      if (typeof names !== 'string') return;
      for (const name of names.split(',')) {
        check(name.trim().toLowerCase(), ['metadata', 'annotations', externalDns], `${externalDns} names`);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a certificate for the domain itself',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - "*.example.com"
        - example.com # expect: ingress-wildcard-host-scope
      secretName: example-tls
  rules:
    - host: "*.example.com"
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
      {
        name: 'two labels',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - "*.example.com"
        - a.b.example.com # expect: ingress-wildcard-host-scope
      secretName: example-tls
  rules:
    - host: "*.example.com"
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
        name: 'one label',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - "*.example.com"
        - shop.example.com
      secretName: example-tls
  rules:
    - host: "*.example.com"
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
      {
        name: 'a controller whose wildcards go deeper',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: kong
  tls:
    - hosts:
        - "*.example.com"
        - a.b.example.com
      secretName: example-tls
  rules:
    - host: "*.example.com"
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

const externalDns = 'external-dns.alpha.kubernetes.io/hostname';
