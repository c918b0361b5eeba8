import { describe, expect, test } from '@jest/globals';
import { dnsExamples } from './facts/dns.ts';
import { endpointExamples } from './facts/endpoints.ts';
import { kubeProxyExamples } from './facts/kube-proxy.ts';
import { networkModelExamples } from './facts/network-model.ts';
import { policyExamples } from './facts/policies.ts';
import { searchExamples } from './facts/search.ts';
import { serviceKindExamples } from './facts/service-kinds.ts';
import { type Examples, type FactId, facts } from './facts.ts';

const parts: readonly Examples[] = [
  serviceKindExamples,
  kubeProxyExamples,
  policyExamples,
  dnsExamples,
  searchExamples,
  endpointExamples,
  networkModelExamples,
];
const examples = new Map(parts.flatMap((part) => Object.entries(part)));

describe('facts', () => {
  test.each(Object.entries(facts))('%s: %s', (id) => {
    const example = examples.get(id);
    if (!example) throw new Error(`${id} has no example in test/traffic/facts/`);
    expect.hasAssertions();
    example();
  });

  test('every example is of a fact, and of one only', () => {
    const ids = parts.flatMap((part) => Object.keys(part));
    expect([...ids].sort()).toEqual((Object.keys(facts) as FactId[]).sort());
  });
});
