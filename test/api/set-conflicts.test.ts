import { describe, expect, test } from '@jest/globals';
import { decode } from '../../src/api/decode.ts';
import { judge } from '../../src/api/judge.ts';
import { setConflicts } from '../../src/api/set-conflicts.ts';
import type { Service } from '../../src/objects/kinds/service.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import { formatPath } from '../../src/yaml/field-path.ts';
import { readDocuments } from '../../src/yaml/read.ts';
import { fixtures, readRecordings } from './recordings.ts';

interface Sequence {
  readonly title: string;
  readonly steps: readonly {
    readonly request: string;
    readonly manifest?: unknown;
    readonly code: number;
    readonly message?: string;
  }[];
}

describe('sequences of creates on kube-apiserver v1.37.2', () => {
  test.each(readRecordings<Sequence>(fixtures, 'allocation'))('$title', ({ steps }) => {
    const created = new Map<string, Service>();
    for (const { request, manifest, code, message } of steps) {
      if (request.startsWith('DELETE')) created.delete(request.slice(request.lastIndexOf('/') + 1));
      // A dry run does not look at ranges; an address of the cluster's own Service and a taken name are not ours to judge.
      if (!manifest || request.includes('dryRun') || /10\.96\.0\.1:|already exists/.test(message ?? '')) continue;
      const namespace = /namespaces\/([^/]+)/.exec(request)?.[1] ?? '';
      const { service, judgement } = create(manifest, namespace);
      const name = service.metadata?.name ?? '';
      const [conflict] = setConflicts([...created.values(), service].map((each) => ({ service: each })));
      const cause = judgement.verdict === 'accepted' ? conflict?.cause : undefined;
      const answer = cause ? answerOf(cause, name) : [judgement.code, judgement.message];
      expect(answer).toEqual([code, message]);
      if (code === 201) created.set(name, service);
    }
  });
});

test('the conflict names both sides', () => {
  const a = { service: serviceOf('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }) };
  const spec = {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 30080,
    ports: [{ port: 1 }],
  };
  const b = { service: serviceOf('b', spec) };
  const [conflict] = setConflicts([a, b]);
  expect(conflict?.member).toBe(b);
  expect(conflict?.holder).toBe(a);
  expect(formatPath(conflict?.holderPath ?? [])).toBe('spec.ports[0].nodePort');
  expect(conflict?.cause).toMatchObject({ check: 'node-port-conflict', field: 'spec.healthCheckNodePort' });
});

test('definitions of the same name are alternatives, also where one leaves out the default namespace', () => {
  const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] };
  const members = [serviceOf('a', spec), { metadata: { name: 'a', namespace: 'default' }, spec }];
  expect(setConflicts(members.map((service) => ({ service })))).toEqual([]);
});

test('addresses are compared as addresses', () => {
  const members = [serviceOf('a', { clusterIP: 'fd00:10:96::a' }), serviceOf('b', { clusterIP: 'fd00:10:96:0::0a' })];
  expect(setConflicts(members.map((service) => ({ service })))).toMatchObject([
    { cause: { field: 'spec.clusterIPs', path: ['spec', 'clusterIP'] } },
  ]);
});

test('node ports that the type does not use are free', () => {
  const ports = [{ port: 80, nodePort: 30080 }];
  const members = [serviceOf('a', { type: 'ExternalName', ports }), serviceOf('b', { type: 'NodePort', ports })];
  expect(setConflicts(members.map((service) => ({ service })))).toEqual([]);
});

function serviceOf(name: string, spec: NonNullable<Service['spec']>): Service {
  return { metadata: { name }, spec };
}

function create(manifest: unknown, namespace: string): { service: Service; judgement: ReturnType<typeof judge> } {
  const { metadata, ...rest } = manifest as { metadata: object };
  // The recorded manifests leave apiVersion and kind to the path of the request.
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'Service', ...rest, metadata: { ...metadata, namespace } });
  const found: { service: Service; judgement: ReturnType<typeof judge> }[] = [];
  readDocuments({ path: 'manifest.json', text }, (document, root) => {
    if (!root) return;
    readObjects(document, root, (object, node) => {
      const decoded = decode(node, object.apiVersion, object.kind);
      found.push({ service: decoded.value as Service, judgement: judge(object, decoded) });
    });
  });
  const [only] = found;
  if (!only) throw new Error('no object in the text');
  return only;
}

function answerOf({ type, field, message }: { type: string; field: string; message: string }, name: string): unknown[] {
  return type === 'InternalError' ? [500, message] : [422, `Service "${name}" is invalid: ${field}: ${message}`];
}
