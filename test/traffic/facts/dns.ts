import { expect } from '@jest/globals';
import { dns } from 'ksvc';
import type { Examples } from '../facts.ts';
import { clusterOf, lookUp, pod, service, slice } from './objects.ts';

const web = service({ clusterIP: '10.96.0.7' });
const headless = service({ clusterIP: 'None' });
const one = pod('web-1', '10.244.0.1');
const two = pod('web-2', '10.244.0.2');
const absent = { rcode: 'NXDOMAIN', data: [] };
const noData = { rcode: 'NOERROR', data: [] };

/** What the DNS server of a cluster answers. */
export const dnsExamples: Examples = {
  'dns-cluster-ip'() {
    for (const objects of [[web], [web, one]]) expect(lookUp(objects, 'web', 'A').data).toEqual(['10.96.0.7']);
  },
  'dns-cluster-ip-srv'() {
    const ports = [
      { name: 'http', port: 80 },
      { name: 'admin', port: 81 },
    ];
    const target = 'web.shop.svc.cluster.local.';
    expect(lookUp([service({ clusterIP: '10.96.0.7', ports })], 'web', 'SRV').data).toEqual([
      `0 50 80 ${target}`,
      `0 50 81 ${target}`,
    ]);
    const unnamed = service({ clusterIP: '10.96.0.7', ports: [{ port: 80 }] });
    expect(lookUp([unnamed], 'web', 'SRV').data).toEqual([`0 100 80 ${target}`]);
  },
  'dns-cluster-ip-endpoints'() {
    const named = pod('web-2', '10.244.0.2', { spec: { hostname: 'second', subdomain: 'web' } });
    expect(lookUp([web, one, named], '10-244-0-1.web', 'A').data).toEqual(['10.244.0.1']);
    expect(lookUp([web, one, named], 'second.web', 'A').data).toEqual(['10.244.0.2']);
  },
  'dns-named-port'() {
    for (const name of ['_http._tcp.web', 'http.tcp.web', '_._tcp.web']) {
      expect(lookUp([web], name, 'SRV').data).toEqual(['0 100 80 web.shop.svc.cluster.local.']);
      expect(lookUp([web], name, 'A').data).toEqual(['10.96.0.7']);
    }
    expect(lookUp([web], '_http._udp.web', 'SRV')).toEqual(absent);
  },
  'dns-unnamed-port'() {
    const unnamed = service({ clusterIP: '10.96.0.7', ports: [{ port: 80 }] });
    expect(lookUp([unnamed], '_80._tcp.web', 'SRV')).toEqual(absent);
  },
  'dns-headless'() {
    const unready = pod('web-3', '10.244.0.3', { ready: false });
    expect(lookUp([headless, one, two, unready], 'web', 'A').data).toEqual(['10.244.0.1', '10.244.0.2']);
  },
  'dns-headless-none-ready'() {
    const serving = pod('web-1', '10.244.0.1', { terminating: true });
    for (const type of ['A', 'AAAA', 'SRV', 'TXT']) {
      expect(lookUp([headless], 'web', type)).toEqual(absent);
      expect(lookUp([headless, serving], 'web', type)).toEqual(absent);
    }
  },
  'dns-headless-other-family'() {
    expect(lookUp([headless, one], 'web', 'AAAA')).toEqual(noData);
  },
  'dns-headless-not-ready'() {
    const objects = [
      service({ clusterIP: 'None', publishNotReadyAddresses: true }),
      pod('web-1', '10.244.0.1', { ready: false }),
    ];
    expect(lookUp(objects, 'web', 'A').data).toEqual(['10.244.0.1']);
  },
  'dns-endpoint-hostname'() {
    const named = (spec: object): object => pod('web-1', '10.244.0.1', { spec });
    const both = named({ hostname: 'first', subdomain: 'web' });
    expect(lookUp([headless, both], 'first.web', 'A').data).toEqual(['10.244.0.1']);
    expect(lookUp([headless, both], '10-244-0-1.web', 'A')).toEqual(absent);
    for (const spec of [{ hostname: 'first' }, { hostname: 'first', subdomain: 'other' }]) {
      expect(lookUp([headless, named(spec)], 'first.web', 'A')).toEqual(absent);
      expect(lookUp([headless, named(spec)], '10-244-0-1.web', 'A').data).toEqual(['10.244.0.1']);
    }
  },
  'dns-endpoint-pod-names'() {
    const options = { endpointPodNames: true };
    expect(lookUp([headless, one], 'web-1.web', 'A', options).data).toEqual(['10.244.0.1']);
    expect(lookUp([headless, one], '10-244-0-1.web', 'A', options)).toEqual(absent);
    expect(lookUp([headless, one], 'web-1.web', 'A')).toEqual(absent);
  },
  'dns-equal-hostnames'() {
    const spec = { hostname: 'same', subdomain: 'web' };
    const objects = [headless, pod('web-1', '10.244.0.1', { spec }), pod('web-2', '10.244.0.2', { spec })];
    expect(lookUp(objects, 'same.web', 'A').data).toEqual(['10.244.0.1', '10.244.0.2']);
    expect(lookUp(objects, 'web', 'SRV').data).toEqual(['0 50 8080 same.web.shop.svc.cluster.local.']);
  },
  'dns-headless-srv'() {
    expect(lookUp([headless, one, two], '_http._tcp.web', 'SRV').data).toEqual([
      '0 50 8080 10-244-0-1.web.shop.svc.cluster.local.',
      '0 50 8080 10-244-0-2.web.shop.svc.cluster.local.',
    ]);
    const byHand = service({ clusterIP: 'None', selector: undefined });
    const other = slice([{ addresses: ['10.244.0.1'] }], { ports: [{ name: 'odd', port: 9999 }] });
    expect(lookUp([byHand, other], '_odd._tcp.web', 'SRV').data).toEqual([
      '0 100 9999 10-244-0-1.web.shop.svc.cluster.local.',
    ]);
  },
  'dns-port-without-endpoints'() {
    expect(lookUp([service({ clusterIP: 'None' })], '_http._tcp.web', 'SRV')).toEqual(absent);
    expect(lookUp([web], '_http._tcp.web', 'SRV').rcode).toBe('NOERROR');
  },
  'dns-external-name'() {
    const alias = [aliasOf('db.example.com')];
    for (const type of ['A', 'AAAA', 'CNAME']) expect(lookUp(alias, 'web', type).data).toEqual(['db.example.com.']);
    for (const type of ['SRV', 'TXT']) expect(lookUp(alias, 'web', type)).toEqual(noData);
  },
  'dns-external-name-inside'() {
    const api = service({ clusterIP: '10.96.0.8' }, { name: 'api' });
    const objects = [aliasOf('api.shop.svc.cluster.local'), api];
    expect(lookUp(objects, 'web', 'A').data).toEqual(['api.shop.svc.cluster.local.', '10.96.0.8']);
    expect(lookUp(objects, 'web', 'AAAA')).toEqual(noData);
    expect(lookUp([aliasOf('gone.shop.svc.cluster.local')], 'web', 'A')).toEqual(noData);
    expect(lookUp([aliasOf('web.shop.svc.cluster.local')], 'web', 'A')).toEqual(noData);
  },
  'dns-external-name-short'() {
    const api = service({ clusterIP: '10.96.0.8' }, { name: 'api' });
    expect(lookUp([aliasOf('api'), api], 'web', 'A').data).toEqual(['api.']);
  },
  'dns-fqdn-slice'() {
    const byHand = service({ clusterIP: 'None', selector: undefined });
    const named = slice([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' });
    expect(lookUp([byHand, named], 'web', 'A').data).toEqual(['db.example.com.']);
  },
  'dns-reverse-cluster-ip'() {
    expect(lookUp([web, one], '7.0.96.10.in-addr.arpa.', 'PTR').data).toEqual(['web.shop.svc.cluster.local.']);
    const six = service({ ipFamilies: ['IPv6'], clusterIP: 'fd00:10:96::7' });
    const name = '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa.';
    expect(lookUp([six], name, 'PTR').data).toEqual(['web.shop.svc.cluster.local.']);
  },
  'dns-reverse-endpoint'() {
    const objects = [web, service({ clusterIP: 'None' }, { name: 'peers' }), one];
    expect(lookUp(objects, '1.0.244.10.in-addr.arpa.', 'PTR').data).toEqual([
      '10-244-0-1.web.shop.svc.cluster.local.',
      '10-244-0-1.peers.shop.svc.cluster.local.',
    ]);
  },
  'dns-reverse-others'() {
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } };
    const balanced = service({ type: 'LoadBalancer', externalIPs: ['198.51.100.7'] }, { status });
    for (const name of ['7.113.0.203.in-addr.arpa.', '7.100.51.198.in-addr.arpa.']) {
      expect(lookUp([balanced], name, 'PTR')).toEqual({ rcode: 'FORWARDED', data: [] });
    }
  },
  'dns-pods-insecure'() {
    expect(lookUp([web], '10-9-9-9.shop.pod.cluster.local.', 'A').data).toEqual(['10.9.9.9']);
    expect(lookUp([web], 'fd00--9.shop.pod.cluster.local.', 'AAAA').data).toEqual(['fd00::9']);
    expect(lookUp([web], '10-9-9-9.gone.pod.cluster.local.', 'A')).toEqual(absent);
    for (const label of ['10-9-9-256', '010-9-9-9', 'web-1']) {
      expect(lookUp([web, one], `${label}.shop.pod.cluster.local.`, 'A')).toEqual(absent);
    }
  },
  'dns-pods-verified'() {
    const rcode = (extras: object, namespace = 'shop'): string => {
      const name = `10-244-0-1.${namespace}.pod.cluster.local.`;
      return lookUp([pod('web-1', '10.244.0.1', extras)], name, 'A', { pods: 'verified' }).rcode;
    };
    expect([rcode({}), rcode({ ready: false }), rcode({ phase: 'Pending' })]).toEqual(Array(3).fill('NOERROR'));
    expect([rcode({ phase: 'Succeeded' }), rcode({ phase: 'Failed' })]).toEqual(['NXDOMAIN', 'NXDOMAIN']);
    expect([rcode({ terminating: true }), rcode({}, 'default')]).toEqual(['NXDOMAIN', 'NXDOMAIN']);
  },
  'dns-pods-disabled'() {
    expect(lookUp([one], '10-244-0-1.shop.pod.cluster.local.', 'A', { pods: 'disabled' })).toEqual(absent);
  },
  'dns-ignore-empty'() {
    const options = { ignoreEmptyService: true };
    expect(lookUp([web], 'web', 'A', options)).toEqual(absent);
    expect(lookUp([web, one], 'web', 'A', options).data).toEqual(['10.96.0.7']);
  },
  'dns-case'() {
    const { answers } = dns(clusterOf([web]), { name: 'WEB.Shop.svc.Cluster.Local.', type: 'A' });
    expect(answers).toEqual(['WEB.Shop.svc.Cluster.Local. A 10.96.0.7']);
  },
  'dns-no-wildcards'() {
    for (const name of ['*', '*.web', '_*._tcp.web']) expect(lookUp([web, one], name, 'A')).toEqual(absent);
  },
  'dns-other-type'() {
    for (const type of ['AAAA', 'CNAME', 'TXT', 'MX']) expect(lookUp([web], 'web', type)).toEqual(noData);
    for (const type of ['AAAA', 'CNAME', 'TXT', 'MX']) expect(lookUp([web], 'gone', type)).toEqual(absent);
  },
  'dns-empty-names'() {
    expect(lookUp([web], 'shop.svc.cluster.local.', 'A')).toEqual(noData);
    expect(lookUp([web], 'gone.svc.cluster.local.', 'A')).toEqual(absent);
  },
  'dns-outside'() {
    expect(lookUp([web], 'example.com.', 'A')).toEqual({ rcode: 'FORWARDED', data: [] });
  },
  'dns-cluster-domain'() {
    const options = { clusterDomain: 'corp.test' };
    expect(lookUp([web], 'web.shop.svc.corp.test.', 'A', options).data).toEqual(['10.96.0.7']);
    expect(lookUp([web], 'web', 'A', options).rcode).toBe('FORWARDED');
  },
};

function aliasOf(externalName: string): object {
  return service({ type: 'ExternalName', externalName, ports: undefined, selector: undefined });
}
