import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { defineRule, type Rule } from '../../src/rules/define-rule.ts';
import { runRules } from '../../src/rules/run.ts';

const example = { name: 'x', yaml: '' };
const common = {
  title: '',
  group: 'validity',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: '',
  help: 'Repair it.',
  sources: ['here'],
  messages: { seen: (d: { name: string }) => `seen ${d.name}` },
  examples: { bad: [example], good: [example] },
} as const;

const service = (name: string, port = '80') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {ports: [{port: ${port}}]}\n`;
const cluster = load([{ path: 'a.yaml', text: `${service('web')}---\n${service('api', '"81"')}` }]);

const seer: Rule = defineRule({
  ...common,
  id: 'seer',
  on: {
    Object(object, { report }) {
      report('seen', { name: object.name }, { where: { object, path: [], part: 'key' }, object });
    },
  },
});

describe('runRules', () => {
  test('puts the name of the object before the message and fills in what the rule says of itself', () => {
    expect(runRules(cluster, { rules: [seer] })).toMatchObject([
      { rule: 'seer', severity: 'warning', message: 'Service shop/web: seen web', help: 'Repair it.', related: [] },
      { rule: 'seer', severity: 'warning', message: 'Service shop/api: seen api', help: 'Repair it.', related: [] },
    ]);
  });

  test('hands an API problem to the rule that explains its check, with place and field', () => {
    const typist = defineRule({
      ...common,
      id: 'typist',
      explains: ['wrong-type'],
      on: { Problem: (problem, _object, { report }) => report('seen', { name: problem.check }, { severity: 'info' }) },
    });
    expect(runRules(cluster, { rules: [typist] })).toMatchObject([
      {
        severity: 'info',
        message: 'Service shop/api: seen wrong-type',
        field: 'spec.ports[0].port',
        where: { path: ['spec', 'ports', 0, 'port'], part: 'value' },
      },
    ]);
  });

  test('calls rules only for kinds that they apply to', () => {
    const ingress = defineRule({ ...common, id: 'ingress', appliesTo: ['Ingress'], on: seer.on as never });
    expect(runRules(cluster, { rules: [ingress] })).toEqual([]);
  });

  test('tells once that a rule crashed, and lets the others go on', () => {
    const crash = defineRule({
      ...common,
      id: 'crash',
      on: {
        Object() {
          throw new Error('no way');
        },
      },
    });
    const found = runRules(cluster, { rules: [crash, seer] });
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['crash', 'error'],
      ['seer', 'warning'],
      ['seer', 'warning'],
    ]);
    expect(found[0]?.message).toContain('no way');
  });

  test('sees no objects in YAML that is not for Kubernetes', () => {
    const text = 'services:\n  web:\n    image: nginx\nports: []\n';
    expect(runRules(load([{ path: 'compose.yaml', text }]))).toEqual([]);
  });
});
