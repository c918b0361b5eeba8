import { modelOf } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { controllerFamilyOf } from './facts/ingress-controller.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { covers, isServed } from './sets/served-hosts.ts';
import { wildcardReach } from './sets/wildcard-reach.ts';
import { pathText } from './wording/path-text.ts';

/** Hosts with a certificate that no rule serves. */
export const rule: Rule = defineRule({
  id: 'ingress-tls-host-not-in-rules',
  title: 'A host has a certificate, but no rule',
  group: 'tls',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A tls entry gives a certificate to hosts that rules serve. For a host without rule it is never used; mostly the host is misspelled in one of the two places, and then the right one gets the default certificate of the controller.',
  help: 'Write the host as it is in the rules, or add a rule for it.',
  sources: [
    'kubernetes/api networking/v1/types.go (IngressTLS): hosts must match those of the rules',
    'kubernetes/ingress-nginx#4979, #6605',
  ],
  messages: {
    none: (d: { path: string; host: string; near: string | undefined }) =>
      `${d.path} ${d.host} is the host of no rule${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
    noRules: (d: { path: string; host: string }) =>
      `${d.path} ${d.host} is the host of no rule, and ingress-nginx serves a host with its certificate only where a rule names it`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object) || kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const { tls = [], rules = [] } = ingressSpec(object);
      if (tls.length === 0 || isInDoubt(object, ['spec', 'tls'])) return;
      const hosts = rules.map(({ host = '' }) => host.toLowerCase());
      if (hosts.includes('') || hosts.some(isPlaceholder)) return;
      const noRules = hosts.length === 0;
      if (noRules && controllerFamilyOf(modelOf(cluster), object) !== 'ingress-nginx') return;
      const secured = new Set(tls.flatMap(({ hosts: named = [] }) => named.map((host) => host.toLowerCase())));
      const said = new Set<string>();
      for (const [entry, { hosts: named = [] }] of tls.entries()) {
        for (const [index, written] of named.entries()) {
          const host = written.toLowerCase();
          if (host === '' || isPlaceholder(host) || hosts.some((each) => covers(each, host))) continue;
          if (said.has(host)) continue;
          said.add(host);
          // What a wildcard does not cover is what another rule is about.
          if (isServed(cluster, object, host) || wildcardReach(cluster, object, host)) continue;
          const path = ['spec', 'tls', entry, 'hosts', index];
          // A host that has its certificate is not the one that was meant.
          const near = nearest(
            host,
            hosts.filter((each) => !secured.has(each)),
          );
          const at = hosts.indexOf(near ?? '');
          const details = {
            where: { object, path, part: 'value' as const },
            object,
            field: pathText(path),
            ...(near !== undefined && {
              help: `Write ${near} in both places.`,
              fix: writeValue('unsafe', object, path, near),
            }),
            related:
              at === -1
                ? []
                : [
                    {
                      message: 'the host of the rule',
                      where: { object, path: ['spec', 'rules', at, 'host'], part: 'value' as const },
                    },
                  ],
          };
          if (noRules) report('noRules', { path: pathText(path), host: written }, details);
          else report('none', { path: pathText(path), host: written, near }, details);
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a host that is misspelled',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts:
        - shop.exmple.com # expect: ingress-tls-host-not-in-rules
      secretName: shop-tls
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
        name: 'a wildcard that covers the host of the rule',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts:
        - "*.example.com"
      secretName: example-tls
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
