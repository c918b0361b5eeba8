import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

const shop = resolve(__dirname, '../../fixtures/projects/shop');

test('the shop shows where its traffic ends, besides what the API server refuses', () => {
  const sources = readdirSync(shop, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(shop, path), 'utf8') }));
  const traffic =
    /^(?:ingress-backend-(?!invalid)|service-(?:selector|target)|endpoints-(?!invalid)|statefulset|namespace)/;
  const found = lint(sources)
    .findings.filter(({ rule }) => traffic.test(rule))
    .map(({ at, severity, rule, message, help, related }) => ({
      at: `${at.file}:${at.line}:${at.column} ${severity} ${rule}`,
      message,
      help,
      related: related.map((other) => `${other.at.file}:${other.at.line} ${other.message}`),
    }));
  expect(found).toEqual([
    {
      at: 'platform/monitoring.yaml:100:25 error ingress-backend-port-not-found',
      message:
        'Ingress platform/grafana: grafana.example.com/ leads to port web of Service platform/grafana, which has 3000 (http)',
      help: 'Write port: {name: http}.',
      related: ['platform/monitoring.yaml:77 the ports of Service platform/grafana'],
    },
    {
      at: 'shop/catalog.yaml:39:19 warning service-target-port-not-exposed',
      message:
        'Service shop/catalog: spec.ports[1] leads port 9090 to 9090, but Deployment shop/catalog declares 8080 (http)',
      help: 'Write targetPort: http, if that is where it listens.',
      related: ['shop/catalog.yaml:21 Deployment shop/catalog declares this port'],
    },
    {
      at: 'shop/ingress.yaml:30:27 warning ingress-backend-port-is-target-port',
      message:
        'Ingress shop/shop: Shop.example.com/cart leads to port 8080 of Service shop/cart, which is the targetPort of its port 80 (http)',
      help: 'Write port: {number: 80}, the port of the Service.',
      related: ['shop/cart.yaml:38 the targetPort is here'],
    },
    {
      at: 'shop/ingress.yaml:35:23 error ingress-backend-service-not-found',
      message:
        'Ingress shop/shop: Shop.example.com/catalog leads to Service catalogue, which does not exist in namespace shop; did you mean catalog?',
      help: 'Write name: catalog, if that is the Service that is meant.',
      related: ['shop/catalog.yaml:30 Service catalog is defined here'],
    },
    {
      at: 'shop/web.yaml:37:11 error service-selector-matches-nothing',
      message:
        'Service shop/web: spec.selector {app: web, tier: front-end} matches no pod of namespace shop; nearest: Deployment shop/web has tier: frontend instead of front-end',
      help: 'Write tier: frontend in the selector, or tier: front-end in the pod template of Deployment shop/web.',
      related: ['shop/web.yaml:15 the labels of the pods of Deployment shop/web'],
    },
  ]);
});
