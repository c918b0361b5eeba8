import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../src/index.ts';
import { canonical, type Exam, tally } from './exam.ts';

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly objects: readonly object[];
  readonly nodes: readonly { readonly name: string; readonly zone: string | null }[];
  readonly expect: { readonly endpoints: readonly Named[]; readonly endpointSlices: readonly Named[] };
}

interface Named {
  readonly metadata: { readonly name: string };
}

/** What the real endpoint controllers wrote for Services and pods, against `endpoints`. */
export const endpointScenarios: Exam = {
  name: 'endpoints',
  subject: 'endpoints: what the endpoint controllers of Kubernetes 1.37 wrote',
  run(folder) {
    const { add, agreements } = tally();
    for (const line of readFileSync(join(folder, 'cases.jsonl'), 'utf8').split('\n')) {
      if (line === '') continue;
      const scenario = JSON.parse(line) as Scenario;
      if (scenario.id.startsWith('epr-')) compare(scenario, add);
      else compareHints(scenario, add);
    }
    return agreements();
  },
};

function answersOf(scenario: Scenario): ReturnType<typeof endpoints>['services'] {
  const nodes = scenario.nodes.map(({ name, zone }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, ...(zone !== null && { labels: { 'topology.kubernetes.io/zone': zone } }) },
  }));
  const text = [...scenario.objects, ...nodes].map((object) => JSON.stringify(object)).join('\n---\n');
  return endpoints([{ path: 'objects.yaml', text }], { namespace: 'NS', complete: true }).services;
}

/** Which endpoint gets which hint depends on the iteration order there: the number of endpoints for each zone does not. */
function compareHints(scenario: Scenario, add: ReturnType<typeof tally>['add']): void {
  const slices = answersOf(scenario).flatMap((each) => each.endpointSlices);
  const [ours, theirs] = [hintsByZone(slices), hintsByZone(scenario.expect.endpointSlices)];
  add('hints', scenario.id, ours === theirs, () => `${scenario.title}: recorded ${theirs}, ours ${ours}`);
}

function hintsByZone(slices: readonly object[]): string {
  const zones: Record<string, number> = {};
  for (const slice of slices) {
    const { endpoints: list = [] } = slice as {
      endpoints?: readonly { hints?: { forZones?: readonly { name: string }[] } }[];
    };
    for (const { hints } of list) {
      for (const { name } of hints?.forZones ?? []) zones[name] = (zones[name] ?? 0) + 1;
    }
  }
  return canonical(zones);
}

function compare(scenario: Scenario, add: ReturnType<typeof tally>['add']): void {
  const services = answersOf(scenario);
  const known = new Set(services.map(({ service }) => service.name));
  const ours = services.flatMap((each) => (each.endpoints ? [each.endpoints] : []));
  // Endpoints without a Service are of no Service.
  const theirs = scenario.expect.endpoints.filter(({ metadata }) => known.has(metadata.name));
  check('Endpoints', ours, theirs);
  check(
    'EndpointSlices',
    services.flatMap((each) => each.endpointSlices),
    scenario.expect.endpointSlices,
  );

  function check(what: string, got: readonly unknown[], want: readonly unknown[]): void {
    const [a, b] = [comparable(got), comparable(want)];
    add(what, scenario.id, a === b, () => `${scenario.title}\n    recorded ${b}\n    ours     ${a}`);
  }
}

/** Order carries no meaning; apiVersion, kind and namespace were not recorded, and the time of the last change was removed. */
function comparable(objects: readonly unknown[]): string {
  return JSON.stringify(
    sorted(
      objects.map((object) => {
        const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = object as Record<string, unknown>;
        const { namespace: _namespace, annotations, ...meta } = metadata as Record<string, unknown>;
        const { 'endpoints.kubernetes.io/last-change-trigger-time': _time, ...kept } = (annotations ?? {}) as Record<
          string,
          unknown
        >;
        return { ...rest, metadata: { ...meta, ...(Object.keys(kept).length > 0 && { annotations: kept }) } };
      }),
    ),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
