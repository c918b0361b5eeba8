import { describe, expect, test } from '@jest/globals';
import { defaultApiServer, type Judgement } from '../../src/api/judgement.ts';
import { judgeText } from './recordings.ts';

// What changed between Kubernetes 1.28 and 1.37: src/api/features.ts and src/api/field-history.ts say where it is known from.

function judged(minor: number, manifest: string): Judgement {
  const judgement = judgeText(manifest, { ...defaultApiServer, minor });
  if (!judgement) throw new Error('no object');
  return judgement;
}

const minors = [28, 29, 30, 31, 32, 33, 34, 35, 36, 37];

/** What each version says, in runs: `28-30 text`. */
function history(manifest: string, tell: (judgement: Judgement) => string): string[] {
  const runs: { from: number; to: number; text: string }[] = [];
  for (const minor of minors) {
    const text = tell(judged(minor, manifest));
    const last = runs.at(-1);
    if (last?.text === text) last.to = minor;
    else runs.push({ from: minor, to: minor, text });
  }
  return runs.map(({ from, to, text }) => `${from}-${to} ${text}`);
}

const answer = ({ code, strict, causes }: Judgement): string =>
  [code, ...strict.map(({ message }) => message), ...causes.map(({ field, message }) => `${field}: ${message}`)].join(
    ' ',
  );
const warnings = (judgement: Judgement): string => judgement.warnings.map(({ message }) => message).join('; ');
const stored =
  (field: string) =>
  ({ verdict, defaulted }: Judgement): string =>
    verdict === 'accepted' ? String((defaulted?.spec as { [key: string]: unknown } | undefined)?.[field]) : verdict;

const service = (spec: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}], ${spec}}\n`;
const slice = (rest: string): string =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\n${rest}\n`;

describe('Service', () => {
  test('trafficDistribution came in 1.30, is kept since 1.31', () => {
    const text = service('trafficDistribution: PreferClose');
    expect(history(text, stored('trafficDistribution'))).toEqual([
      '28-29 rejected',
      '30-30 undefined',
      '31-37 PreferClose',
    ]);
    expect(answer(judged(29, text))).toBe('400 unknown field "spec.trafficDistribution"');
    expect(history(text, warnings)).toEqual([
      '28-34 ',
      '35-37 spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"',
    ]);
  });

  test('PreferSameZone and PreferSameNode came in 1.34', () => {
    const text = service('trafficDistribution: PreferSameZone');
    expect(history(text, answer)).toEqual([
      '28-29 400 unknown field "spec.trafficDistribution"',
      '30-30 201',
      '31-33 422 spec.trafficDistribution: Unsupported value: "PreferSameZone": supported values: "PreferClose"',
      '34-37 201',
    ]);
  });

  test('ipMode came in 1.29', () => {
    const text = `${service('type: LoadBalancer')}status: {loadBalancer: {ingress: [{ip: 1.2.3.4, ipMode: Proxy}]}}\n`;
    expect(history(text, answer)).toEqual([
      '28-28 400 unknown field "status.loadBalancer.ingress[0].ipMode"',
      '29-37 201',
    ]);
  });

  test('names begin with a letter until 1.35', () => {
    expect(history(service('').replace('name: web', 'name: 1web'), ({ verdict }) => verdict)).toEqual([
      '28-35 rejected',
      '36-37 accepted',
    ]);
  });

  test('addresses with leading zeros are accepted until 1.35, with other warnings before 1.33', () => {
    const text = service('externalIPs: [010.0.0.1]');
    expect(history(text, ({ verdict }) => verdict)).toEqual(['28-35 accepted', '36-37 rejected']);
    expect(history(text, warnings).slice(0, 2)).toEqual([
      '28-32 spec.externalIPs[0]: IP address was accepted, but will be invalid in a future Kubernetes release: ParseAddr("010.0.0.1"): IPv4 field has octet with leading zero',
      '33-35 spec.externalIPs[0]: non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"',
    ]);
  });

  test('externalIPs is deprecated since 1.36', () => {
    expect(history(service('externalIPs: [10.0.0.1]'), warnings)).toEqual([
      '28-35 ',
      '36-37 spec.externalIPs is deprecated and may no longer be implemented in some clusters',
    ]);
  });

  test('ignored fields of a headless Service are told since 1.34', () => {
    expect(history(service('clusterIP: None, sessionAffinity: ClientIP'), warnings)).toEqual([
      '28-33 ',
      '34-37 spec.SessionAffinity is ignored for headless services',
    ]);
  });

  test('externalTrafficPolicy needs another type than ClusterIP in 1.28', () => {
    expect(history(service('externalIPs: [10.0.0.1], externalTrafficPolicy: Local'), answer)).toEqual([
      "28-28 422 spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set when `type` is 'NodePort' or 'LoadBalancer'",
      '29-37 201',
    ]);
    expect(history(service('externalIPs: [10.0.0.1]'), stored('externalTrafficPolicy'))).toEqual([
      '28-28 undefined',
      '29-37 Cluster',
    ]);
  });

  test('a load balancer cannot have the port of the kubelet until 1.32', () => {
    const text = service('type: LoadBalancer').replace('port: 80', 'port: 10250');
    expect(history(text, ({ verdict }) => verdict)).toEqual(['28-32 rejected', '33-37 accepted']);
    expect(answer(judged(32, text))).toBe(
      '422 spec.ports[0]: Invalid value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":10250,"TargetPort":10250,"NodePort":0}: may not expose port 10250 externally since it is used by kubelet',
    );
  });

  test('source ranges are told apart since 1.30', () => {
    const text = service('type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, x]');
    expect(history(text, answer)).toEqual([
      '28-29 422 spec.LoadBalancerSourceRanges: Invalid value: "[10.0.0.0/8 x]": must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ',
      '30-37 422 spec.LoadBalancerSourceRanges[1]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ]);
  });
});

describe('Endpoints and EndpointSlice', () => {
  test('Endpoints is deprecated since 1.33', () => {
    expect(history('apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n', warnings)).toEqual([
      '28-32 ',
      '33-37 v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
    ]);
  });

  test('forNodes came in 1.33', () => {
    const text = slice('addressType: IPv4\nendpoints: [{addresses: [10.0.0.1], hints: {forNodes: [{name: a}]}}]');
    expect(history(text, answer)).toEqual(['28-32 400 unknown field "endpoints[0].hints.forNodes"', '33-37 201']);
    const kept = ({ defaulted }: Judgement): string => String(JSON.stringify(defaulted ?? {}).includes('forNodes'));
    expect(history(text, kept)).toEqual(['28-33 false', '34-37 true']);
  });

  test('IPv6 addresses are canonical since 1.33', () => {
    expect(history(slice('addressType: IPv6\nendpoints: [{addresses: ["2001:DB8::1"]}]'), answer)).toEqual([
      '28-32 201',
      '33-37 422 endpoints[0].addresses[0]: Invalid value: "2001:DB8::1": must be in canonical form ("2001:db8::1")',
    ]);
    expect(history(slice('addressType: IPv6\nendpoints: [{addresses: [10.0.0.1]}]'), answer)[0]).toBe(
      '28-32 422 endpoints[0].addresses[0]: Invalid value: "10.0.0.1": must be a valid IPv6 address',
    );
  });
});

test('an owner without kind', () => {
  const owner = '{apiVersion: v1, name: a, uid: b}';
  const text = `apiVersion: v1\nkind: Endpoints\nmetadata: {name: a, ownerReferences: [${owner}]}\n`;
  expect(history(text, answer)).toEqual([
    '28-33 422 metadata.ownerReferences.kind: Invalid value: "": kind must not be empty',
    '34-36 422 metadata.ownerReferences.kind: Invalid value: "": must not be empty',
    '37-37 422 metadata.ownerReferences[0].kind: Required value: must not be empty',
  ]);
});

test('what a reference lacks is named until 1.33', () => {
  const text =
    'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: a}\nspec: {controller: a.b/c, parameters: {name: x}}\n';
  expect(history(text, answer)).toEqual([
    '28-33 422 spec.parameters.kind: Required value: kind is required',
    '34-37 422 spec.parameters.kind: Required value',
  ]);
});

test('workloads', () => {
  const set = (spec: string, pod: string): string =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {${spec} selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {${pod} containers: [{name: a, image: a}]}}}\n`;
  const verdict = (judgement: Judgement): string => judgement.verdict;
  expect(history(set('serviceName: a.b,', ''), verdict)).toEqual(['28-32 unchecked', '33-37 rejected']);
  expect(history(set('', 'hostname: A,'), verdict)).toEqual(['28-34 rejected', '35-37 unchecked']);
  const own = set('', '').replace('image: a', 'image: a, restartPolicy: Never');
  expect(history(own, verdict)).toEqual(['28-34 rejected', '35-37 unchecked']);
});

test('an emulated version keeps what no feature gate guards', () => {
  const text = service('externalIPs: [10.0.0.1]');
  const emulated = judgeText(text, { ...defaultApiServer, minor: 34, release: 37 });
  expect(emulated?.warnings).toHaveLength(1);
  expect(judged(34, text).warnings).toEqual([]);
});
