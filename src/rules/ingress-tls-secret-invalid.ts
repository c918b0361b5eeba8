import type { Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import { renameField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isWhatCounts, type NamedSecret, namedSecretsOf } from './sets/named-secrets.ts';
import { examinationsOf } from './sets/questionable-ingresses.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Secrets without a certificate that a server can use. */
export const rule: Rule = defineRule({
  id: 'ingress-tls-secret-invalid',
  title: 'A Secret for TLS holds no usable certificate',
  group: 'tls',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Secret', 'Ingress'],
  why: 'A controller needs a certificate in tls.crt and its private key in tls.key, both in PEM. Where it cannot use them, ingress-nginx and Traefik answer with their default certificate, Contour serves no HTTPS for the host, and HAProxy does not start.',
  help: 'Write the certificate into tls.crt and its key into tls.key: kubectl create secret tls … does it.',
  sources: [
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/store/backend_ssl.go (getPemCertificate)',
    'projectcontour/contour v1.33 internal/dag/secret.go',
    'kubernetes/ingress-nginx#5247, #4979',
  ],
  messages: {
    lacks: (d: { key: string; near: string | undefined; user: string }) =>
      `there is no key ${d.key}${d.near === undefined ? '' : `, only ${d.near}`}; ${d.user} takes its certificate from here`,
    empty: (d: { key: string; user: string }) => `${d.key} is empty; ${d.user} takes its certificate from here`,
    broken: (d: { problem: string; user: string }) => `${d.problem}; ${d.user} takes its certificate from here`,
    type: (d: { type: string; user: string }) =>
      `its type is ${d.type} and not kubernetes.io/tls; ${d.user} takes its certificate from here`,
  },
  on: {
    Cluster(cluster, { report }) {
      const seen = new Set<LoadedObject>();
      for (const named of namedSecretsOf(cluster)) {
        const { secret, ingress, entry, holds } = named;
        const { object } = secret;
        if (seen.has(object) || isFine(named)) continue;
        seen.add(object);
        if (!isWhatCounts(cluster, named) || (holds.kind !== 'certificate' && stopsAll(object))) continue;
        const user = nameOf(ingress);
        const at = placeOf(secret, holds);
        const details = {
          where: { object, path: at, part: holds.kind === 'lacks' ? ('key' as const) : ('value' as const) },
          object,
          field: pathText(at),
          related: [
            {
              message: 'named here',
              where: { object: ingress, path: [...entry, 'secretName'], part: 'value' as const },
            },
          ],
        };
        if (holds.kind === 'certificate') {
          const { type = 'Opaque' } = secret.value;
          const path = ['type'];
          const severity = type === 'Opaque' ? 'info' : 'warning';
          const help = 'Write type: kubernetes.io/tls; the API server then sees to it that both keys are there.';
          report(
            'type',
            { type, user },
            { ...details, where: { object, path, part: 'value' }, field: 'type', severity, help },
          );
        } else if (holds.kind === 'lacks') {
          const help = holds.near === undefined ? `Add ${holds.key}.` : `Write ${holds.key} instead of ${holds.near}.`;
          report(
            'lacks',
            { key: holds.key, near: holds.near, user },
            { ...details, help, fix: renameKey(secret, holds) },
          );
        } else if (holds.kind === 'empty') report('empty', { key: holds.key, user }, details);
        else report('broken', { problem: holds.problem, user }, details);
      }

      /** A Secret that keeps a controller from serving anything is what another rule tells. */
      function stopsAll(object: LoadedObject): boolean {
        return examinationsOf(cluster).some(({ refusals }) =>
          refusals.some(({ because }) => because.some((each) => each.object === object)),
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a certificate under another key',
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
---
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
type: Opaque
data: # expect: ingress-tls-secret-invalid
  tls.cert: QUJD
  tls.key: QUJD
`,
      },
      {
        name: 'the key of another certificate',
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
---
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
type: kubernetes.io/tls
stringData:
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBWzCCAQKgAwIBAgICEAAwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEc2hvcDAg
    Fw0yMDAxMDEwMDAwMDBaGA8yMDU2MDEwMTAwMDAwMFowDzENMAsGA1UEAwwEc2hv
    cDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLkM6hUHljVEOAe1xxwQxzun3lVR
    j+mvAcasf9c6K5+NimqJ/TpyvlOl7wIw9aTmf3X4GN4x7nQj3KDDQJuHWM2jTDBK
    MAwGA1UdEwEB/wQCMAAwGwYDVR0RBBQwEoIQc2hvcC5leGFtcGxlLmNvbTAdBgNV
    HQ4EFgQUA5EJGt7vuQ2s74wK00E1n7PAxAgwCgYIKoZIzj0EAwIDRwAwRAIgS++9
    YeBVMskVjw2ixbM0GaEK2jr5bNot/kKR1d4WKGgCIAvgF+9wVwG2LCws0orL779J
    NkgunKlyV64xy5GJGvSt
    -----END CERTIFICATE-----
  tls.key: | # expect: ingress-tls-secret-invalid
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgR5/bVgPVQx4hZq8l
    o8tsUgzbLj4T5rSycf7/O26QxrWhRANCAARXPfN0xc76p+6iNZ0o1VYkSheuQspt
    c86+vgl/mIFze+WFVebXdWu77W926xretnsKKcdcRg4qlj9+U6jG5Qsf
    -----END PRIVATE KEY-----
`,
      },
      {
        name: 'no certificate at all',
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
---
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
type: kubernetes.io/tls
stringData:
  tls.crt: to be filled in # expect: ingress-tls-secret-invalid
  tls.key: to be filled in
`,
      },
    ],
    good: [
      {
        name: 'a certificate and its key',
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
---
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
type: kubernetes.io/tls
stringData:
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBWzCCAQKgAwIBAgICEAAwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEc2hvcDAg
    Fw0yMDAxMDEwMDAwMDBaGA8yMDU2MDEwMTAwMDAwMFowDzENMAsGA1UEAwwEc2hv
    cDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLkM6hUHljVEOAe1xxwQxzun3lVR
    j+mvAcasf9c6K5+NimqJ/TpyvlOl7wIw9aTmf3X4GN4x7nQj3KDDQJuHWM2jTDBK
    MAwGA1UdEwEB/wQCMAAwGwYDVR0RBBQwEoIQc2hvcC5leGFtcGxlLmNvbTAdBgNV
    HQ4EFgQUA5EJGt7vuQ2s74wK00E1n7PAxAgwCgYIKoZIzj0EAwIDRwAwRAIgS++9
    YeBVMskVjw2ixbM0GaEK2jr5bNot/kKR1d4WKGgCIAvgF+9wVwG2LCws0orL779J
    NkgunKlyV64xy5GJGvSt
    -----END CERTIFICATE-----
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVDjV2A6O50D/Eqwd
    3uPgKZekfGdJuvMmrzy7mOLvb4ahRANCAAS5DOoVB5Y1RDgHtcccEMc7p95VUY/p
    rwHGrH/XOiufjYpqif06cr5Tpe8CMPWk5n91+BjeMe50I9ygw0Cbh1jN
    -----END PRIVATE KEY-----
`,
      },
      {
        name: 'what sops has encrypted',
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
---
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
type: kubernetes.io/tls
stringData:
  tls.crt: ENC[AES256_GCM,data:9bXg,iv:x1s=,tag:t0A=,type:str]
  tls.key: ENC[AES256_GCM,data:p0Zs,iv:Yw4=,tag:9aQ=,type:str]
`,
      },
    ],
  },
});

function isFine({ secret, holds }: NamedSecret): boolean {
  return holds.kind === 'certificate' && secret.value.type === 'kubernetes.io/tls';
}

/** The API server refuses a Secret of the TLS type without the keys; in any other one, what is served changes. */
function renameKey(
  { object, value }: NamedSecret['secret'],
  { key, near }: Extract<NamedSecret['holds'], { kind: 'lacks' }>,
): Fix | undefined {
  if (near === undefined) return undefined;
  const map = value.stringData?.[near] === undefined ? 'data' : 'stringData';
  return renameField(value.type === 'kubernetes.io/tls' ? 'safe' : 'unsafe', object, [map, near], key);
}

function placeOf({ value }: NamedSecret['secret'], holds: NamedSecret['holds']): string[] {
  const { stringData } = value;
  if (holds.kind === 'certificate') return ['type'];
  const map = stringData ? 'stringData' : 'data';
  if (holds.kind === 'lacks') return [map];
  return [stringData?.[holds.key] === undefined ? 'data' : 'stringData', holds.key];
}
