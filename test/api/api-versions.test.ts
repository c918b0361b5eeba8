import { expect, test } from '@jest/globals';
import { removedApi } from '../../src/api/api-versions.ts';

test.each([
  ['extensions/v1beta1', 'Ingress', { since: 22, replacement: 'networking.k8s.io/v1' }],
  ['networking.k8s.io/v1beta1', 'IngressClass', { since: 22, replacement: 'networking.k8s.io/v1' }],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', { since: 25, replacement: 'discovery.k8s.io/v1' }],
  ['extensions/v1beta1', 'Deployment', { since: 16, replacement: 'apps/v1' }],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', { since: 26, replacement: 'autoscaling/v2' }],
  ['policy/v1beta1', 'PodSecurityPolicy', { since: 25 }],
  ['networking.k8s.io/v1', 'Ingress', undefined],
  ['extensions/v1beta1', 'Service', undefined],
])('%s %s', (apiVersion, kind, expected) => {
  expect(removedApi(apiVersion, kind)).toEqual(expected);
});
