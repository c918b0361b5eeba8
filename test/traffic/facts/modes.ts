import { expect } from '@jest/globals';
import { distribution } from 'ksvc';
import { countConnections } from '../../../src/traffic/connections.ts';
import { proxyModes } from '../../../src/traffic/kube-proxy/mode.ts';
import { ruleProbabilities } from '../../../src/traffic/kube-proxy/rule-probabilities.ts';
import type { Examples } from '../facts.ts';
import { clusterIp, podEverywhere, service } from './objects.ts';
import { explained, follow } from './questions.ts';

const objects = [service(clusterIp), ...podEverywhere];
const three = ['a:1', 'b:1', 'c:1'].map((address) => ({ address, share: 1 / 3 }));

/** How the modes of kube-proxy choose, and what happens to a connection after the choice. */
export const modeExamples: Examples = {
  'modes-known'() {
    expect(Object.keys(proxyModes)).toEqual(['iptables', 'nftables', 'ipvs', 'userspace']);
  },
  'modes-none'() {
    const { proxy, outcome, verdict } = follow(objects, 'web.shop', 'shop');
    expect(proxy).toBeUndefined();
    expect(verdict).toBe('reaches');
    expect(outcome).toMatchObject({ endpoints: [{ share: 1 / 3 }, { share: 1 / 3 }, { share: 1 / 3 }] });
  },
  'modes-choose'() {
    const words = {
      iptables: 'in turn: of n endpoints the first takes 1/n',
      nftables: 'one number',
      ipvs: 'scheduler',
    };
    for (const [mode, word] of Object.entries(words)) expect(choiceIn(mode as keyof typeof words)).toContain(word);
  },
  'modes-probabilities'() {
    // As recorded of ten endpoints and fewer.
    expect(ruleProbabilities(10)).toEqual([
      '0.10000000009',
      '0.11111111101',
      '0.12500000000',
      '0.14285714272',
      '0.16666666651',
      '0.20000000019',
      '0.25000000000',
      '0.33333333349',
      '0.50000000000',
    ]);
    expect(choiceIn('iptables')).toContain('0.33333333349, 0.50000000000 and the last without one');
  },
  'modes-of-versions'() {
    expect(choiceIn('nftables')).toContain('since Kubernetes 1.33');
    expect(choiceIn('ipvs')).toContain('since Kubernetes 1.35');
    const { hops } = follow(objects, 'web.shop', 'shop', 'userspace');
    expect(hops.find(({ kind }) => kind === 'proxy')?.text).toContain('until Kubernetes 1.25');
  },
  'shares-by-chance'() {
    const of = (number: number): readonly number[] =>
      distribution(three, number, 7).map(({ connections }) => connections / number);
    expect(of(7)).not.toEqual([1 / 3, 1 / 3, 1 / 3]);
    for (const share of of(30000)) expect(share).toBeCloseTo(1 / 3, 1);
  },
  'shares-of-connections'() {
    expect(explained(follow(objects, 'web.shop', 'shop', 'iptables'), 'proxy')).toContain(
      'for each connection, not for each request',
    );
  },
  'connections-stay'() {
    expect(explained(follow(objects, 'web.shop', 'shop', 'iptables'), 'proxy')).toContain(
      'keeps it until it ends, even when the pod is no endpoint any more',
    );
  },
  'udp-flows'() {
    const ports = (protocol: string): object => ({ ports: [{ port: 53, targetPort: 53, protocol }] });
    const told = (protocol: string): string =>
      explained(follow([service({ ...clusterIp, ...ports(protocol) }), ...podEverywhere], 'web.shop', 'shop'), 'port');
    expect(told('UDP')).toContain('until none passed for 30 s, or for 120 s once both sides have sent some');
    expect(told('TCP')).not.toContain('UDP');
  },
  'translated-once'() {
    expect(explained(follow(objects, 'web.shop', 'shop'), 'port')).toContain(
      'a packet changes its address and port once',
    );
  },
  'ipvs-default-scheduler'() {
    const ending = follow(objects, 'web.shop', 'shop', 'ipvs');
    const counted = countConnections(ending, { requests: 6, seed: 1 });
    expect(counted).toMatchObject({ scheduler: 'rr', endpoints: [{}, {}, {}].map(() => ({ connections: 2 })) });
  },
  'ipvs-least-connections'() {
    for (const scheduler of ['lc', 'wlc', 'sed', 'nq'] as const) {
      expect(distribution(three, 6, 1, scheduler).map(({ connections }) => connections)).toEqual([2, 2, 2]);
    }
  },
  'ipvs-equal-weights'() {
    expect(distribution(three, 7, 1, 'wrr')).toEqual(distribution(three, 7, 1, 'rr'));
    expect(distribution(three, 7, 1, 'wlc')).toEqual(distribution(three, 7, 1, 'lc'));
  },
  'affinity-before-choice'() {
    const sticky = [service({ ...clusterIp, sessionAffinity: 'ClientIP' }), ...podEverywhere];
    for (const mode of ['iptables', 'nftables', 'ipvs'] as const) {
      const counted = countConnections(follow(sticky, 'web.shop', 'shop', mode), { requests: 30, seed: 1 });
      expect(counted?.endpoints.map(({ connections }) => connections).sort()).toEqual([0, 0, 30]);
      expect(explained(follow(sticky, 'web.shop', 'shop', mode), 'proxy')).toContain(
        'looks for the endpoint that this',
      );
    }
  },
};

function choiceIn(mode: 'iptables' | 'nftables' | 'ipvs'): string {
  return explained(follow(objects, 'web.shop', 'shop', mode), 'proxy');
}
