import { expect } from '@jest/globals';
import type { Examples } from '../facts.ts';
import { clusterIp, podEverywhere, service } from './objects.ts';
import { explained, findings, follow, ingress, throughIngress } from './questions.ts';

const sticky = service({ ...clusterIp, sessionAffinity: 'ClientIP' });
const ignored = 'session-affinity-ineffective';
const ofNginx = { 'kubernetes.io/ingress.class': 'nginx' };

/** To whom session affinity applies. */
export const affinityExamples: Examples = {
  'affinity-idle'() {
    expect(policies([sticky, ...podEverywhere])).toEqual([
      'sessionAffinity ClientIP: one client stays with one pod, until 10800 s after its last packet',
    ]);
  },
  'affinity-each-port'() {
    const ports = ['http', 'admin'].map((name, at) => ({ name, port: 80 + at, targetPort: 8080 + at }));
    const [text] = policies([service({ ...clusterIp, sessionAffinity: 'ClientIP', ports }), ...podEverywhere]);
    expect(text).toContain('one pod for each port of the Service');
  },
  'affinity-shared'() {
    expect(explained(follow([sticky, ...podEverywhere], 'web.shop:80', 'shop'), 'policy')).toContain(
      'its cluster IP, node port and load balancer share what is remembered',
    );
  },
  'affinity-seen-address'() {
    expect(explained(follow([sticky, ...podEverywhere], 'web.shop:80', 'shop'), 'policy')).toContain(
      'all that come by one proxy or one address translation are one client',
    );
  },
  'affinity-ingress'() {
    expect(findings(sticky, ingress(ofNginx), ...podEverywhere)).toContain(ignored);
    for (const controller of ['ingress-nginx', 'traefik', 'contour', 'haproxy', 'kong', 'alb-ip', 'agic']) {
      const { outcome, hops } = throughIngress([sticky, ...podEverywhere], controller);
      expect({ controller, outcome }).toMatchObject({
        controller,
        outcome: { kind: 'delivered', endpoints: [{}, {}, {}] },
      });
      expect(hops.filter(({ text }) => text.includes('sessionAffinity'))).toEqual([]);
    }
  },
  'affinity-service-upstream'() {
    const upstream = ingress({ ...ofNginx, 'nginx.ingress.kubernetes.io/service-upstream': 'true' });
    expect(findings(sticky, upstream, ...podEverywhere)).not.toContain(ignored);
    for (const option of ['nativelb', 'nodeportlb']) {
      const annotations = { [`traefik.ingress.kubernetes.io/service.${option}`]: 'true' };
      const native = service({ ...clusterIp, sessionAffinity: 'ClientIP' }, { annotations });
      const ofTraefik = ingress({ 'kubernetes.io/ingress.class': 'traefik' });
      expect(findings(native, ofTraefik, ...podEverywhere)).not.toContain(ignored);
      expect(findings(sticky, ofTraefik, ...podEverywhere)).toContain(ignored);
    }
    const target = (type: string): object =>
      ingress({ 'kubernetes.io/ingress.class': 'alb', 'alb.ingress.kubernetes.io/target-type': type });
    expect(findings(sticky, target('instance'), ...podEverywhere)).not.toContain(ignored);
    expect(findings(sticky, target('ip'), ...podEverywhere)).toContain(ignored);
  },
};

function policies(objects: readonly object[]): readonly string[] {
  return follow(objects, 'web.shop:80', 'shop').hops.flatMap(({ kind, text }) => (kind === 'policy' ? text : []));
}
