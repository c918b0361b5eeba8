import { expect } from '@jest/globals';
import { type DnsOptions, type DnsResult, dns } from 'ksvc';
import { builtInService } from '../../../src/model/built-in-service.ts';
import { modelOf } from '../../../src/model/model.ts';
import { serviceLinksText } from '../../../src/report/endpoints-text.ts';
import { plain } from '../../../src/report/paint.ts';
import { serviceLinks } from '../../../src/traffic/service-links.ts';
import type { Examples } from '../facts.ts';
import { clusterIp, clusterOf, pod, podEverywhere, service } from './objects.ts';
import { findings, follow, judged } from './questions.ts';

const web = service(clusterIp);

/** What containers are given to look up names, and to find Services without. */
export const resolverExamples: Examples = {
  'dns-search-limits'() {
    const domains = (number: number, rest: string): string[] =>
      Array.from({ length: number }, (_, at) => `d${at + 10}.${rest}`);
    const names = (searches: readonly string[]): number => tried({ dnsConfig: { searches } }).length;
    // Three of the cluster come first, and the name as it is last.
    expect(names(domains(28, 'test'))).toBe(3 + 28 + 1);
    expect(names(domains(32, 'test'))).toBe(32 + 1);
    // The cluster's three have 54 characters, each of these 70 with the space before it.
    const long = `${'x'.repeat(60)}.test`;
    expect(names(domains(29, long))).toBe(3 + Math.floor((2048 - 54) / 70) + 1);
    expect(tried({ dnsConfig: { searches: [`${'x.'.repeat(126)}yz`, 'corp.test'] } })).toEqual([
      ...tried({}).slice(0, 3),
      'gone.corp.test.',
      'gone.',
    ]);
  },
  'dns-config-limits'() {
    const fields = (dnsConfig: object): unknown => judged(client({ dnsConfig })).causes?.map(({ field }) => field);
    const searches = (number: number, length: number): string[] =>
      Array.from({ length: number }, (_, at) => `${at}.${'x'.repeat(length)}`);
    expect(fields({ nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'], searches: searches(32, 10) })).toEqual([]);
    expect(fields({ nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] })).toEqual([
      'spec.dnsConfig.nameservers',
    ]);
    expect(fields({ searches: searches(33, 10) })).toEqual(['spec.dnsConfig.searches']);
    expect(fields({ searches: searches(32, 62) })).toEqual(['spec.dnsConfig.searches']);
  },
  'dns-policy-none'() {
    const none = (nameservers?: readonly string[]): object =>
      client({ dnsPolicy: 'None', ...(nameservers && { dnsConfig: { nameservers } }) });
    expect([none(), none([]), none(['10.96.0.10'])].map((each) => judged(each).verdict)).toEqual([
      'rejected',
      'rejected',
      'unchecked',
    ]);
    const rcode = (server: string): string => ask('web.shop.svc.cluster.local', none([server])).rcode;
    expect([rcode('10.96.0.10'), rcode('169.254.20.10'), rcode('192.0.2.53')]).toEqual([
      'NOERROR',
      'NOERROR',
      'FORWARDED',
    ]);
  },
  'dns-search-of-node'() {
    const search = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local', 'corp.test'];
    expect(tried({})).not.toContain('gone.corp.test.');
    expect(tried({}, { search })).toContain('gone.corp.test.');
  },
  'dns-stateful-set'() {
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        replicas: 2,
        serviceName: 'web',
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
      },
    };
    const objects = [service({ clusterIP: 'None' }), set];
    const rcodes = ['db-0.web', 'db-1.web', 'db-2.web'].map(
      (name) => dns(clusterOf(objects), { name, from: 'shop', type: 'A' }).rcode,
    );
    expect(rcodes).toEqual(['NOERROR', 'NOERROR', 'NXDOMAIN']);
  },
  'trace-says-name'() {
    const suffix = (name: string, from: string): string | undefined =>
      follow([web, ...podEverywhere], name, from).hops.find(({ kind }) => kind === 'name')?.text;
    expect(suffix('web', 'shop')).toContain('web.shop.svc.cluster.local');
    expect(suffix('web.shop', 'front')).toContain('web.shop.svc.cluster.local');
  },
  'service-links'() {
    expect(linksOf(service(clusterIp))).toMatchObject({
      WEB_SERVICE_HOST: '10.96.0.7',
      WEB_SERVICE_PORT_HTTP: '80',
      WEB_PORT_80_TCP: 'tcp://10.96.0.7:80',
    });
    expect(linksOf(service({ clusterIP: 'None' }))).toEqual({});
  },
  'service-links-names'() {
    const ports = [
      { name: 'my-http', port: 80 },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ];
    expect(linksOf(service({ ...clusterIp, ports }, { name: 'web-api' }))).toEqual({
      WEB_API_SERVICE_HOST: '10.96.0.7',
      WEB_API_SERVICE_PORT: '80',
      WEB_API_SERVICE_PORT_MY_HTTP: '80',
      WEB_API_SERVICE_PORT_DNS: '53',
      WEB_API_PORT: 'tcp://10.96.0.7:80',
      WEB_API_PORT_80_TCP: 'tcp://10.96.0.7:80',
      WEB_API_PORT_80_TCP_PROTO: 'tcp',
      WEB_API_PORT_80_TCP_PORT: '80',
      WEB_API_PORT_80_TCP_ADDR: '10.96.0.7',
      WEB_API_PORT_53_UDP: 'udp://10.96.0.7:53',
      WEB_API_PORT_53_UDP_PROTO: 'udp',
      WEB_API_PORT_53_UDP_PORT: '53',
      WEB_API_PORT_53_UDP_ADDR: '10.96.0.7',
    });
  },
  'service-links-api-server'() {
    const api = builtInService(modelOf(clusterOf([])), 'default', 'kubernetes');
    expect(api && serviceLinks(api)).toContainEqual({ name: 'KUBERNETES_SERVICE_HOST', value: '10.96.0.1' });
  },
  'service-links-at-start'() {
    expect(serviceLinksText('shop', [{ name: 'A', value: 'b' }], { paint: plain, width: 80, ascii: false })).toContain(
      'containers in namespace shop that start after it',
    );
  },
  'service-links-namespace'() {
    const reader = portReader({});
    expect(findings(web, reader)).toContain(collision);
    expect(findings({ ...web, metadata: { name: 'web', namespace: 'other' } }, reader)).not.toContain(collision);
  },
  'service-links-off'() {
    expect(findings(web, portReader({ enableServiceLinks: false }))).not.toContain(collision);
  },
  'service-links-lose'() {
    expect(findings(web, portReader({}, [{ name: 'WEB_PORT', value: '8080' }]))).not.toContain(collision);
  },
};

const collision = 'service-env-collision';

/** A pod whose program takes a variable of Service `web` for a number. */
function portReader(spec: object, env: readonly object[] = []): object {
  const container = { name: 'main', image: 'example/web:1', env, args: ['--port=$(WEB_PORT)'] };
  return pod('reader', '10.244.9.8', { spec: { containers: [container], ...spec } });
}

function linksOf(object: object): Readonly<Record<string, string>> {
  const model = modelOf(clusterOf([object]));
  const [typed] = model.services.all;
  return Object.fromEntries(typed ? serviceLinks(model.settled(typed)).map(({ name, value }) => [name, value]) : []);
}

function client(spec: object): object {
  return pod('client', '10.244.9.9', { spec });
}

function ask(name: string, from: object, options: DnsOptions = {}): DnsResult {
  return dns(clusterOf([web, from]), { name, from: 'shop/client', type: 'A' }, options);
}

function tried(spec: object, options: DnsOptions = {}): readonly string[] {
  return ask('gone', client(spec), options).asked.map(({ name }) => name);
}
