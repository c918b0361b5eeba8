import type { Model } from '../../model/model.ts';
import type { Hop } from '../hop.ts';
import type { PortEndpoint } from '../service-endpoints.ts';
import { percent } from '../share.ts';
import type { End, Way } from '../way.ts';
import { type Party, partyOfEndpoint } from './party.ts';
import { type Direction, type Verdict, verdictOf } from './verdict.ts';

/**
 * Takes a way through the NetworkPolicies at both of its ends. They are looked at with the address and port of the pod,
 * as most network plugins do it: after kube-proxy.
 */
export function throughPolicies(model: Model, way: Way, client: Party): Way {
  const { end } = way;
  if (model.networkPolicies.all.length === 0 || end.kind !== 'endpoints' || !end.reached) return way;
  const out = judgeAll(model, 'egress', client, end, end.reached);
  const into = judgeAll(model, 'ingress', client, end, end.reached);
  const hops = [...hopsOf(out), ...hopsOf(into)];
  if (hops.length === 0) return way;
  const denied = end.reached.map((_, at) => isDenied(out[at]) || isDenied(into[at]));
  const number = denied.filter(Boolean).length;
  if (number === denied.length) {
    const first = [...out, ...into].find(isDenied);
    const before = way.hops.filter(({ kind }) => kind !== 'pods');
    const reason = `${first?.text ?? ''}; the network plugin drops or resets the connection`;
    const nearMisses = first?.kind === 'denied' ? first.nearMisses : [];
    return { hops: [...before, ...hops], end: { kind: 'nowhere', reason, effect: 'a timeout or a reset' }, nearMisses };
  }
  const failing = end.reached.filter(({ pod }, at) => denied[at] || pod?.job).length / end.reached.length;
  const at = way.hops.findIndex(({ kind }) => kind === 'pods');
  const split = at < 0 ? way.hops.length : at;
  return {
    ...way,
    hops: [...way.hops.slice(0, split), ...hops, ...way.hops.slice(split)],
    end: number === 0 ? end : { ...end, failing },
  };
}

type Reaching = Extract<End, { kind: 'endpoints' }>;

function judgeAll(
  model: Model,
  direction: Direction,
  client: Party,
  { port }: Reaching,
  reached: readonly PortEndpoint[],
): readonly (Verdict | undefined)[] {
  return reached.map((endpoint) => {
    const server = partyOfEndpoint(endpoint);
    const [subject, other] = direction === 'ingress' ? [server, client] : [client, server];
    if (subject.kind !== 'pod') return undefined;
    const destination = { port: endpoint.port, protocol: port?.protocol ?? 'TCP', spec: endpoint.pod?.spec };
    return verdictOf(model, direction, subject, other, destination);
  });
}

function isDenied(verdict: Verdict | undefined): boolean {
  return verdict?.kind === 'denied';
}

const words: Readonly<Record<Verdict['kind'], string>> = {
  allowed: 'allowed by ',
  denied: 'denied: ',
  unknown: 'unknown: ',
};

/** Equal verdicts are one step. */
function hopsOf(verdicts: readonly (Verdict | undefined)[]): readonly Hop[] {
  const byText = new Map<string, { verdict: Verdict; number: number }>();
  for (const verdict of verdicts) {
    if (!verdict) continue;
    const key = `${verdict.kind} ${verdict.text}`;
    const known = byText.get(key);
    if (known) known.number++;
    else byText.set(key, { verdict, number: 1 });
  }
  return [...byText.values()].map(({ verdict: { kind, text, because }, number }): Hop => {
    const part = number === verdicts.length ? '' : `${percent(number / verdicts.length)} of connections are `;
    const status = kind === 'allowed' ? 'ok' : kind === 'unknown' ? 'unknown' : part === '' ? 'fail' : 'warn';
    return { kind: 'policy', status, text: `${part}${words[kind]}${text}`, because };
  });
}
