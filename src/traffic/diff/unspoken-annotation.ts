import { isWildcard } from '../ingress/host-pattern.ts';
import { hostWithoutPort } from '../request.ts';
import { type Pair, takingIngress } from './pair.ts';

/** The annotation that a difference comes from where no hop names one: it works by what the request already had. */
export function unspokenAnnotation({ before, after, probe }: Pair): string | undefined {
  const ingress = takingIngress(before) ?? takingIngress(after);
  const keys = Object.keys(ingress?.value.metadata?.annotations ?? {});
  const { method, host } = probe.request;
  if (method === 'OPTIONS') return keys.find((key) => key.includes('cors'));
  const [b, a] = [before.answer.outcome, after.answer.outcome];
  if (b.kind === 'delivered' && a.kind === 'delivered' && b.upstream.host !== a.upstream.host) {
    return keys.find((key) => /upstream-vhost|set-host|preserve-host/.test(key));
  }
  const name = hostWithoutPort(host ?? '').toLowerCase();
  const rules = (ingress?.value.spec?.rules ?? []).map((rule) => rule.host ?? '');
  if (rules.some((each) => each === '' || each === name || isWildcard(each))) return undefined;
  return keys.find((key) => /server-alias|host-aliases/.test(key));
}
