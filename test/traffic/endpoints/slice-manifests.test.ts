import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validate } from 'ksvc';
import { endpointsOf } from '../../../src/model/endpoints/endpoints-of.ts';
import { load } from '../../../src/model/load.ts';
import { type Model, modelOf } from '../../../src/model/model.ts';
import { sliceManifestsYaml } from '../../../src/report/slice-manifests.ts';
import { sliceManifests } from '../../../src/traffic/endpoints/slice-manifests.ts';

const root = resolve(__dirname, '../../../fixtures');

const services = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, labels: {team: "on"}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}, {name: admin, port: 81, targetPort: 8081}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: a, image: a, ports: [{name: http, containerPort: 8080}]}]}
status: {phase: Running, podIPs: [{ip: 10.244.0.1}, {ip: 'fd00:10:244::1'}], conditions: [{type: Ready, status: "True"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: shop, labels: {app: web}}
spec: {containers: [{name: a, image: a, ports: [{name: http, containerPort: 9090}]}]}
status: {phase: Running, podIPs: [{ip: 10.244.0.2}], conditions: [{type: Ready, status: "False"}]}
`;

const legacy = `apiVersion: v1
kind: Service
metadata: {name: legacy, namespace: shop}
spec: {ports: [{name: ldap, port: 389}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: legacy, namespace: shop}
subsets: [{addresses: [{ip: 192.0.2.1}], notReadyAddresses: [{ip: 192.0.2.2}], ports: [{name: ldap, port: 1389}]}]
`;

function modelFor(text: string): Model {
  return modelOf(load([{ path: 'a.yaml', text }], { singleStack: true }));
}

function manifestsOf(text: string): string {
  const model = modelFor(text);
  return sliceManifestsYaml(model.services.all.flatMap((service) => sliceManifests(model, model.settled(service))));
}

/** Addresses, readiness and ports behind a Service. */
function behind(text: string): object[] {
  const model = modelFor(text);
  return model.services.all.flatMap((service) =>
    endpointsOf(model, model.settled(service)).slices.flatMap(
      ({ slice: { addressType, ports = [], endpoints = [] } }) =>
        endpoints.map(({ addresses, conditions, nodeName }) => ({
          addressType,
          addresses,
          ready: conditions?.ready,
          nodeName,
          ports: ports.map(({ name, protocol, port }) => ({ name, protocol, port })),
        })),
    ),
  );
}

describe('slices as manifests', () => {
  test.each([
    ['a selector', services, services.replace('selector: {app: web}, ', '')],
    ['Endpoints', legacy, legacy.slice(0, legacy.indexOf('---'))],
  ])('lead where %s led', (_what, before, without) => {
    expect(behind(`${without}\n---\n${manifestsOf(before)}`)).toEqual(behind(before));
    expect(behind(before).length).toBeGreaterThan(1);
  });

  test.each(['projects/trace-guide/shop.yaml', 'projects/trace-guide/data.yaml'])(
    'are taken by the API server: %s',
    (path) => {
      const text = manifestsOf(readFileSync(join(root, path), 'utf8'));
      const { documents } = validate([{ path: 'slices.yaml', text }]);
      expect(documents.length).toBeGreaterThan(0);
      expect(documents.map(({ verdict }) => verdict)).toEqual(documents.map(() => 'accepted'));
    },
  );

  test('those that are written already are not repeated', () => {
    const slice = manifestsOf(legacy);
    const service = legacy.slice(0, legacy.indexOf('---'));
    expect(manifestsOf(`${service}---\n${slice}`)).toBe('');
  });

  test('addresses that no file holds are left out, with a word', () => {
    const text = services.replaceAll(/status: .*\n/g, '');
    expect(manifestsOf(text)).toContain('# no file holds the addresses of a: add them to endpoints\n');
    expect(manifestsOf(text)).toContain('endpoints: []\n');
  });
});
