import {
  type Cluster,
  type Connection,
  type ConnectTarget,
  connect,
  type DnsOptions,
  dns,
  load,
  type ProxyMode,
} from 'ksvc';

/** Builders of objects in namespace `shop`, and questions about a cluster of nothing else. */

/** A Service; with `app: web` as selector unless it says otherwise. */
export function service(spec: object, { name = 'web', status, labels, annotations }: ServiceExtras = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', labels, annotations },
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
    status,
  };
}

interface ServiceExtras {
  readonly name?: string;
  readonly status?: object;
  readonly labels?: object;
  readonly annotations?: object;
}

/** A running pod with the label `app: web`. */
export function pod(name: string, ip: string | readonly string[], extras: PodExtras = {}): object {
  const { node = 'n1', ready = true, terminating = false, phase = 'Running', spec = {}, ports } = extras;
  const ips = typeof ip === 'string' ? [ip] : ip;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      labels: { app: 'web' },
      ...(terminating && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    },
    spec: { nodeName: node, containers: [{ name: 'main', image: 'example/web:1', ports }], ...spec },
    status: {
      phase,
      podIP: ips[0],
      podIPs: ips.map((each) => ({ ip: each })),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

interface PodExtras {
  readonly node?: string;
  readonly ready?: boolean;
  readonly terminating?: boolean;
  readonly phase?: string;
  readonly spec?: object;
  readonly ports?: readonly object[];
}

/** A slice by hand of Service `web`. */
export function slice(endpoints: readonly object[], extras: object = {}, name = 'web-by-hand'): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080 }],
    endpoints,
    ...extras,
  };
}

/** Two nodes in zone a, one in zone b. The first has a further address. */
export const nodes: readonly object[] = [
  node('n1', 'a', ['192.168.0.1', '192.168.1.1', 'fd00:192::1']),
  node('n2', 'a', ['192.168.0.2', 'fd00:192::2']),
  node('n3', 'b', ['192.168.0.3', 'fd00:192::3']),
];

function node(name: string, zone: string, addresses: readonly string[]): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'topology.kubernetes.io/zone': zone } },
    status: { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) },
  };
}

/** A pod on each node. */
export const podEverywhere: readonly object[] = ['n1', 'n2', 'n3'].map((name, at) => {
  return pod(`web-${at + 1}`, `10.244.0.${at + 1}`, { node: name });
});

/** The cluster IP that these examples give their Service. */
export const clusterIp: { readonly clusterIP: string } = { clusterIP: '10.96.0.7' };

/** A cluster of objects beside which nothing exists. */
export function clusterOf(objects: readonly object[]): Cluster {
  return load([{ path: 'objects.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) }], {
    complete: true,
  });
}

/** What happens to a connection that comes by node n1, in iptables and nftables unless one mode is named. */
export function connection(
  objects: readonly object[],
  address: string,
  client: ConnectTarget['client'] = 'pod',
  extras: Partial<ConnectTarget> & { readonly mode?: ProxyMode } = {},
): Connection {
  const { mode, ...target } = extras;
  const cluster = clusterOf([...nodes, ...objects]);
  const answers = (mode ? [mode] : (['iptables', 'nftables'] as const)).map((proxyMode) =>
    connect(cluster, { address, client, node: 'n1', ...target }, { proxyMode }),
  );
  const [first, ...others] = answers.map((answer) => JSON.stringify(answer));
  if (others.some((other) => other !== first)) throw new Error(`the modes differ: ${first} ${others.join(' ')}`);
  return answers[0] as Connection;
}

/** The addresses of the backends, without port. */
export function backends(found: Connection): readonly string[] {
  return found.backends.map(({ address }) => address.replace(/:\d+$/, ''));
}

/** An absolute name below `shop.svc.cluster.local`, looked up. */
export function lookUp(
  objects: readonly object[],
  name: string,
  type: string,
  options: DnsOptions = {},
): { readonly rcode: string; readonly data: readonly string[] } {
  const absolute = name.endsWith('.') ? name : `${name}.shop.svc.cluster.local.`;
  const { rcode, answers } = dns(clusterOf(objects), { name: absolute, type }, options);
  return { rcode, data: answers.map((answer) => answer.split(' ').slice(2).join(' ')) };
}
