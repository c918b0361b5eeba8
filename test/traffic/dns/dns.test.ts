import { describe, expect, test } from '@jest/globals';
import { dns, load } from 'ksvc';
import { nameProblem } from '../../../src/traffic/dns/name-problem.ts';
import { addressOfReverse, reverseName } from '../../../src/traffic/dns/reverse.ts';

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  replicas: 2
  serviceName: db
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: example/db:1 }] } }
`;
const cluster = load([{ path: 'shop.yaml', text: manifests }]);

describe('what the cluster would have to allocate first', () => {
  test('has a name in place of an address', () => {
    expect(dns(cluster, { name: 'web.shop', type: 'A' }).answers).toEqual([
      'web.shop.svc.cluster.local. A <allocated-ipv4>',
    ]);
    expect(dns(cluster, { name: 'db-1.db.shop', type: 'A' }).answers).toEqual([
      'db-1.db.shop.svc.cluster.local. A <db-1>',
    ]);
    expect(dns(cluster, { name: 'db.shop', type: 'SRV' }).answers).toEqual([
      'db.shop.svc.cluster.local. SRV 0 50 5432 db-0.db.shop.svc.cluster.local.',
      'db.shop.svc.cluster.local. SRV 0 50 5432 db-1.db.shop.svc.cluster.local.',
    ]);
  });
});

describe('what the files do not hold', () => {
  const needsOf = (name: string, from?: string, complete = false): readonly string[] => {
    const sources = [{ path: 'shop.yaml', text: manifests }];
    return dns(sources, { name, ...(from !== undefined && { from }) }, { complete }).needs;
  };

  test('is asked for', () => {
    expect(needsOf('api.other.svc.cluster.local.')).toEqual(['Service other/api']);
    expect(needsOf('api', 'other')).toEqual(['Service other/api', expect.stringContaining('knows of api')]);
    expect(needsOf('example.com')).toEqual(['Service com/example', expect.stringContaining('knows of example.com')]);
  });

  test('does not matter where the files settle what is meant', () => {
    for (const name of ['gone.shop', 'db-7.db.shop', 'gone.web.shop', 'gone.shop.svc.cluster.local.']) {
      expect({ name, ...dns(cluster, { name, type: 'A' }) }).toMatchObject({ name, rcode: 'NXDOMAIN', needs: [] });
    }
    expect(needsOf('gone', 'shop')).toEqual([]);
    expect(dns(cluster, { name: 'web.shop', type: 'TXT' })).toMatchObject({ rcode: 'NOERROR', needs: [] });
  });

  test('does not exist when the set is complete', () => {
    expect(needsOf('api.other.svc.cluster.local.', undefined, true)).toEqual([]);
    expect(dns(cluster, { name: 'example.com' }, { complete: true }).rcode).toBe('FORWARDED');
  });

  test('may be the pods of a headless Service', () => {
    const alone = manifests.slice(0, manifests.indexOf('---\napiVersion: apps'));
    const { rcode, needs } = dns([{ path: 'a.yaml', text: alone }], { name: 'db.shop', type: 'A' });
    expect({ rcode, needs }).toMatchObject({ needs: ['the pods of Service shop/db', expect.anything()] });
  });
});

describe('the name server of the zone', () => {
  const kubeDns = `
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system }
spec: { clusterIP: 10.96.0.10, selector: { k8s-app: kube-dns }, ports: [{ name: dns, port: 53, protocol: UDP }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: coredns, namespace: kube-system }
spec:
  selector: { matchLabels: { k8s-app: kube-dns } }
  template: { metadata: { labels: { k8s-app: kube-dns } }, spec: { containers: [{ name: c, image: example/c:1 }] } }
`;

  test('is the Service in front of it', () => {
    const system = load([{ path: 'kube-dns.yaml', text: kubeDns }]);
    expect(dns(system, { name: 'cluster.local.', type: 'NS' }).answers).toEqual([
      'cluster.local. NS kube-dns.kube-system.svc.cluster.local.',
    ]);
    expect(dns(system, { name: 'ns.dns.cluster.local.', type: 'A' }).answers).toEqual([
      'ns.dns.cluster.local. A 10.96.0.10',
    ]);
    expect(dns(cluster, { name: 'cluster.local.', type: 'NS' })).toMatchObject({ rcode: 'NOERROR', answers: [] });
  });
});

describe('names of addresses', () => {
  test.each([
    ['10.96.0.7', '7.0.96.10.in-addr.arpa.'],
    ['2001:db8::1', '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.'],
  ])('%s', (address, name) => {
    expect(reverseName(address)).toBe(name);
    expect(addressOfReverse(name.slice(0, -1))).toBe(address);
  });

  test('incomplete ones and others have none', () => {
    expect(reverseName('web.shop')).toBeUndefined();
    for (const name of ['96.10.in-addr.arpa', '1.2.3.4.5.in-addr.arpa', '01.0.96.10.in-addr.arpa', 'a.ip6.arpa']) {
      expect(addressOfReverse(name)).toBeUndefined();
    }
  });
});

describe('what cannot be looked up', () => {
  test.each(['', '.', 'a..b', '.a', 'a b', 'https://a', 'shop/web', `${'a'.repeat(64)}.b`, 'a.'.repeat(130)])(
    '%j',
    (name) => {
      expect(nameProblem(name)).toBeDefined();
    },
  );

  test.each(['a', 'a.', '_http._tcp.web', '10-0-0-1.ns.pod', '*.web', 'A.b'])('%j can', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });
});
