import type { LoadedObject } from '../model/cluster.ts';
import type { IngressTls } from '../objects/kinds/ingress.ts';
import { hostMatches } from '../traffic/ingress/host-pattern.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from './facts/ingress.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { securedElsewhere } from './sets/secured-hosts.ts';
import { covers } from './sets/served-hosts.ts';
import { takersOf } from './sets/takers.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Entries for TLS that leave something to the controller. */
export const rule: Rule = defineRule({
  id: 'ingress-tls-incomplete',
  title: 'TLS is only half configured',
  group: 'tls',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'Without secretName a host gets the default certificate of the controller. Without hosts it is up to the controller what the Secret is for: HAProxy, Kong and Contour pass such an entry over. Of two Secrets for one host nothing says which one is used. A host that no entry names is served without a certificate of its own, beside others that have one.',
  help: 'Write hosts and secretName, one Secret for each host.',
  sources: [
    'kubernetes/api networking/v1/types.go (IngressTLS)',
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/controller.go (extractTLSSecretName)',
    'haproxytech/kubernetes-ingress v3.2.11 pkg/store/convert.go; Kong/kubernetes-ingress-controller internal/dataplane/translator',
  ],
  messages: {
    noSecret: (d: { path: string }) =>
      `${d.path} has no secretName, so its hosts get the default certificate of the controller`,
    noHosts: (d: { path: string; secret: string }) =>
      `${d.path} has no hosts, so it is up to the controller what Secret ${d.secret} is for`,
    passedOver: (d: { path: string; controller: string }) =>
      `${d.path} has no hosts, and ${d.controller} passes it over`,
    two: (d: { host: string; secret: string; other: string; where: string }) =>
      `${d.host} has Secret ${d.secret} here and ${d.other} ${d.where}; which one is used is not defined`,
    redirect: (d: { key: string; isForced: boolean }) =>
      `${d.key} asks for HTTPS, and there is no tls entry, so ${d.isForced ? 'clients are sent to the default certificate of the controller' : 'nothing is redirected'}`,
    uncovered: (d: { host: string; secured: string }) => `no tls entry names ${d.host}, as one does ${d.secured}`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isIngress(object)) return;
      const { tls = [], rules = [] } = ingressSpec(object);
      if (isInDoubt(object, ['spec', 'tls'])) return;
      if (tls.length === 0) {
        checkRedirect();
        return;
      }
      if (kustomizationsOf(cluster).isPatch(object.document.source.path) || isManaged(object)) return;
      const secrets = new Map<string, { secret: string; path: readonly (string | number)[] }>();
      for (let index = 0; index < tls.length; index++) {
        const { hosts = [], secretName = '' } = tls[index] ?? {};
        const path = ['spec', 'tls', index];
        if (secretName === '' || hosts.length === 0) checkEntry(path, secretName);
        for (let at = 0; at < hosts.length; at++) {
          const host = (hosts[at] ?? '').toLowerCase();
          const place = [...path, 'hosts', at];
          const known = secrets.get(host);
          if (!known) secrets.set(host, { secret: secretName, path: place });
          if (secretName === '' || isPlaceholder(host) || isPlaceholder(secretName)) continue;
          const elsewhere = known ? undefined : securedElsewhere(cluster, object, host, secretName);
          const other = known ? { ...known, object } : elsewhere;
          if (!other || other.secret === secretName || other.secret === '' || isPlaceholder(other.secret)) continue;
          const where = known ? 'above' : `in ${nameOf(other.object)}`;
          report(
            'two',
            { host, secret: secretName, other: other.secret, where },
            {
              where: { object, path: place, part: 'value' },
              object,
              field: pathText(place),
              severity: 'warning',
              help: 'Leave one of the two out.',
              related: [{ message: 'the other one', where: { object: other.object, path: other.path, part: 'value' } }],
            },
          );
        }
      }
      checkRules(tls);

      function checkRedirect(): void {
        const annotations = annotationsOf(object);
        const key = redirects.find((each) => annotations[each] === 'true');
        const [host = ''] = rules.map((rule) => rule.host ?? '');
        // TLS that the pods end needs no certificate here.
        if (annotations['nginx.ingress.kubernetes.io/ssl-passthrough'] === 'true') return;
        if (key === undefined || securedElsewhere(cluster, object, host.toLowerCase(), '')) return;
        if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
        const takers = takersOf(cluster, object);
        if (takers.length > 0 && !takers.some(({ id }) => id === 'ingress-nginx')) return;
        const path = ['metadata', 'annotations', key];
        report(
          'redirect',
          { key, isForced: key.includes('force') },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            help: 'Add a tls entry with the hosts and their Secret, unless something before the controller ends TLS.',
          },
        );
      }

      function checkEntry(path: readonly (string | number)[], secret: string): void {
        const details = { where: { object, path, part: 'value' as const }, object, field: pathText(path) };
        const text = pathText(path);
        const takers = takersOf(cluster, object);
        if (takers.some(({ id }) => id === 'alb' || id === 'gce' || (id === 'traefik' && secret === ''))) return;
        const passing = takers.find(({ id }) => passesOver.has(id));
        if (secret === '') {
          report(
            'noSecret',
            { path: text },
            { ...details, help: 'Write secretName, unless the default certificate is meant.' },
          );
        } else if (passing) {
          const help = 'Write below hosts for which hosts the Secret is.';
          report('passedOver', { path: text, controller: passing.title }, { ...details, severity: 'warning', help });
        } else
          report('noHosts', { path: text, secret }, { ...details, help: 'Write the hosts that the Secret is for.' });
      }

      function checkRules(entries: readonly IngressTls[]): void {
        // An entry without hosts may be for all of them.
        if (entries.some(({ hosts = [] }) => hosts.length === 0)) return;
        const named = entries.flatMap(({ hosts = [] }) => hosts.map((host) => host.toLowerCase()));
        const secured = rules.map(({ host = '' }) => host).find((host) => isNamed(host.toLowerCase(), named));
        // A host that is spelled otherwise in the rules is what another rule tells.
        if (
          secured === undefined ||
          named.some((host) => !rules.some((each) => covers((each.host ?? '').toLowerCase(), host)))
        )
          return;
        const said = new Set<string>();
        for (let index = 0; index < rules.length; index++) {
          const { host = '', http } = rules[index] ?? {};
          const lower = host.toLowerCase();
          if (host === '' || !http || isPlaceholder(host) || isNamed(lower, named)) continue;
          if (said.has(lower) || securedElsewhere(cluster, object, lower, '')) continue;
          said.add(lower);
          const path = ['spec', 'rules', index, 'host'];
          report(
            'uncovered',
            { host, secured },
            {
              where: { object, path, part: 'value' },
              object,
              field: pathText(path),
              help: 'Add it to the hosts of a tls entry, unless it is meant to be served without.',
            },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a redirect to HTTPS without a certificate',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "true" # expect: ingress-tls-incomplete
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
      {
        name: 'no Secret',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts: # expect: ingress-tls-incomplete
        - shop.example.com
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
      {
        name: 'no hosts',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: haproxy
  tls:
    - secretName: shop-tls # expect: ingress-tls-incomplete
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
      {
        name: 'two Secrets for one host',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls
    - hosts:
        - shop.example.com # expect: ingress-tls-incomplete
      secretName: old-tls
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
      {
        name: 'a host that is left out',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - shop.example.com
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
    - host: api.example.com # expect: ingress-tls-incomplete
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
    ],
    good: [
      {
        name: 'hosts and a Secret',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - shop.example.com
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
      {
        name: 'a wildcard for both hosts',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
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
        name: 'certificates of AWS',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:123456789012:certificate/1
spec:
  ingressClassName: alb
  tls:
    - hosts:
        - shop.example.com
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

function isNamed(host: string, named: readonly string[]): boolean {
  return named.some((each) => each === host || hostMatches(each, host));
}

const redirects = ['nginx.ingress.kubernetes.io/force-ssl-redirect', 'nginx.ingress.kubernetes.io/ssl-redirect'];

const passesOver: ReadonlySet<string> = new Set(['haproxy', 'kong', 'contour']);

/** Load balancers of clouds and Traefik's resolvers bring certificates that no Secret holds. */
function isManaged(object: LoadedObject): boolean {
  for (const key in annotationsOf(object)) if (managed.test(key)) return true;
  return false;
}

const managed =
  /^(?:ingress\.gcp\.kubernetes\.io\/pre-shared-cert|networking\.gke\.io\/(?:managed-certificates|certmap)|alb\.ingress\.kubernetes\.io\/|traefik\.ingress\.kubernetes\.io\/router\.tls\.certresolver|appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate)/;
