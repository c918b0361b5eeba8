import { describe, expect, test } from '@jest/globals';
import { agicExamples } from './cloud/agic.ts';
import { albExamples } from './cloud/alb.ts';
import { answersOf, type CloudExamples } from './cloud/example.ts';
import { gceExamples } from './cloud/gce.ts';
import { kongExamples } from './cloud/kong.ts';
import { cloudFacts } from './cloud-facts.ts';

const parts: readonly CloudExamples[] = [kongExamples, gceExamples, albExamples, agicExamples];
const examples = new Map(parts.flatMap((part) => Object.entries(part)));

describe('facts about Kong and the load balancers of clouds', () => {
  test.each(Object.entries(cloudFacts))('%s: %s', (id) => {
    const example = examples.get(id);
    if (!example) throw new Error(`${id} has no example in test/traffic/controllers/cloud/`);
    expect(example.asks.length).toBeGreaterThan(0);
    expect(id.startsWith(example.of.replace(/-.*/, ''))).toBe(true);
    expect(answersOf(example)).toEqual(example.asks);
  });

  test('every example is of a fact, and of one only', () => {
    const ids = parts.flatMap((part) => Object.keys(part));
    expect([...ids].sort()).toEqual(Object.keys(cloudFacts).sort());
  });
});
