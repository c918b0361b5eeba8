import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { modelOf } from '../../src/model/model.ts';
import { serviceLinks } from '../../src/traffic/service-links.ts';

function linksOf(spec: object, name = 'redis-primary'): Record<string, string> {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
  const model = modelOf(load([{ path: 'a.yaml', text }]));
  const [service] = model.services.all;
  if (!service) throw new Error('no Service');
  return Object.fromEntries(serviceLinks(model.settled(service)).map(({ name: key, value }) => [key, value]));
}

describe('service links', () => {
  // The example of https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables.
  test('are those of the documentation', () => {
    expect(linksOf({ clusterIP: '10.0.0.11', ports: [{ port: 6379 }] })).toEqual({
      REDIS_PRIMARY_SERVICE_HOST: '10.0.0.11',
      REDIS_PRIMARY_SERVICE_PORT: '6379',
      REDIS_PRIMARY_PORT: 'tcp://10.0.0.11:6379',
      REDIS_PRIMARY_PORT_6379_TCP: 'tcp://10.0.0.11:6379',
      REDIS_PRIMARY_PORT_6379_TCP_PROTO: 'tcp',
      REDIS_PRIMARY_PORT_6379_TCP_PORT: '6379',
      REDIS_PRIMARY_PORT_6379_TCP_ADDR: '10.0.0.11',
    });
  });

  test('named ports have a variable each, the first port is the Service’s own', () => {
    const links = linksOf({
      clusterIP: 'fd00:10:96::5',
      ipFamilies: ['IPv6'],
      ports: [
        { name: 'dns-udp', port: 53, protocol: 'UDP' },
        { name: 'dns', port: 53 },
      ],
    });
    expect(links).toMatchObject({
      REDIS_PRIMARY_SERVICE_PORT_DNS_UDP: '53',
      REDIS_PRIMARY_SERVICE_PORT_DNS: '53',
      REDIS_PRIMARY_PORT: 'udp://[fd00:10:96::5]:53',
      REDIS_PRIMARY_PORT_53_TCP: 'tcp://[fd00:10:96::5]:53',
      REDIS_PRIMARY_PORT_53_UDP_ADDR: 'fd00:10:96::5',
    });
  });

  test('without a cluster IP there are none', () => {
    expect(linksOf({ clusterIP: 'None', ports: [{ port: 80 }] })).toEqual({});
    expect(linksOf({ type: 'ExternalName', externalName: 'example.com' })).toEqual({});
  });

  test('an address that the cluster chooses has a name only', () => {
    expect(linksOf({ ports: [{ port: 80 }] })).toMatchObject({ REDIS_PRIMARY_SERVICE_HOST: '<cluster IP>' });
  });
});
