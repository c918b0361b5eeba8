import { load } from '../../../src/model/load.ts';
import { type Connection, type ConnectTarget, connectOf } from '../../../src/traffic/kube-proxy/connect.ts';

/** What a real kube-proxy v1.37.2 did with connections to the Services of one scenario. */
export interface ProxyRecording {
  readonly id: string;
  readonly title: string;
  readonly node: string;
  readonly nodes: readonly { readonly name: string; readonly zone: string; readonly addresses: readonly string[] }[];
  readonly objects: readonly { readonly kind: string }[];
  readonly endpointSlices: readonly object[];
  readonly results: Readonly<Record<RecordedMode, readonly RecordedConnection[]>>;
}

export const recordedModes = ['iptables', 'nftables'] as const;

export type RecordedMode = (typeof recordedModes)[number];

export interface RecordedConnection {
  readonly via: string;
  readonly address: string;
  readonly protocol: 'TCP' | 'UDP';
  /** `self` is the endpoint that calls its own Service. */
  readonly client: 'pod' | 'node' | 'external' | 'self';
  readonly clientAddress?: string;
  /** Absent where kube-proxy itself answered a health check. */
  readonly verdict?: Connection['verdict'];
  readonly backends?: Readonly<Record<string, number>>;
  readonly masquerade?: boolean;
}

/** The address of the recorded node that is not its primary one. */
const furtherAddress = '192.168.1.1';

const clientAddresses = {
  pod: ['10.244.254.200', 'fd00:244:fffe::200'],
  external: ['192.168.0.100', 'fd00:192::100'],
} as const;

/** Our answers to the connections of a recording; `recorded` takes the slices of the recording instead of making them. */
export function connections(
  recording: ProxyRecording,
  mode: RecordedMode,
  slices: 'made' | 'recorded',
): readonly Connection[] {
  const nodes = recording.nodes.map(({ name, zone, addresses }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'topology.kubernetes.io/zone': zone } },
    status: {
      addresses: [...addresses, ...(name === recording.node ? [furtherAddress] : [])].map((address) => {
        return { type: 'InternalIP', address };
      }),
    },
  }));
  const made = recording.objects;
  const kept =
    slices === 'made'
      ? made
      : [
          ...made.filter(({ kind }) => kind !== 'EndpointSlice' && kind !== 'Endpoints'),
          ...recording.endpointSlices.map((slice) => ({
            apiVersion: 'discovery.k8s.io/v1',
            kind: 'EndpointSlice',
            ...slice,
          })),
        ];
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...nodes, ...kept] });
  const cluster = load([{ path: 'objects.json', text }], { complete: true });
  return recording.results[mode].map((result) => connectOf(cluster, targetOf(recording.node, result), mode));
}

function targetOf(node: string, { address, protocol, client, clientAddress }: RecordedConnection): ConnectTarget {
  const who = client === 'self' ? 'pod' : client;
  const family = address.startsWith('[') ? 1 : 0;
  const from = clientAddress ?? (who === 'node' ? undefined : clientAddresses[who][family]);
  return { address, protocol, client: who, node, clientAddress: from };
}

/** A connection as it is compared: the order of backends carries no meaning. */
export function comparable({ verdict, backends, masquerade }: Connection): object {
  const shares = new Set(backends.map(({ share }) => share));
  return { verdict, backends: backends.map(({ address }) => address).sort(), even: shares.size <= 1, masquerade };
}

/** What is to be expected; with affinity one client has one backend, any of the candidates. */
export function expected(recorded: RecordedConnection, ours: Connection): object {
  const { verdict, masquerade, backends = {} } = recorded;
  const reached = Object.keys(backends).sort();
  const candidates = ours.backends.map(({ address }) => address).sort();
  const sticky = ours.affinitySeconds !== undefined && reached.length === 1 && candidates.includes(reached[0] ?? '');
  // A real backend on which nobody listened: the refusal is not kube-proxy's.
  return { verdict, backends: sticky ? candidates : reached, even: true, masquerade };
}
