import { describe, expect, test } from '@jest/globals';
import { endpointsNotes, endpointsTable } from '../../src/report/endpoints-table.ts';
import type { PortReport, ServiceReport } from '../../src/traffic/endpoints/service-report.ts';

const place = { text: '', at: { file: 'a.yaml', line: 7, column: 1, endLine: 7, endColumn: 2 } };
type Endpoint = PortReport['endpoints'][number];

function endpoint(name: string, ip: string | null, ready = true, port = 8080): Endpoint {
  const rest = {
    serving: ready,
    terminating: false,
    hostname: undefined,
    node: undefined,
    pod: undefined,
    object: undefined,
  };
  return { name, ip, address: ip ?? `<${name}>`, port, ready, ...rest };
}

function portOf(endpoints: readonly Endpoint[], more: Partial<PortReport> = {}): PortReport {
  const status = endpoints.some(({ ready }) => ready) ? 'ok' : 'none';
  return { port: 'http (80)', targetPort: 'web', endpoints, status, problem: null, nearMisses: [], at: place, ...more };
}

function serviceOf(ports: readonly PortReport[], more: Partial<ServiceReport> = {}): ServiceReport {
  return {
    namespace: 'shop',
    name: 'api',
    type: 'ClusterIP',
    headless: false,
    externalName: null,
    from: ['selector'],
    status: 'ok',
    ports,
    notes: [],
    at: place,
    ...more,
  };
}

function cells(service: ServiceReport): string[] {
  return endpointsTable([service], { wide: false }).rows[0]?.map(({ text }) => text) ?? [];
}

test('the columns of a port', () => {
  expect(endpointsTable([], { wide: false }).columns).toEqual(
    'NAMESPACE SERVICE TYPE PORT TARGETPORT ENDPOINTS READY FROM SOURCE'.split(' '),
  );
  const pods = [endpoint('api-?', null), endpoint('api-?', null), endpoint('api-?', null)];
  expect(cells(serviceOf([portOf(pods)]))).toEqual([
    'shop',
    'api',
    'ClusterIP',
    'http (80)',
    'web',
    'api-? :8080 ×3',
    '3/3',
    'selector',
    'a.yaml:7',
  ]);
});

describe('endpoints', () => {
  test.each([
    ['an address', [endpoint('10.0.0.1', '10.0.0.1')], '10.0.0.1:8080', '1/1'],
    ['IPv6', [endpoint('fd00::1', 'fd00::1')], '[fd00::1]:8080', '1/1'],
    ['a pod with an address', [endpoint('api-1', '10.0.0.1')], 'api-1 10.0.0.1:8080', '1/1'],
    ['without a port', [endpoint('api-0', null, true, 0)], 'api-0', '1/1'],
    ['one that is not ready', [endpoint('a', null), endpoint('a', null, false)], 'a :8080, a :8080 (not ready)', '1/2'],
    ['none', [], '-', '0/0'],
  ])('%s', (_name, endpoints, text, ready) => {
    expect(cells(serviceOf([portOf(endpoints)])).slice(5, 7)).toEqual([text, ready]);
  });

  test('nobody knows', () => {
    expect(cells(serviceOf([portOf([], { status: 'unknown' })])).slice(5, 7)).toEqual(['?', '?']);
  });

  test('an alias', () => {
    const alias = serviceOf([], { type: 'ExternalName', externalName: 'a.example.net', from: [], status: 'external' });
    expect(cells(alias).slice(2, 8)).toEqual(['ExternalName', '-', '-', '→ a.example.net', '-', '-']);
  });

  test('nobody says what they are', () => {
    expect(cells(serviceOf([portOf([])], { from: [] }))[7]).toBe('none');
  });
});

describe('notes', () => {
  test('one reason for all ports is told once', () => {
    const port = portOf([], { problem: 'no pod' });
    expect(endpointsNotes([serviceOf([port, { ...port, port: 'b (81)' }], { notes: ['overwritten'] })])).toEqual([
      { service: 'shop/api http (80)', text: 'no pod', status: 'none', place: 'a.yaml:7', near: [] },
      { service: 'shop/api', text: 'overwritten', status: 'ok', place: 'a.yaml:7', near: [] },
    ]);
  });

  test('a Service without ports', () => {
    expect(endpointsNotes([serviceOf([], { status: 'none' })]).map(({ text }) => text)).toEqual([
      'the Service has no ports',
    ]);
  });
});
