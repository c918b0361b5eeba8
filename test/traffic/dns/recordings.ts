import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from '../../../src/model/load.ts';
import { type DnsResult, resolveName } from '../../../src/traffic/dns/dns.ts';
import type { DnsOptions } from '../../../src/traffic/dns/dns-options.ts';

/** What a real CoreDNS 1.15.0 answered about the objects of one scenario. */
export interface DnsRecording {
  readonly id: string;
  readonly title: string;
  readonly namespaces: readonly string[];
  readonly objects: readonly { readonly kind: string }[];
  readonly endpointSlices: readonly object[];
  readonly queries: readonly RecordedQuery[];
}

export interface RecordedQuery {
  readonly config: string;
  readonly name: string;
  readonly type: string;
  readonly rcode: string;
  readonly answers: readonly string[];
}

/** The names that a real resolver tried. */
export interface ResolverRecording {
  readonly id: string;
  readonly search: readonly string[];
  readonly ndots: number;
  readonly name: string;
  readonly family: 'v4' | 'both';
  readonly resolved: readonly string[];
  readonly steps: readonly {
    readonly name: string;
    readonly types: readonly string[];
    readonly rcode: Readonly<Record<string, string>>;
  }[];
}

/** The recordings of one file: all of them where they are at hand, else those of this repository. */
export function readRecordings<T>(name: string): readonly T[] {
  const folders = ['../../../fixtures/dns', '../../../../shared/oracle/dns'];
  const files = folders.map((folder) => join(resolve(__dirname, folder), name));
  return linesOf(files.findLast((file) => existsSync(file)) ?? '');
}

/** The recordings in a file of JSON lines. */
export function linesOf<T>(file: string): readonly T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));
}

/** How each recorded server was set up. */
const configurations: Readonly<Record<string, DnsOptions>> = {
  insecure: {},
  verified: { pods: 'verified' },
  'pod-names': { pods: 'verified', endpointPodNames: true },
  disabled: { pods: 'disabled' },
  'ignore-empty': { ignoreEmptyService: true },
};

/** Our answers to the questions of a recording; `recorded` takes the slices of the recording instead of making them. */
export function answersTo(recording: DnsRecording, slices: 'made' | 'recorded'): readonly DnsResult[] {
  const namespaces = recording.namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const kept =
    slices === 'made'
      ? recording.objects
      : [
          ...recording.objects.filter(({ kind }) => kind !== 'EndpointSlice' && kind !== 'Endpoints'),
          ...recording.endpointSlices.map((slice) => ({
            apiVersion: 'discovery.k8s.io/v1',
            kind: 'EndpointSlice',
            ...slice,
          })),
        ];
  const cluster = clusterOf([...namespaces, ...kept]);
  return recording.queries.map(({ config, name, type }) =>
    resolveName(cluster, { name, type }, configurations[config]),
  );
}

/** A cluster of objects beside which nothing exists. */
export function clusterOf(objects: readonly object[]): ReturnType<typeof load> {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  return load([{ path: 'objects.json', text }], { complete: true });
}

/** What is to be expected: an upstream server is not part of the cluster. */
export function expected({ name, rcode, answers }: RecordedQuery): { rcode: string; answers: readonly string[] } {
  const own = answers.filter((answer) => isOwn(answer.split(' ')[0] ?? '')).sort();
  const reverse = name.toLowerCase().endsWith('.arpa.');
  const outside = !isOwn(name) || (reverse && own.length === 0);
  return outside ? { rcode: 'FORWARDED', answers: [] } : { rcode, answers: own };
}

/** An answer as it is compared: the order of records carries no meaning. */
export function comparable({ rcode, answers }: DnsResult): { rcode: string; answers: readonly string[] } {
  return { rcode, answers: [...answers].sort() };
}

function isOwn(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.endsWith('cluster.local.') || lower.endsWith('.arpa.');
}
