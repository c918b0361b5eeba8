import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

/** What the rules about annotations say of an Ingress, or of other manifests beside it. */
function found(annotations: Readonly<Record<string, string>>, className: string | undefined, more = ''): string[] {
  const text = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: ${JSON.stringify(annotations)} }
spec:
  ${className === undefined ? '' : `ingressClassName: ${className}`}
  tls: [{ hosts: [shop.example.com], secretName: shop }]
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
${more}`;
  return lint([{ path: 'web.yaml', text }])
    .findings.filter(({ rule }) => rule.startsWith('annotation-'))
    .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

const ingressClass = (name: string, controller: string): string =>
  `---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: ${name} }\nspec: { controller: ${controller} }\n`;

describe('whose annotations they are', () => {
  test('the class name nginx is that of two products', () => {
    expect(found({ 'nginx.org/ssl-services': 'web' }, 'nginx')).toEqual([]);
    const own = ingressClass('nginx', 'k8s.io/ingress-nginx');
    expect(found({ 'nginx.org/ssl-services': 'web' }, 'nginx', own)).toHaveLength(1);
  });

  test('the class name haproxy too', () => {
    expect(found({ 'haproxy.org/server-ssl': 'true' }, 'haproxy')).toEqual([]);
    expect(found({ 'haproxy-ingress.github.io/hsts': 'true' }, 'haproxy')).toEqual([]);
  });

  test('without a class, or with one that nobody knows, the prefix tells', () => {
    for (const className of [undefined, 'edge']) {
      expect(found({ 'konghq.com/strip-path': 'true' }, className)).toEqual([]);
      expect(found({ 'konghq.com/strip-paths': 'true' }, className)).toHaveLength(1);
    }
  });

  test('a class of another controller decides, whatever its name is', () => {
    const own = ingressClass('nginx', 'traefik.io/ingress-controller');
    expect(found({ 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' }, 'nginx', own)).toHaveLength(1);
  });

  test('annotations for several controllers are there on purpose', () => {
    const both = { 'haproxy.org/ssl-redirect': 'true', 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' };
    expect(found(both, 'nginx')).toEqual([]);
    expect(found(both, 'traefik')).toHaveLength(2);
  });
});

describe('what cannot be told is not said', () => {
  test('prefixes of clouds are for much else', () => {
    expect(found({ 'networking.gke.io/load-balancer-type': 'Internal' }, undefined)).toEqual([]);
    expect(found({ 'networking.gke.io/managed-certificate': 'shop' }, undefined)).toHaveLength(1);
  });

  test('empty values count as not written, placeholders are to be filled in', () => {
    const key = 'nginx.ingress.kubernetes.io/proxy-read-timeout';
    expect(found({ [key]: '' }, 'nginx')).toEqual([]);
    expect(found({ [key]: '$TIMEOUT'.replace('TIMEOUT', '{TIMEOUT}') }, 'nginx')).toEqual([]);
    expect(found({ [key]: '60s' }, 'nginx')).toHaveLength(1);
  });
});

describe('how bad it is', () => {
  test('a value that costs the annotation is a warning, one that costs the Ingress an error', () => {
    const nginx = 'nginx.ingress.kubernetes.io';
    expect(found({ [`${nginx}/proxy-read-timeout`]: '60s' }, 'nginx')[0]).toMatch(/^warning /);
    expect(found({ [`${nginx}/limit-rps`]: '10r/s' }, 'nginx')[0]).toMatch(/^error /);
    expect(found({ 'traefik.ingress.kubernetes.io/router.priority': 'high' }, 'traefik')[0]).toMatch(/^error /);
  });

  test('a name that Traefik does not know costs the Ingress', () => {
    expect(found({ 'traefik.ingress.kubernetes.io/router.entrypoint': 'web' }, 'traefik')[0]).toMatch(/^error /);
    expect(found({ 'traefik.ingress.kubernetes.io/redirect-entry-point': 'web' }, 'traefik')[0]).toMatch(/^warning /);
  });
});

test('annotations of Services are read on Services', () => {
  const service = (annotation: string): string =>
    `---\napiVersion: v1\nkind: Service\nmetadata: { name: web, annotations: { ${annotation} } }\nspec: { ports: [{ port: 80 }] }\n`;
  const sticky = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
  expect(found({}, 'traefik', service(`${sticky}: 'true'`))).toEqual([]);
  expect(found({ [sticky]: 'true' }, 'traefik')).toHaveLength(1);
  expect(found({}, 'traefik', service(`traefik.ingress.kubernetes.io/router.tls: 'true'`))).toHaveLength(1);
});
