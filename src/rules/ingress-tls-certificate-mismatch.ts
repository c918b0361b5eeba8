import type { CertificateFacts } from '../traffic/ingress/certificate/certificate-facts.ts';
import { coversOneLabel, isWildcard } from '../traffic/ingress/host-pattern.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec } from './facts/ingress.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { isWhatCounts, type NamedSecret, namedSecretsOf } from './sets/named-secrets.ts';
import { covers } from './sets/served-hosts.ts';
import { takersOf } from './sets/takers.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';

/** Certificates that are not for the hosts that get them. */
export const rule: Rule = defineRule({
  id: 'ingress-tls-certificate-mismatch',
  title: 'A certificate is not for the host, or has expired',
  group: 'tls',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Ingress', 'Secret'],
  why: 'Clients compare the name they asked for with the names of the certificate (subjectAltName); a wildcard stands for one label, and the common name does not count. ingress-nginx does not use a certificate that does not name the host, and answers with its own.',
  help: 'Use a certificate for the host, or write a host that the certificate is for.',
  sources: [
    'RFC 9525, section 6.3; RFC 5280, sections 4.1.2.5 and 4.2.1.6',
    'kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/controller.go: does not contain a Common Name or Subject Alternative Name',
    'kubernetes/ingress-nginx#5247; apache/apisix#760',
  ],
  messages: {
    names: (d: { secret: string; names: string; host: string }) =>
      `the certificate in Secret ${d.secret} is for ${d.names}, not for ${d.host}`,
    commonName: (d: { secret: string; host: string }) =>
      `the certificate in Secret ${d.secret} has ${d.host} as its common name only, which clients do not look at`,
    expired: (d: { secret: string; day: string }) => `the certificate in Secret ${d.secret} has expired on ${d.day}`,
    soon: (d: { secret: string; day: string }) => `the certificate in Secret ${d.secret} expires on ${d.day}`,
    early: (d: { secret: string; day: string }) =>
      `the certificate in Secret ${d.secret} does not hold before ${d.day}`,
  },
  on: {
    Cluster(cluster, { report, today }) {
      for (const named of namedSecretsOf(cluster)) {
        const { secret, ingress, entry, holds } = named;
        if (holds.kind !== 'certificate') continue;
        const { facts } = holds;
        const time = timeOf(facts, today);
        const index = strangerAmong(named, facts);
        if ((!time && index === -1) || isInDoubt(ingress, entry) || !isWhatCounts(cluster, named)) continue;
        // AWS load balancers take their certificates from elsewhere.
        if (takersOf(cluster, ingress).some(({ id }) => id === 'alb')) continue;
        const related = [
          {
            message: 'the Secret',
            where: { object: secret.object, path: ['metadata', 'name'], part: 'value' as const },
          },
        ];
        if (time) {
          const path = [...entry, 'secretName'];
          const where = { object: ingress, path, part: 'value' as const };
          const details = { where, object: ingress, field: pathText(path), related, help: time.help };
          const data = { secret: secret.name, day: time.day };
          report(time.message, data, time.message === 'soon' ? { ...details, severity: 'info' } : details);
        }
        const host = named.hosts[index];
        if (host === undefined) continue;
        const path = [...entry, 'hosts', index];
        const where = { object: ingress, path, part: 'value' as const };
        const details = { where, object: ingress, field: pathText(path), related };
        if (isFor([facts.commonName.toLowerCase()], host.toLowerCase())) {
          const help = 'Make a certificate that has the host among its subject alternative names.';
          report('commonName', { secret: secret.name, host }, { ...details, help });
        } else {
          const names = facts.names.length === 0 ? 'no host' : listOf(facts.names);
          report('names', { secret: secret.name, names, host }, details);
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a wildcard for one label',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - a.b.example.com # expect: ingress-tls-certificate-mismatch
      secretName: shop-tls
  rules:
    - host: a.b.example.com
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
    MIIBWDCB/6ADAgECAgIQATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDAR3aWxkMCAX
    DTIwMDEwMTAwMDAwMFoYDzIwNTYwMTAxMDAwMDAwWjAPMQ0wCwYDVQQDDAR3aWxk
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVz3zdMXO+qfuojWdKNVWJEoXrkLK
    bXPOvr4Jf5iBc3vlhVXm13Vru+1vdusa3rZ7CinHXEYOKpY/flOoxuULH6NJMEcw
    DAYDVR0TAQH/BAIwADAYBgNVHREEETAPgg0qLmV4YW1wbGUuY29tMB0GA1UdDgQW
    BBSrGjKDPLJioPKI6jILOR35oCsSJDAKBggqhkjOPQQDAgNIADBFAiEAs9xBxfuz
    QbhQU23skb7ULE+eLYW7YUgE5VwY3uBM1mICICQ/U4VUuTA3InKZZ4c62+VmnEI1
    AmmqoUcR5QhQWFC6
    -----END CERTIFICATE-----
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgR5/bVgPVQx4hZq8l
    o8tsUgzbLj4T5rSycf7/O26QxrWhRANCAARXPfN0xc76p+6iNZ0o1VYkSheuQspt
    c86+vgl/mIFze+WFVebXdWu77W926xretnsKKcdcRg4qlj9+U6jG5Qsf
    -----END PRIVATE KEY-----
`,
      },
      {
        name: 'a name that is only the common name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - shop.example.com # expect: ingress-tls-certificate-mismatch
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
    MIIBVjCB/aADAgECAgIQAjAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBzaG9wLmV4
    YW1wbGUuY29tMCAXDTIwMDEwMTAwMDAwMFoYDzIwNTYwMTAxMDAwMDAwWjAbMRkw
    FwYDVQQDDBBzaG9wLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
    QgAE2huNy/sbnyGjcf5gyhXkEWFby3gSzz9MGiYesNuGeZTa0mvwE1HNj6J4ric0
    SUzqyKKRI4nAXPxgnlebz1Hoq6MvMC0wDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQU
    FHBK//SDBGjo7tc4Y91sqEiANrwwCgYIKoZIzj0EAwIDSAAwRQIhAONCGVeZPDsd
    5X3R0fDRncKQA1QjR+mtHL5uSmeJxVXMAiADNy9KytGfAwPzyhycB7mZdPVWKOTj
    AANKq5CANZaqhQ==
    -----END CERTIFICATE-----
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxBwqy3RuJopAbqNs
    EXnPbRgJIMqIW2hUMU7XhkEPp9mhRANCAATaG43L+xufIaNx/mDKFeQRYVvLeBLP
    P0waJh6w24Z5lNrSa/ATUc2PoniuJzRJTOrIopEjicBc/GCeV5vPUeir
    -----END PRIVATE KEY-----
`,
      },
    ],
    good: [
      {
        name: 'the name of the host',
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
        name: 'one label under a wildcard',
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
    MIIBWDCB/6ADAgECAgIQATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDAR3aWxkMCAX
    DTIwMDEwMTAwMDAwMFoYDzIwNTYwMTAxMDAwMDAwWjAPMQ0wCwYDVQQDDAR3aWxk
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVz3zdMXO+qfuojWdKNVWJEoXrkLK
    bXPOvr4Jf5iBc3vlhVXm13Vru+1vdusa3rZ7CinHXEYOKpY/flOoxuULH6NJMEcw
    DAYDVR0TAQH/BAIwADAYBgNVHREEETAPgg0qLmV4YW1wbGUuY29tMB0GA1UdDgQW
    BBSrGjKDPLJioPKI6jILOR35oCsSJDAKBggqhkjOPQQDAgNIADBFAiEAs9xBxfuz
    QbhQU23skb7ULE+eLYW7YUgE5VwY3uBM1mICICQ/U4VUuTA3InKZZ4c62+VmnEI1
    AmmqoUcR5QhQWFC6
    -----END CERTIFICATE-----
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgR5/bVgPVQx4hZq8l
    o8tsUgzbLj4T5rSycf7/O26QxrWhRANCAARXPfN0xc76p+6iNZ0o1VYkSheuQspt
    c86+vgl/mIFze+WFVebXdWu77W926xretnsKKcdcRg4qlj9+U6jG5Qsf
    -----END PRIVATE KEY-----
`,
      },
    ],
  },
});

/** The first host that a rule serves and the certificate does not name; -1 for none. Of hosts without rule another rule speaks. */
function strangerAmong({ ingress, hosts }: NamedSecret, { names }: CertificateFacts): number {
  const { rules = [] } = ingressSpec(ingress);
  return hosts.findIndex((written) => {
    const host = written.toLowerCase();
    if (isFor(names, host) || isPlaceholder(host)) return false;
    return rules.some((rule) => covers((rule.host ?? '').toLowerCase(), host));
  });
}

/** What is wrong with the time of a certificate today. */
function timeOf(
  { notBefore, notAfter }: CertificateFacts,
  today: string | undefined,
): { message: 'expired' | 'early' | 'soon'; day: string; help: string } | undefined {
  if (today === undefined) return undefined;
  const help = 'Renew the certificate, and write it into the Secret.';
  if (notAfter !== '' && notAfter < today) return { message: 'expired', day: notAfter, help };
  if (notBefore > today) return { message: 'early', day: notBefore, help: 'Use a certificate that holds today.' };
  return notAfter !== '' && notAfter < dayAfter(today, 14) ? { message: 'soon', day: notAfter, help } : undefined;
}

function isFor(names: readonly string[], host: string): boolean {
  return names.some((name) => name === host || (isWildcard(name) && !isWildcard(host) && coversOneLabel(name, host)));
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
