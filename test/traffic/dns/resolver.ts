import type { DnsResult } from '../../../src/traffic/dns/dns.ts';
import type { ResolverRecording } from './recordings.ts';

const service = (name: string, spec: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { ports: [{ name: 'http', port: 80 }], ...spec },
});

/** The Services that existed while the resolvers were recorded. */
export const resolverObjects: readonly object[] = [
  ...['shop', 'front'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  service('api', { clusterIP: '10.96.62.166', clusterIPs: ['10.96.62.166'] }),
  service('dual', {
    ipFamilyPolicy: 'RequireDualStack',
    clusterIP: '10.96.82.161',
    clusterIPs: ['10.96.82.161', 'fd00:10:96::abf0'],
  }),
  service('ext', { type: 'ExternalName', externalName: 'db.example.com', ports: undefined }),
];

/**
 * Our steps and the recorded ones in one form. The upstream server of the recording is not part of the cluster: of it we
 * only know that it was asked.
 */
export function stepsOf(result: DnsResult, recording: ResolverRecording): [ours: unknown, theirs: unknown] {
  const isOwn = (name: string): boolean => name.endsWith('.cluster.local.');
  const ours = result.asked.map(({ name, type, rcode }) => ({ name, type, rcode }));
  const theirs = recording.steps.flatMap(({ name, types, rcode }) =>
    [...types].sort().map((type) => ({ name, type, rcode: isOwn(name) ? rcode[type] : 'FORWARDED' })),
  );
  const addresses = result.answers
    .filter((answer) => !answer.includes(' CNAME '))
    .map((answer) => answer.split(' ')[2]);
  const resolved = recording.resolved.filter((address) => address.includes('10.96') || address.includes(':10:96:'));
  return [
    { steps: ours, addresses: addresses.sort() },
    { steps: theirs, addresses: [...resolved].sort() },
  ];
}
