import { describe, expect, test } from '@jest/globals';
import { defineRule, type RuleDefinition } from '../../src/rules/define-rule.ts';

const example = { name: 'x', yaml: '' };
const messages = {
  plain: () => 'is wrong',
  port: (d: { port: number }) => `port ${d.port}`,
};
const base: Omit<RuleDefinition<typeof messages>, 'on'> = {
  id: 'a-rule',
  title: 'A rule',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: '',
  help: '',
  sources: ['here'],
  messages,
  examples: { bad: [example], good: [example] },
};

describe('defineRule', () => {
  test('checks messages and their data when it is compiled', () => {
    const rule = defineRule({
      ...base,
      on: {
        Object(object, { report }) {
          const details = { where: { object, path: [], part: 'key' as const } };
          report('plain', {}, details);
          report('port', { port: 80 }, details);
          // @ts-expect-error there is no such message
          report('prot', { port: 80 }, details);
          // @ts-expect-error the message needs data
          report('port', {}, details);
          // @ts-expect-error the data has another type
          report('port', { port: '80' }, details);
          // @ts-expect-error a finding needs a place
          report('plain', {}, {});
        },
      },
    });
    expect(rule.id).toBe('a-rule');
  });

  test('checks the rest of the definition when it is compiled', () => {
    // @ts-expect-error there must be a bad example
    defineRule({ ...base, examples: { bad: [], good: [example] }, on: {} });
    // @ts-expect-error no such kind
    defineRule({ ...base, appliesTo: ['Servce'], on: {} });
    // @ts-expect-error no kind at all
    defineRule({ ...base, appliesTo: [], on: {} });
    // @ts-expect-error no such check
    defineRule({ ...base, explains: ['hots'], on: {} });
    // @ts-expect-error a fact needs a source
    defineRule({ ...base, sources: [], on: {} });
    expect(() => defineRule({ ...base, on: {} })).not.toThrow();
  });
});
