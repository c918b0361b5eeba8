// Custom resources that make pods, as the caller describes them.
import { expect, test } from '@jest/globals';
import { type Cluster, endpoints, load, type Options } from '../../src/index.ts';

const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`;
const webApp = (pod: object): string =>
  `${service}---\n${JSON.stringify({
    apiVersion: 'apps.example.com/v1',
    kind: 'WebApp',
    metadata: { name: 'shop' },
    spec: { workload: { pod } },
  })}\n`;
const whole = webApp({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }] },
});
const options: Options = { podTemplates: [{ kind: 'WebApp', path: 'spec.workload.pod' }] };

/** The ports at which a pod answers. */
const addresses = (input: string | Cluster, given?: Options): unknown => {
  const [answer] = endpoints(typeof input === 'string' ? [{ path: 'web.yaml', text: input }] : input, given).services;
  const slices = (answer?.endpointSlices ?? []) as readonly {
    ports?: readonly { port: number }[];
    endpoints?: readonly unknown[];
  }[];
  return slices.flatMap(({ ports = [], endpoints: found = [] }) => found.flatMap(() => ports.map(({ port }) => port)));
};

test('the pods have the labels and ports of the template', () => {
  expect(addresses(whole, options)).toContain(8080);
});

test('without an entry nothing is known of them', () => {
  expect(addresses(whole)).toEqual([]);
  expect(addresses(whole, { podTemplates: [{ kind: 'Other', path: 'spec.workload.pod' }] })).toEqual([]);
});

test.each([
  ['no labels', webApp({ spec: { containers: [] } })],
  ['no spec', webApp({ metadata: { labels: { app: 'other' } } })],
  ['a text', whole.replace(/"pod":\{.*\}\}\}/, '"pod":"web"}}')],
  ['a list of containers that is none', webApp({ spec: { containers: 'web' } })],
  ['another path', whole.replace('"workload"', '"work"')],
])('a template with %s makes nothing that is selected', (_, text) => {
  expect(addresses(text, options)).toEqual([]);
});

test('labels alone are enough: a port that is a number needs no container', () => {
  const text = webApp({ metadata: { labels: { app: 'web' } } }).replace('targetPort: http', 'targetPort: 9000');
  expect(addresses(text, options)).toContain(9000);
});

test('a kind of Kubernetes itself keeps its own template', () => {
  const text = `${service}---\n${JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web', ports: [{ name: 'http', containerPort: 8080 }] }] },
      },
    },
  })}\n`;
  expect(addresses(text, { podTemplates: [{ kind: 'Deployment', path: 'spec.other' }] })).toContain(8080);
});

test('a cluster that is loaded keeps them under other options', () => {
  const cluster = load([{ path: 'web.yaml', text: whole }], options);
  expect(addresses(cluster, { kubernetesVersion: '1.30' })).toContain(8080);
});
