import { expect } from '@jest/globals';
import { type DnsOptions, type DnsResult, dns } from 'ksvc';
import type { Examples } from '../facts.ts';
import { clusterOf, pod, service } from './objects.ts';

const web = service({ clusterIP: '10.96.0.7' });

/** Which names a client tries. */
export const searchExamples: Examples = {
  'dns-search'() {
    expect(walk('web', 'shop').answers).toEqual(['web.shop.svc.cluster.local. A 10.96.0.7']);
    expect(tried('gone', 'shop')).toEqual([
      'gone.shop.svc.cluster.local.',
      'gone.svc.cluster.local.',
      'gone.cluster.local.',
      'gone.',
    ]);
  },
  'dns-search-namespace'() {
    expect(tried('web.shop', 'front').at(-1)).toBe('web.shop.svc.cluster.local.');
    expect(tried('web.shop', 'front')).toHaveLength(2);
    expect(tried('web.shop.svc', 'front')).toHaveLength(3);
    expect(tried('web.shop.svc.cluster.local', 'front')).toHaveLength(4);
  },
  'dns-search-many-dots'() {
    expect(tried('a.b.c.d.example.com', 'shop')[0]).toBe('a.b.c.d.example.com.');
    expect(tried('web.shop.svc.cluster.local', 'shop', { ndots: 4 })).toEqual(['web.shop.svc.cluster.local.']);
  },
  'dns-search-final-dot'() {
    expect(tried('web.', 'shop')).toEqual(['web.']);
    expect(tried('web.shop.svc.cluster.local.', 'shop')).toEqual(['web.shop.svc.cluster.local.']);
  },
  'dns-policy'() {
    for (const spec of [{ dnsPolicy: 'Default' }, { dnsPolicy: 'None' }, { hostNetwork: true }]) {
      expect(tried('web', 'shop/client', {}, [client(spec)])).toEqual(['web.']);
    }
    const hosted = client({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(tried('web', 'shop/client', {}, [hosted])).toEqual(['web.shop.svc.cluster.local.']);
    for (const from of ['outside', 'node/n1']) expect(walk('web', from).rcode).toBe('FORWARDED');
  },
  'dns-config'() {
    const dnsConfig = { searches: ['corp.test'], options: [{ name: 'ndots', value: '1' }] };
    expect(tried('gone', 'shop/client', {}, [client({ dnsConfig })])).toContain('gone.corp.test.');
    expect(tried('web.shop', 'shop/client', {}, [client({ dnsConfig })])[0]).toBe('web.shop.');
  },
};

function client(spec: object): object {
  return pod('client', '10.244.9.9', { spec });
}

function walk(name: string, from: string, options: DnsOptions = {}, objects: readonly object[] = []): DnsResult {
  return dns(clusterOf([web, ...objects]), { name, from, type: 'A' }, options);
}

function tried(...question: Parameters<typeof walk>): readonly string[] {
  return walk(...question).asked.map(({ name }) => name);
}
