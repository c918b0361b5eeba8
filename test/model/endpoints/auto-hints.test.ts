import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hintedInProportion, wantsAutoHints } from '../../../src/model/endpoints/auto-hints.ts';
import { zoneShares } from '../../../src/model/endpoints/zone-shares.ts';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import type { Endpoint } from '../../../src/objects/kinds/endpoint-slice.ts';

const thirds: ReadonlyMap<string, number> = new Map(['a', 'b', 'c'].map((zone) => [zone, 1 / 3]));

function ready(zone: string | undefined): Endpoint {
  return { addresses: ['10.0.0.1'], conditions: { ready: true }, ...(zone !== undefined && { zone }) };
}

function hints(zones: readonly (string | undefined)[], shares = thirds): string {
  const [hinted = []] = hintedInProportion(shares, [zones.map(ready)]);
  return hinted.map((endpoint) => endpoint.hints?.forZones?.[0]?.name ?? '-').join('');
}

describe('hints in proportion', () => {
  test('stay in the zone where zones are even', () => {
    expect(hints(['a', 'b', 'c', 'a', 'b', 'c'])).toBe('abcabc');
  });

  test('are lent by zones that have too many', () => {
    expect([...hints(['a', 'a', 'a', 'a', 'a', 'a'])].sort().join('')).toBe('aabbcc');
    expect(hints(['a', 'a', 'a', 'a', 'b', 'c', 'c'])).toBe('baaabcc');
  });

  test('are not lent for less than half an endpoint', () => {
    const uneven = new Map(Object.entries({ a: 0.325, b: 0.225, c: 0.225, d: 0.225 }));
    const held = 'aaaaaaaaabbbbbcccccddddd';
    expect(hints([...held], uneven)).toBe(held);
  });

  test('need an endpoint for each zone, and a zone for each endpoint', () => {
    expect(hints(['a', 'b'])).toBe('--');
    expect(hints(['a', 'b', 'c', undefined])).toBe('----');
  });

  test('are left out where some zone would be overloaded', () => {
    const uneven = new Map([
      ['a', 0.98],
      ['b', 0.01],
      ['c', 0.01],
    ]);
    expect(hints(['a', 'b', 'c'], uneven)).toBe('---');
  });

  test('count over all lists of ports together', () => {
    const groups = [['a', 'b'].map(ready), ['c'].map(ready)];
    expect(
      hintedInProportion(thirds, groups)
        .flat()
        .every((endpoint) => endpoint.hints !== undefined),
    ).toBe(true);
    expect(
      hintedInProportion(thirds, groups.slice(0, 1))
        .flat()
        .every(({ hints: none }) => none === undefined),
    ).toBe(true);
  });

  test('go to ready endpoints only', () => {
    const unready: Endpoint = { ...ready('a'), conditions: { ready: false } };
    const [hinted = []] = hintedInProportion(thirds, [[unready, ready('a'), ready('b'), ready('c')]]);
    expect(hinted.map((endpoint) => endpoint.hints !== undefined)).toEqual([false, true, true, true]);
  });

  test('give every ready endpoint one hint or none of them any', () => {
    const zone = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(zone, { maxLength: 40 }), (zones) => {
        const found = hints(zones);
        expect(found.includes('-') ? found : '').toBe(found.includes('-') ? '-'.repeat(zones.length) : '');
        expect(found).toHaveLength(zones.length);
      }),
    );
  });
});

describe('the annotation', () => {
  test.each([
    ['Auto', true],
    ['auto', true],
    ['AUTO', false],
    ['Disabled', false],
  ])('%s: %s', (mode, wanted) => {
    expect(wantsAutoHints({ 'service.kubernetes.io/topology-mode': mode })).toBe(wanted);
    expect(wantsAutoHints({ 'service.kubernetes.io/topology-aware-hints': mode })).toBe(wanted);
  });

  test('its older name wins', () => {
    const both = {
      'service.kubernetes.io/topology-mode': 'Auto',
      'service.kubernetes.io/topology-aware-hints': 'Disabled',
    };
    expect([wantsAutoHints(both), wantsAutoHints(undefined)]).toEqual([false, false]);
  });
});

describe('shares of zones', () => {
  const shares = (...nodes: readonly object[]): unknown => {
    const text = nodes.map((each, at) => JSON.stringify(node(`n${at}`, each))).join('\n---\n');
    const found = zoneShares(modelOf(load([{ path: 'nodes.yaml', text }])).nodes.all);
    return found && Object.fromEntries(found);
  };

  test('follow the processors', () => {
    expect(shares({ zone: 'a', cpu: '3' }, { zone: 'b', cpu: '500m' }, { zone: 'b', cpu: '500m' })).toEqual({
      a: 0.75,
      b: 0.25,
    });
  });

  test('are even while nodes have no status', () => {
    expect(shares({ zone: 'a' }, { zone: 'b' })).toEqual({ a: 0.5, b: 0.5 });
  });

  test('leave out control planes and nodes that are not ready', () => {
    const plane = { zone: 'c', labels: { 'node-role.kubernetes.io/control-plane': '' } };
    expect(shares({ zone: 'a' }, { zone: 'b' }, plane)).toEqual({ a: 0.5, b: 0.5 });
    expect(shares({ zone: 'a' }, { zone: 'b', ready: 'False' })).toBeUndefined();
  });

  test('need a zone and processors of every node, and two zones', () => {
    expect(shares({ zone: 'a' }, { zone: 'b' }, {})).toBeUndefined();
    expect(shares({ zone: 'a', cpu: '4' }, { zone: 'b', cpu: '0' })).toBeUndefined();
    expect(shares({ zone: 'a' }, { zone: 'a' })).toBeUndefined();
  });

  function node(name: string, spec: { zone?: string; cpu?: string; ready?: string; labels?: object }): object {
    const { zone, cpu, ready: condition, labels } = spec;
    const status = {
      ...(cpu !== undefined && { allocatable: { cpu } }),
      ...(condition !== undefined && { conditions: [{ type: 'Ready', status: condition }] }),
    };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { ...labels, ...(zone !== undefined && { 'topology.kubernetes.io/zone': zone }) } },
      ...(Object.keys(status).length > 0 && { status }),
    };
  }
});
