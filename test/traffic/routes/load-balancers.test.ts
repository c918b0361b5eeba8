import { describe, expect, test } from '@jest/globals';
import { routes, trace } from 'ksvc';
import { byOrder } from '../../../src/traffic/routes/order.ts';
import { ingress, path, service } from './set.ts';

const nodePort = (name: string): string =>
  service(name, `type: NodePort, selector: { app: ${name} }, ports: [{ port: 80 }]`);
const group = `{ alb.ingress.kubernetes.io/group.name: shop }`;
const alb = 'ingressClassName: alb';
const aws =
  ingress('b', { host: 'b.io', paths: path('/', 'web'), spec: alb }) +
  ingress('a', { host: 'z.io', paths: path('/', 'web'), spec: alb, annotations: group }) +
  ingress('c', { host: 'a.io', paths: path('/', 'web'), spec: alb, annotations: group }) +
  ingress('d', { host: 'a.io', paths: path('/', 'plain'), spec: alb }) +
  nodePort('web') +
  service('plain');

const lines = (controller: string, text = aws): string[] =>
  routes([{ path: 'set.yaml', text }], { controller })
    .routes.filter(({ kind }) => kind === 'path')
    .map(({ loadBalancer, host, order }) => `${loadBalancer}: ${host} ${order}`);

describe('load balancers', () => {
  test('of AWS: of a group, or of an Ingress alone; each counts its own order, and hosts stand in order in each', () => {
    expect(lines('alb')).toEqual([
      'Ingress default/b: b.io 1',
      'Ingress default/d: a.io null',
      'group shop: a.io 2',
      'group shop: z.io 1',
    ]);
  });

  test('of Google: of every Ingress', () => {
    const gce = '{ kubernetes.io/ingress.class: gce }';
    const text =
      ingress('b', { host: 'a.io', paths: path('/', 'web'), annotations: gce }) +
      ingress('a', { host: 'b.io', paths: `${path('/x', 'web')}, ${path('/', 'web')}`, annotations: gce }) +
      nodePort('web');
    expect(lines('gce', text)).toEqual([
      'Ingress default/a: b.io 1',
      'Ingress default/a: b.io 2',
      'Ingress default/b: a.io 1',
    ]);
  });

  test('a proxy that all Ingresses share is none', () => {
    expect(new Set(lines('spec').map((line) => line.split(':')[0]))).toEqual(new Set(['null']));
  });

  test('stay together in the order in which routes are tried', () => {
    const { routes: all } = routes([{ path: 'set.yaml', text: aws }], { controller: 'alb' });
    const tried = byOrder(all).filter(({ kind }) => kind === 'path');
    expect(tried.map(({ loadBalancer, order }) => `${loadBalancer} ${order}`)).toEqual([
      'Ingress default/b 1',
      'Ingress default/d null',
      'group shop 1',
      'group shop 2',
    ]);
  });

  test('which of several is asked cannot be told where both name the host', () => {
    const answer = trace([{ path: 'set.yaml', text: aws }], { url: 'http://a.io/' }, { controller: 'alb' });
    expect(answer.outcome).toEqual({
      kind: 'unknown',
      needs: ['which of the load balancers of Ingress default/d, group shop the request is sent to'],
      candidates: ['not-serving', 'default/web:80'],
    });
    const told = trace([{ path: 'set.yaml', text: aws }], { url: 'http://z.io/' }, { controller: 'alb' });
    expect(told.hops.map(({ text }) => text)).toContain('load balancer of group shop');
  });
});
