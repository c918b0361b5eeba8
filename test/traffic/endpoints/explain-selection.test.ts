import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import { type ExplainedWorkload, explainSelection } from '../../../src/traffic/endpoints/explain-selection.ts';
import { deployment, service } from '../routes/set.ts';

function explain(...texts: readonly string[]): readonly ExplainedWorkload[] {
  const sources = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  const model = modelOf(load(sources));
  const [first] = model.services.all;
  if (!first) throw new Error('the set has no Service');
  return explainSelection(model, model.settled(first));
}

function names(workloads: readonly ExplainedWorkload[]): string[] {
  return workloads.map(({ kind, namespace, name, selected }) => `${selected ? '+' : '-'} ${kind} ${namespace}/${name}`);
}

const two = service('web', 'selector: { app: web, tier: front }, ports: [{ port: 80, targetPort: web }]');
const front = deployment('web').replace('labels: { app: web } }', 'labels: { app: web, tier: front } }');

describe('which workloads', () => {
  test('the selected come first, then the nearest', () => {
    const set = [two, deployment('webb'), deployment('web').replace('name: web,', 'name: half,'), front].join('');
    expect(names(explain(set))).toEqual([
      '+ Deployment default/web',
      '- Deployment default/half',
      '- Deployment default/webb',
    ]);
  });

  test('a key in common is nothing in common', () => {
    expect(explain(two + deployment('database'))).toEqual([]);
  });

  test('a namespace decides, and a definition that is another', () => {
    const [own, elsewhere] = explain(two + front + front.replace('namespace: default', 'namespace: other'));
    expect([own?.note, elsewhere?.note]).toEqual([null, 'a Service selects pods of its own namespace default only']);
    const [counts, other] = explain(two + front, front);
    expect([counts?.note, other?.note]).toEqual([null, 'another definition of Deployment web counts']);
  });

  test('labels of the workload itself have no effect', () => {
    const misplaced = deployment('api').replace(
      'namespace: default }',
      'namespace: default, labels: { app: web, tier: front } }',
    );
    expect(explain(two + misplaced)).toMatchObject([
      { selected: false, note: 'it has these labels itself, but its pod template does not' },
    ]);
  });

  test('without replicas it is selected, and has no pods', () => {
    expect(explain(service('web') + deployment('web', 0))).toMatchObject([
      { selected: true, note: '0 replicas: no pods', pods: [] },
    ]);
  });

  test('a Service without selector selects nothing', () => {
    expect(explain(service('db', 'ports: [{ port: 80 }]') + deployment('db'))).toEqual([]);
  });
});

test('labels beside what is wanted, ports beside what they are in the pod', () => {
  const [selected, near] = explain(two + front + deployment('web').replace('name: web,', 'name: half,'));
  expect(selected?.pods).toEqual([
    {
      name: 'web-?',
      count: 2,
      ready: true,
      problem: null,
      ports: [{ port: '80', number: 8080, text: 'port web of container c' }],
    },
  ]);
  expect(near?.labels).toEqual([
    { key: 'app', wanted: 'web', found: 'web', matches: true },
    { key: 'tier', wanted: 'front', found: null, matches: false },
  ]);
});

test.each([
  ['targetPort: 8080', 8080, 'as the targetPort says'],
  ['targetPort: 9000', 9000, 'as the targetPort says; no container declares it (declared: web (8080))'],
  ['targetPort: wep', null, 'no TCP container port is named wep; declared: web (8080)'],
  ['protocol: TCP', 80, "the Service's own number; no container declares it (declared: web (8080))"],
])('the port of a pod: %s', (port, number, text) => {
  const [workload] = explain(
    service('web', `selector: { app: web }, ports: [{ port: 80, ${port} }]`) + deployment('web'),
  );
  expect(workload?.pods[0]?.ports).toEqual([{ port: '80', number, text }]);
});
