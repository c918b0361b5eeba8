import { expect } from '@jest/globals';
import type { Examples } from '../facts.ts';
import { clusterIp, pod, service, slice } from './objects.ts';
import { endpointsObject, judged, type Slice, slicesOf } from './questions.ts';

const web = service(clusterIp);
const one = '10.244.0.1';

/** What the endpoint controllers make of Services and pods. */
export const controllerExamples: Examples = {
  'endpoints-without-selector'() {
    for (const selector of [undefined, {}]) {
      const bare = service({ ...clusterIp, selector });
      expect([endpointsObject([bare, pod('web-1', one)]), slicesOf([bare, pod('web-1', one)])]).toEqual([null, []]);
    }
    const alias = service({ type: 'ExternalName', externalName: 'db.example.com' });
    expect([endpointsObject([alias, pod('web-1', one)]), slicesOf([alias, pod('web-1', one)])]).toEqual([null, []]);
  },
  'endpoints-of-nothing'() {
    expect(endpointsObject([web])).toMatchObject({ kind: 'Endpoints' });
    expect(slicesOf([web])).toMatchObject([{ addressType: 'IPv4' }]);
    expect(slicesOf([web])[0]?.endpoints ?? []).toEqual([]);
  },
  'endpoints-labels'() {
    const other = {
      ...pod('web-2', '10.244.0.2'),
      metadata: { name: 'web-2', namespace: 'shop', labels: { app: 'Web' } },
    };
    const elsewhere = {
      ...pod('web-3', '10.244.0.3'),
      metadata: { name: 'web-3', namespace: 'x', labels: { app: 'web' } },
    };
    expect(addresses([web, pod('web-1', one), other, elsewhere])).toEqual([one]);
  },
  'endpoints-finished'() {
    const ended = ['Succeeded', 'Failed'].map((phase, at) => pod(`web-${at}`, `10.244.0.${at + 1}`, { phase }));
    for (const publishNotReadyAddresses of [false, true]) {
      expect(addresses([service({ ...clusterIp, publishNotReadyAddresses }), ...ended])).toEqual([]);
    }
    expect(addresses([web, pod('web-1', one, { phase: 'Pending' })])).toEqual([one]);
  },
  'endpoints-without-address'() {
    expect(addresses([web, pod('web-1', [])])).toEqual([]);
  },
  'endpoints-conditions'() {
    const condition = (extras: object, spec: object = {}): unknown =>
      slicesOf([service({ ...clusterIp, ...spec }), pod('web-1', one, extras)])[0]?.endpoints?.[0]?.conditions;
    const of = (ready: boolean, serving: boolean, terminating: boolean): object => ({ ready, serving, terminating });
    const all = { publishNotReadyAddresses: true };
    expect(condition({})).toEqual(of(true, true, false));
    expect(condition({ ready: false })).toEqual(of(false, false, false));
    expect(condition({ ready: false }, all)).toEqual(of(true, false, false));
    expect(condition({ terminating: true })).toEqual(of(false, true, true));
    expect(condition({ terminating: true }, all)).toEqual(of(true, true, true));
    expect(condition({ terminating: true, ready: false })).toEqual(of(false, false, true));
  },
  'endpoints-object-terminating'() {
    const objects = (spec: object): object[] => [
      service({ ...clusterIp, ...spec }),
      pod('web-1', one, { terminating: true }),
    ];
    expect(JSON.stringify(endpointsObject(objects({})))).not.toContain(one);
    expect(endpointsObject(objects({ publishNotReadyAddresses: true }))).toMatchObject({
      subsets: [{ addresses: [{ ip: one }] }],
    });
  },
  'endpoints-not-ready'() {
    expect(endpointsObject([web, pod('web-1', one, { ready: false })])).toMatchObject({
      subsets: [{ notReadyAddresses: [{ ip: one }] }],
    });
  },
  'endpoints-number-undeclared'() {
    expect(slicesOf([web, pod('web-1', one)])).toMatchObject([{ ports: [{ name: 'http', port: 8080 }] }]);
  },
  'endpoints-named-port'() {
    const named = service({ ...clusterIp, ports: [{ name: 'http', port: 80, targetPort: 'web' }] });
    const at = (name: string, ip: string, port: number, protocol = 'TCP'): object =>
      pod(name, ip, { ports: [{ name: 'web', containerPort: port, protocol }] });
    const ports = (...pods: object[]): unknown =>
      slicesOf([named, ...pods])
        .map((each) => each.ports?.map(({ port }) => port) ?? [])
        .sort();
    expect(ports(at('web-1', one, 8080), at('web-2', '10.244.0.2', 9090))).toEqual([[8080], [9090]]);
    // Another protocol is no match: the pod is listed without the port.
    expect(ports(at('web-1', one, 8080, 'UDP'))).toEqual([[]]);
  },
  'endpoints-named-port-containers'() {
    const named = service({ ...clusterIp, ports: [{ name: 'http', port: 80, targetPort: 'web' }] });
    const container = (name: string, containerPort: number, restartPolicy?: string): object => {
      return { name, image: 'i', restartPolicy, ports: [{ name: 'web', containerPort }] };
    };
    const port = (spec: object): unknown => slicesOf([named, pod('web-1', one, { spec })])[0]?.ports?.[0]?.port;
    const plain = [{ name: 'main', image: 'i' }];
    expect(port({ containers: [container('a', 1111), container('b', 2222)] })).toBe(1111);
    expect(port({ containers: plain, initContainers: [container('s', 3333, 'Always')] })).toBe(3333);
    expect(port({ containers: plain, initContainers: [container('i', 4444)] })).toBeUndefined();
  },
  'endpoints-port-name'() {
    const [first] = slicesOf([
      service({
        ...clusterIp,
        ports: [{ name: 'front', port: 80, targetPort: 'web', appProtocol: 'kubernetes.io/h2c' }],
      }),
      pod('web-1', one, { ports: [{ name: 'web', containerPort: 8080 }] }),
    ]);
    expect(first?.ports).toMatchObject([{ name: 'front', port: 8080, appProtocol: 'kubernetes.io/h2c' }]);
  },
  'endpoints-families'() {
    const dual = service({ clusterIP: undefined, ipFamilyPolicy: 'PreferDualStack' });
    const objects = [dual, pod('web-1', [one, 'fd00:244::1'])];
    expect(slicesOf(objects, {}).map(({ addressType }) => addressType)).toEqual(['IPv4', 'IPv6']);
    expect(JSON.stringify(endpointsObject(objects))).not.toContain('fd00:244::1');
    expect(addresses([service({ ipFamilies: ['IPv6'] }), pod('web-1', one)], {})).toEqual([]);
  },
  'endpoints-fields'() {
    const spec = { hostname: 'first', subdomain: 'web' };
    const [first] = slicesOf([web, pod('web-1', one, { spec, node: 'n3' })]);
    expect(first?.endpoints).toMatchObject([
      { hostname: 'first', nodeName: 'n3', zone: 'b', targetRef: { name: 'web-1' } },
    ]);
  },
  'endpoints-unknown-node'() {
    const [lost, listed] = [web, service({ ...clusterIp, publishNotReadyAddresses: true })].map((each) =>
      addresses([each, pod('web-1', one, { node: 'gone' })]),
    );
    expect([lost, listed]).toEqual([[], [one]]);
    expect(JSON.stringify(endpointsObject([web, pod('web-1', one, { node: 'gone' })]))).toContain(one);
  },
  'endpoints-host-network'() {
    const hosted = ['web-1', 'web-2'].map((name) => pod(name, '192.168.0.1', { spec: { hostNetwork: true } }));
    expect(addresses([web, ...hosted])).toEqual(['192.168.0.1', '192.168.0.1']);
  },
  'endpoints-truncated'() {
    const pods = Array.from({ length: 1001 }, (_, at) => pod(`web-${at}`, `10.245.${at >> 8}.${at & 255}`));
    const made = endpointsObject([web, ...pods]) as { readonly subsets?: readonly { readonly addresses?: object[] }[] };
    expect(made.subsets?.[0]?.addresses).toHaveLength(1000);
    expect(made).toMatchObject({
      metadata: { annotations: { 'endpoints.kubernetes.io/over-capacity': 'truncated' } },
    });
  },
  'slice-of-controller'() {
    const [first] = slicesOf([service({ clusterIP: 'None' }, { labels: { team: 'a' } }), pod('web-1', one)]);
    expect(first?.metadata?.labels).toEqual({
      team: 'a',
      'kubernetes.io/service-name': 'web',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'service.kubernetes.io/headless': '',
    });
  },
  'hints-written'() {
    const hints = (trafficDistribution: string, extras: object = {}): unknown =>
      slicesOf([service({ ...clusterIp, trafficDistribution }), pod('web-1', one, extras)])[0]?.endpoints?.[0]?.hints;
    expect(hints('PreferClose')).toEqual({ forZones: [{ name: 'a' }] });
    expect(hints('PreferSameNode')).toEqual({ forZones: [{ name: 'a' }], forNodes: [{ name: 'n1' }] });
    expect(hints('PreferClose', { ready: false })).toBeUndefined();
  },
  'mirror-removed'() {
    const written = handMade([{ ip: '192.0.2.1' }]);
    expect(slicesOf([service({ ...clusterIp, selector: undefined }), written])).toHaveLength(1);
    expect(addresses([web, written])).toEqual([]);
  },
  'endpoints-no-address'() {
    expect(judged(handMade([{ ip: 'db' }, { ip: '192.0.2.1' }]))).toMatchObject({
      verdict: 'rejected',
      causes: [{}, {}].map(() => ({ field: 'subsets[0].addresses[0].ip' })),
    });
  },
  'slice-fqdn-deprecated'() {
    expect(judged(slice([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' }))).toMatchObject({
      verdict: 'accepted',
      warnings: [expect.stringContaining('FQDN endpoints are deprecated')],
    });
  },
};

function handMade(addressList: readonly object[]): object {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop' },
    subsets: [{ addresses: addressList, ports: [{ name: 'http', port: 8080 }] }],
  };
}

function addresses(objects: readonly object[], options?: Parameters<typeof slicesOf>[1]): readonly string[] {
  const found: readonly Slice[] = options ? slicesOf(objects, options) : slicesOf(objects);
  return found.flatMap(({ endpoints = [] }) => endpoints.flatMap((each) => each.addresses ?? []));
}
