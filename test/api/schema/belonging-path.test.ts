import { expect, test } from '@jest/globals';
import { formatPath } from '../../../src/yaml/field-path.ts';
import { decodeText } from '../decode-text.ts';

const objects = {
  service: (spec: string) => `{apiVersion: v1, kind: Service, ${spec}}`,
  endpoints: (rest: string) => `{apiVersion: v1, kind: Endpoints, ${rest}}`,
  ingress: (spec: string) => `{apiVersion: networking.k8s.io/v1, kind: Ingress, ${spec}}`,
  deployment: (spec: string) => `{apiVersion: apps/v1, kind: Deployment, ${spec}}`,
};

test.each<[keyof typeof objects, string, string | undefined]>([
  // one level down
  ['endpoints', 'subsets: [], ports: [{port: 80}]', 'subsets[0].ports'],
  ['service', 'spec: {port: 80}', 'spec.ports[0].port'],
  ['ingress', 'spec: {rules: [{}, {paths: []}]}', 'spec.rules[1].http.paths'],
  // into spec or metadata from the top, never into status
  ['service', 'selector: {app: web}', 'spec.selector'],
  ['service', 'labels: {app: web}', 'metadata.labels'],
  ['deployment', 'replicas: 2', 'spec.replicas'],
  // one level up, or a neighbour of the parent
  ['service', 'spec: {ports: [{port: 80, type: NodePort}]}', 'spec.type'],
  ['service', 'metadata: {selector: {app: web}}', 'spec.selector'],
  ['ingress', 'spec: {rules: [{ingressClassName: nginx}]}', 'spec.ingressClassName'],
  // two levels away, when there is nothing nearer
  ['ingress', 'spec: {rules: [{path: /}]}', 'spec.rules[0].http.paths[0].path'],
  ['deployment', 'spec: {containers: [{name: web}]}', 'spec.template.spec.containers'],
  // a text where a list is known, several places, or none
  ['service', 'ports: http', undefined],
  ['service', 'spec: {name: web}', undefined],
  ['service', 'spec: {containers: []}', undefined],
])('%s %s', (object, rest, expected) => {
  const { strict } = decodeText(objects[object](rest));
  expect(strict).toHaveLength(1);
  expect(strict[0]?.belongs && formatPath(strict[0].belongs)).toBe(expected);
});
