import { expect } from '@jest/globals';
import { endpoints } from 'ksvc';
import type { Examples } from '../facts.ts';
import { backends, clusterIp, clusterOf, connection, pod, service, slice } from './objects.ts';
import { judged } from './questions.ts';

const byHand = service({ ...clusterIp, selector: undefined });
const one = [{ addresses: ['10.244.0.1'] }];

/** Endpoints, EndpointSlices, and what the API server allocates. */
export const endpointExamples: Examples = {
  'slice-of-label'() {
    const other = { metadata: { name: 'web', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'other' } } };
    expect(reached([byHand, slice(one, {}, 'any-name')])).toEqual(['10.244.0.1']);
    expect(reached([byHand, slice(one, other)])).toEqual([]);
  },
  'slices-add-up'() {
    const objects = [service(clusterIp), pod('web-2', '10.244.0.2'), slice(one)];
    expect([...reached(objects)].sort()).toEqual(['10.244.0.1', '10.244.0.2']);
  },
  'slice-fqdn-not-proxied'() {
    expect(reached([byHand, slice([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' })])).toEqual([]);
  },
  'slice-port-without-number'() {
    expect(reached([byHand, slice(one, { ports: [{ name: 'http' }] })])).toEqual([]);
  },
  'slice-port-unnamed'() {
    const unnamed = slice(one, { ports: [{ port: 8080 }] });
    const bare = service({ ...clusterIp, selector: undefined, ports: [{ port: 80 }] });
    expect([reached([bare, unnamed]), reached([byHand, unnamed]), reached([bare, slice(one)])]).toEqual([
      ['10.244.0.1'],
      [],
      [],
    ]);
  },
  'endpoints-of-name'() {
    expect(reached([byHand, written('web')])).toEqual(['10.244.0.1']);
    expect(reached([byHand, written('other')])).toEqual([]);
  },
  'endpoints-skip-mirror'() {
    expect(reached([byHand, written('web', { 'endpointslice.kubernetes.io/skip-mirror': 'true' })])).toEqual([]);
  },
  'endpoints-overwritten'() {
    const objects = [service(clusterIp), pod('web-2', '10.244.0.2'), written('web')];
    expect(reached(objects)).toEqual(['10.244.0.2']);
    const [answer] = endpoints(clusterOf(objects)).services;
    expect(answer?.endpoints).toMatchObject({ subsets: [{ addresses: [{ ip: '10.244.0.2' }] }] });
  },
  'endpoints-deprecated'() {
    expect(judged(written('web'))).toMatchObject({
      verdict: 'accepted',
      warnings: [expect.stringContaining('deprecated')],
    });
  },
  'node-port-range'() {
    const verdict = (nodePort: number): unknown => judged(nodePorts({ port: 80, nodePort })).verdict;
    expect([29999, 30000, 32767, 32768].map(verdict)).toEqual(['rejected', 'accepted', 'accepted', 'rejected']);
  },
  'node-port-protocols'() {
    const both = nodePorts(
      { name: 't', port: 53, nodePort: 31000 },
      { name: 'u', port: 53, protocol: 'UDP', nodePort: 31000 },
    );
    expect(judged(both).verdict).toBe('accepted');
  },
  'node-port-taken'() {
    const both = nodePorts(
      { name: 't', port: 53, nodePort: 31000 },
      { name: 'u', port: 54, protocol: 'UDP', nodePort: 31000 },
    );
    expect(judged(both).causes).toMatchObject([
      { message: expect.stringContaining('provided port is already allocated') },
    ]);
  },
};

function reached(objects: readonly object[]): readonly string[] {
  return backends(connection(objects, '10.96.0.7:80'));
}

function written(name: string, labels: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace: 'shop', labels },
    subsets: [{ addresses: [{ ip: '10.244.0.1' }], ports: [{ name: 'http', port: 8080 }] }],
  };
}

function nodePorts(...ports: readonly object[]): object {
  return service({ type: 'NodePort', ports });
}
