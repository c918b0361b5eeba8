import { describe, expect, test } from '@jest/globals';
import { defaultApiServer, type Judgement } from '../../src/api/judgement.ts';
import type { Cause } from '../../src/api/problem.ts';
import { formatPath } from '../../src/yaml/field-path.ts';
import { judgeText } from './recordings.ts';

function judged(text: string, server = defaultApiServer): Judgement {
  const judgement = judgeText(text, server);
  if (!judgement) throw new Error('no object in the text');
  return judgement;
}

function service(spec: string, metadata = 'name: web'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {${metadata}}\nspec: ${spec}\n`;
}

/** Check and path of every problem. */
function problemsOf(text: string): string[] {
  return judged(text).problems.map(({ check, path }) => `${check} ${formatPath(path)}`);
}

describe('all problems, also those that the answer hides', () => {
  test('wrong types, unknown fields, allocation and validation together', () => {
    const text = service(
      '{type: NodePort, tpye: x, sessionAffinity: ip, ports: [{port: 80, nodePort: 80, appProtocol: 1}, {port: 81, nodePort: 99999, name: a}]}',
    );
    expect(judged(text)).toMatchObject({ verdict: 'rejected', code: 400, causes: [] });
    expect(problemsOf(text)).toEqual([
      'implicit-type spec.ports[0].appProtocol',
      'unknown-field spec.tpye',
      'node-port-range spec.ports[0].nodePort',
      'node-port-range spec.ports[1].nodePort',
      'port-name-required spec.ports[0].name',
      'enum spec.sessionAffinity',
    ]);
  });

  test('each repeated key by itself', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  name: b\nspec:\n  ports: [{port: 80}]\n  ports: [{port: 81}]\n';
    expect(problemsOf(text)).toEqual(['duplicate-key metadata.name', 'duplicate-key spec.ports']);
    expect(judged(text).strict.map(({ message }) => message)).toEqual([
      'yaml: unmarshal errors:\n  line 5: key "name" already set in map\n  line 8: key "ports" already set in map',
    ]);
  });

  test('a namespace that cannot exist', () => {
    const text = service('{ports: [{port: 80}]}', 'name: web, namespace: Shop');
    expect(judged(text)).toMatchObject({ code: 404, message: 'namespaces "Shop" not found' });
    expect(problemsOf(text)).toEqual(['object-name metadata.namespace']);
  });

  test('a resourceVersion, which the server finds last', () => {
    const text = service('{ports: []}', 'name: web, resourceVersion: "7"');
    expect(judged(text).code).toBe(422);
    expect(problemsOf(text)).toEqual(['required spec.ports', 'metadata metadata.resourceVersion']);
    expect(judged(service('{ports: [{port: 80}]}', 'name: web, resourceVersion: "7"'))).toMatchObject({
      code: 500,
      message: 'resourceVersion should not be set on objects to be created',
    });
  });
});

describe('what only follows from another problem is left out', () => {
  test.each([
    ['a port that is no number', '{ports: [{port: http}]}', ['wrong-type spec.ports[0].port']],
    ['the targetPort taken over from a bad port', '{ports: [{port: 0}]}', ['port-number spec.ports[0].port']],
    ['a misspelt list of ports', '{prots: [{port: 80}]}', ['unknown-field spec.prots']],
    [
      'a type of Service that is none',
      '{type: Loadbalancer, loadBalancerClass: a, allocateLoadBalancerNodePorts: true, ports: [{port: 80}]}',
      ['enum spec.type'],
    ],
    [
      'a misspelt type',
      '{typ: NodePort, externalTrafficPolicy: Local, ports: [{port: 80, nodePort: 30080}]}',
      ['unknown-field spec.typ'],
    ],
    [
      'the protocol and node port given to a repeated port',
      '{type: NodePort, ports: [{name: a, port: 80}, {name: b, port: 80}]}',
      ['port-duplicate spec.ports[1]'],
    ],
    [
      'a node port taken twice, also as the allocator sees it',
      '{type: NodePort, ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080}]}',
      ['node-port-conflict spec.ports[1].nodePort'],
    ],
  ])('%s', (_what, spec, expected) => {
    expect(problemsOf(service(spec))).toEqual(expected);
  });

  test('fields written beside spec', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nports: [{port: 80}]\n';
    expect(problemsOf(text)).toEqual(['unknown-field ports']);
  });

  test('the place of a list item after one that cannot be read', () => {
    const text = service('{ports: [80, {port: 0}]}');
    expect(problemsOf(text)).toEqual(['wrong-type spec.ports[0]']);
  });

  test('an unusable name that already fails while an address is reserved', () => {
    const text = service('{ports: [{port: 80}]}', 'name: a/b');
    expect(judged(text).causes.map(({ field }) => field)).toEqual(['spec.clusterIPs']);
    expect(problemsOf(text)).toEqual(['object-name metadata.name']);
  });
});

describe('where to look', () => {
  test.each<[text: string, field: string, path: string, part: string]>([
    [service('{clusterIP: 1.2.3, ports: [{port: 80}]}'), 'spec.clusterIPs[0]', 'spec.clusterIP', 'value'],
    [
      service('{clusterIP: a, clusterIPs: [a], ports: [{port: 80}]}'),
      'spec.clusterIPs[0]',
      'spec.clusterIPs[0]',
      'value',
    ],
    [
      service('{type: LoadBalancer, loadBalancerSourceRanges: [a], ports: [{port: 80}]}'),
      'spec.LoadBalancerSourceRanges[0]',
      'spec.loadBalancerSourceRanges[0]',
      'value',
    ],
    [service('{selector: {a b: x}, ports: [{port: 80}]}'), 'spec.selector', 'spec.selector.a b', 'key'],
    [service('{selector: {a: x y}, ports: [{port: 80}]}'), 'spec.selector', 'spec.selector.a', 'value'],
    [service('{ports: [{port: 80, nodePort: 30080}]}'), 'spec.ports[0].nodePort', 'spec.ports[0].nodePort', 'key'],
    [
      service('{type: NodePort, ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP, nodePort: 53}]}'),
      'spec.ports[0].nodePort',
      'spec.ports[1].nodePort',
      'value',
    ],
    [
      `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: IPv4\nendpoints: [{addresses: ['::2']}]\n`,
      'endpoints[0].addresses',
      'endpoints[0].addresses[0]',
      'value',
    ],
  ])('%s', (text, field, path, part) => {
    const [cause] = judged(text).causes;
    expect({ ...cause, path: formatPath(cause?.path ?? []) }).toMatchObject({ field, path, part });
  });
});

describe('beyond the five kinds', () => {
  const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n';
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: ';

  test('a kind with a schema only is checked for types and fields', () => {
    expect(judged(`${configMap}data: {a: 1}`)).toMatchObject({ verdict: 'rejected', code: 400 });
    expect(judged(`${configMap}dta: {}`).message).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dta"',
    );
    expect(judged(`${configMap}data: {}`)).toEqual({
      verdict: 'unchecked',
      note: 'ksvc checks only the fields and types of a ConfigMap',
      causes: [],
      strict: [],
      warnings: [],
      problems: [],
    });
  });

  test('a kind of which a part is checked is rejected or unchecked, never accepted', () => {
    const sound = '{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [';
    expect(judged(`${deployment}${sound}{name: a, image: a}]}}}`)).toEqual({
      verdict: 'unchecked',
      note: 'ksvc checks names, labels, selectors, ports and probes of this kind, not the rest',
      causes: [],
      strict: [],
      warnings: [],
      problems: [],
    });
    expect(judged(`${deployment}${sound}{name: A, image: a}]}}}`)).toMatchObject({ verdict: 'rejected', code: 422 });
  });

  test.each([
    ['traefik.io/v1alpha1', 'IngressRoute'],
    ['serving.knative.dev/v1', 'Service'],
    ['gateway.networking.k8s.io/v1', 'Gateway'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['v1', 'ServiceAccount'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ])('%s %s may exist', (apiVersion, kind) => {
    const judgement = judged(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {x: 1}\n`);
    const note = `no schema for ${apiVersion}, Kind=${kind}`;
    expect([judgement.verdict, judgement.note, judgement.problems]).toEqual(['unchecked', note, []]);
  });

  test.each([
    ['networking.k8s.io/v1beta1', 'Ingress', 404, 'the server could not find the requested resource', 'apiVersion'],
    ['extensions/v1beta1', 'Ingress', 404, '404 page not found\n', 'apiVersion'],
    ['apps/v1beta1', 'Deployment', 404, 'the server could not find the requested resource', 'apiVersion'],
    ['policy/v1beta1', 'PodSecurityPolicy', 404, 'the server could not find the requested resource', 'apiVersion'],
    ['apps/v1', 'Service', 404, 'the server could not find the requested resource', 'apiVersion'],
  ])('%s %s does not', (apiVersion, kind, code, message, field) => {
    const judgement = judged(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {x: 1}\n`);
    expect(judgement).toMatchObject({ verdict: 'rejected', code, message, causes: [] });
    expect(judgement.problems).toMatchObject([{ check: 'api-version', path: [field] }]);
  });

  test('a misspelt kind', () => {
    const judgement = judged('apiVersion: networking.k8s.io/v1\nkind: Ingres\nmetadata: {name: a}\n');
    expect(judgement).toMatchObject({
      verdict: 'rejected',
      code: 400,
      problems: [{ check: 'api-version', path: ['kind'] }],
    });
  });

  test('an object that no client would send', () => {
    expect(judged('metadata: {name: a}\nkind: Service\n')).toEqual({
      verdict: 'rejected',
      message: 'error validating data: apiVersion not set',
      causes: [],
      strict: [],
      warnings: [],
      problems: [expect.objectContaining({ check: 'required', field: 'apiVersion' })],
    });
    expect(judged('metadata: {name: a}\n').message).toBe('error validating data: [apiVersion not set, kind not set]');
  });
});

describe('what the recordings do not hold', () => {
  test('an ExternalName shows no internalTrafficPolicy', () => {
    const text = service('{type: ExternalName, externalName: a.b, internalTrafficPolicy: Local}');
    expect(judged(text).defaulted).toEqual({
      spec: { type: 'ExternalName', externalName: 'a.b', sessionAffinity: 'None' },
      status: { loadBalancer: {} },
    });
  });

  test('another range of node ports', () => {
    const text = service('{type: NodePort, ports: [{port: 80, nodePort: 80}]}');
    expect(judged(text, { ...defaultApiServer, nodePortRange: [80, 90] }).verdict).toBe('accepted');
  });

  test('other ranges of addresses', () => {
    const server = { ...defaultApiServer, serviceCidrs: ['172.20.0.0/24', 'fd00::/112'] };
    const verdict = (ip: string): string => judged(service(`{clusterIP: ${ip}, ports: [{port: 80}]}`), server).verdict;
    expect(['172.20.0.1', '172.20.0.0', '172.20.0.255', '172.20.1.1', '"fd00::ffff"'].map(verdict)).toEqual([
      'accepted',
      'rejected',
      'rejected',
      'rejected',
      'accepted',
    ]);
  });

  test('an IPv6 cluster', () => {
    const server = { ...defaultApiServer, families: ['IPv6'] as const, serviceCidrs: ['fd00::/112'] };
    expect(judged(service('{ports: [{port: 80}]}'), server).defaulted).toMatchObject({
      spec: { clusterIP: '<allocated-ipv6>', ipFamilies: ['IPv6'] },
    });
  });

  test('the newer traffic distributions do not exist before 1.34', () => {
    const text = service('{trafficDistribution: PreferSameZone, ports: [{port: 80}]}');
    const [cause] = judged(text, { ...defaultApiServer, minor: 33 }).causes as Cause[];
    expect(cause).toMatchObject({
      type: 'FieldValueNotSupported',
      supported: ['PreferClose'],
      value: 'PreferSameZone',
    });
    expect(judged(text).verdict).toBe('accepted');
  });

  test('equal causes are said once in the message', () => {
    const judgement = judged(service('{selector: {a: x y, b: x y}, ports: [{port: 80}]}'));
    expect(judgement.causes).toHaveLength(2);
    expect(judgement.message).toMatch(/^Service "web" is invalid: spec.selector: Invalid value: "x y": a valid label/);
  });
});
