import { describe, expect, test } from '@jest/globals';
import { affinityExamples } from './facts/affinity.ts';
import { allocationExamples } from './facts/allocation.ts';
import { controllerExamples } from './facts/controllers.ts';
import { dnsExamples } from './facts/dns.ts';
import { endpointExamples } from './facts/endpoints.ts';
import { kubeProxyExamples } from './facts/kube-proxy.ts';
import { modeExamples } from './facts/modes.ts';
import { networkModelExamples } from './facts/network-model.ts';
import { policyExamples } from './facts/policies.ts';
import { resolverExamples } from './facts/resolver.ts';
import { searchExamples } from './facts/search.ts';
import { serviceKindExamples } from './facts/service-kinds.ts';
import { updateExamples } from './facts/updates.ts';
import { wayExamples } from './facts/ways.ts';
import { type Examples, type FactId, facts } from './facts.ts';

const parts: readonly Examples[] = [
  serviceKindExamples,
  kubeProxyExamples,
  policyExamples,
  dnsExamples,
  searchExamples,
  endpointExamples,
  networkModelExamples,
  affinityExamples,
  allocationExamples,
  controllerExamples,
  modeExamples,
  resolverExamples,
  updateExamples,
  wayExamples,
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
