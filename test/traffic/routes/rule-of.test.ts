import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { routes, rules } from 'ksvc';

const set = resolve(__dirname, '../../../fixtures/cli/routes-statuses/set.yaml');

test('what is said to be broken by a rule is said by a rule that exists', () => {
  const found = routes([{ path: 'set.yaml', text: readFileSync(set, 'utf8') }]).routes;
  const ids = new Set(rules.map(({ id }) => id));
  const named = found.flatMap(({ rule }) => rule ?? []);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
  expect(new Set(named).size).toBeGreaterThan(5);
  for (const { rule, status } of found) if (rule !== null) expect(status).toBe('broken');
});
