import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import type { Outcome } from '../../src/traffic/outcome.ts';
import { traceCluster } from '../../src/traffic/trace.ts';

// What the real kube-proxy v1.37.2 (nftables) did on node n1 with connections to addresses of Services. Left out is what
// a trace does not look at: hints, affinity, source ranges, load balancers that choose a node.
interface Recording {
  readonly id: string;
  readonly title: string;
  readonly node: string;
  readonly nodes: readonly { readonly name: string; readonly zone: string; readonly addresses: readonly string[] }[];
  readonly objects: readonly Manifest[];
  readonly results: { readonly iptables: readonly Result[]; readonly nftables: readonly Result[] };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: unknown;
}

interface Result {
  readonly service?: string;
  readonly port?: string;
  readonly protocol: string;
  readonly via: string;
  readonly address: string;
  readonly client: string;
  readonly verdict: string;
  readonly backends?: Readonly<Record<string, number>>;
}

const files = ['../../fixtures/traffic/proxy-recordings.jsonl', '../../../shared/oracle/proxy/cases.jsonl'];
const path = files.map((file) => resolve(__dirname, file)).findLast((file) => existsSync(file)) ?? '';
const recordings = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line): Recording => JSON.parse(line));

describe('connections', () => {
  test.each(recordings.map((recording) => [recording.id, recording.title, recording] as const))(
    '%s: %s',
    (_id, _title, recording) => {
      const sources = [{ path: 'objects.json', text: JSON.stringify(listOf(recording)) }];
      const cluster = load(sources, { complete: true });
      const results = recording.results.nftables.filter((result) => isTraced(recording, result));
      const traced = results.map(({ address, client }) => {
        const from = client === 'external' ? 'outside' : `node/${recording.node}`;
        const end = address.lastIndexOf(':');
        const ip = address.slice(0, end).replace(/^\[|\]$/g, '');
        const target = { kind: 'address', ip, port: Number(address.slice(end + 1)) } as const;
        return summary(traceCluster(cluster, target, { from }).outcome);
      });
      expect(traced).toEqual(results.map(recorded));
    },
  );

  test('are compared in numbers', () => {
    expect(
      recordings.flatMap((each) => each.results.nftables.filter((result) => isTraced(each, result))).length,
    ).toBeGreaterThan(30);
  });
});

const ways: Readonly<Record<string, readonly string[]>> = {
  pod: ['clusterIP', 'nodePort', 'loadBalancerIP', 'externalIP'],
  external: ['nodePort'],
};

function isTraced({ objects }: Recording, { service, via, client, protocol }: Result): boolean {
  if (!(client in ways) || !ways[client]?.includes(via) || protocol !== 'TCP') return false;
  const {
    metadata,
    spec = {},
    status,
  } = objects.find(({ kind, metadata: { name } }) => kind === 'Service' && name === service) ?? {
    metadata: { name: '' },
  };
  if (metadata.labels?.['service.kubernetes.io/service-proxy-name'] || JSON.stringify(status ?? '').includes('Proxy'))
    return false;
  if (spec.trafficDistribution || spec.loadBalancerSourceRanges) return false;
  if (objects.some((object) => JSON.stringify(object).includes('"hints"'))) return false;
  return spec.sessionAffinity !== 'ClientIP';
}

function listOf({ objects, nodes }: Recording): object {
  const items = nodes.map(({ name, zone, addresses }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'topology.kubernetes.io/zone': zone } },
    status: { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) },
  }));
  return { apiVersion: 'v1', kind: 'List', items: [...items, ...objects] };
}

function summary(outcome: Outcome): unknown {
  if (outcome.kind !== 'delivered') return refusal(outcome);
  const share = 1 / outcome.endpoints.length;
  expect(outcome.endpoints.map((endpoint) => endpoint.share)).toEqual(outcome.endpoints.map(() => share));
  return outcome.endpoints.map(({ ip, port }) => (ip?.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)).sort();
}

function refusal(outcome: Outcome): unknown {
  if (outcome.kind !== 'refused') return outcome;
  return outcome.reason.includes('dropped') ? 'drop-or-unrouted' : 'reject';
}

/** Shares are random there; the backends that got connections are not. */
function recorded({ verdict, backends = {} }: Result): unknown {
  return verdict === 'connected' ? Object.keys(backends).sort() : verdict;
}
