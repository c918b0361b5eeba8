import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../src/api/problem.ts';
import { ruleIdList, ruleIds, ruleRegistry } from '../../src/dev/registry.ts';
import { ruleSkeleton } from '../../src/dev/rule-skeleton.ts';
import { rules } from '../../src/rules/index.ts';

const root = resolve(__dirname, '../..');

describe('the registry', () => {
  test('is what `npm run generate` makes of the file names', () => {
    expect(readFileSync(join(root, 'src/rules/index.ts'), 'utf8')).toBe(ruleRegistry(root));
  });

  test('has a list of names that is made in the same way', () => {
    expect(readFileSync(join(root, 'src/rules/ids.ts'), 'utf8')).toBe(ruleIdList(root));
  });

  test('gives each rule the name of its file', () => {
    expect(rules.map((rule) => rule.id)).toEqual(ruleIds(root));
  });

  test('knows the files that `npm run new` writes', () => {
    expect(ruleSkeleton('service-is-odd')).toContain('export const rule: Rule =');
    expect(ruleSkeleton('service-is-odd')).toContain('# expect: service-is-odd');
  });
});

describe('the checks of the API server', () => {
  // Complete by its type: a new check does not compile here until it is added.
  const checks: Readonly<Record<Check, true>> = {
    'wrong-type': true,
    'implicit-type': true,
    'unknown-field': true,
    'duplicate-key': true,
    required: true,
    enum: true,
    'object-name': true,
    label: true,
    metadata: true,
    'port-number': true,
    'port-name': true,
    value: true,
    ip: true,
    'port-name-required': true,
    'port-duplicate': true,
    'target-port-digits': true,
    'type-conflict': true,
    'external-name': true,
    'node-port-range': true,
    'node-port-conflict': true,
    'host-port-conflict': true,
    endpoints: true,
    backend: true,
    host: true,
    path: true,
    'ingress-class': true,
    'api-version': true,
  };

  test.each(Object.keys(checks) as Check[])('%s is explained by exactly one rule', (check) => {
    expect(rules.filter((rule) => rule.explains?.includes(check))).toHaveLength(1);
  });
});
