import type { Way } from '../way.ts';

/** Id of the rule of lint about what a route fails at first; null when no rule is about it. */
export function ruleOfWay({ end, hops, nearMisses }: Way): string | null {
  if (end.kind !== 'nowhere') return null;
  const failed = hops.find(({ status }) => status === 'fail');
  if (failed?.kind === 'service') return 'ingress-backend-service-not-found';
  if (failed?.kind === 'port') {
    const isTarget = nearMisses[0]?.path.at(-1) === 'targetPort';
    return isTarget ? 'ingress-backend-port-is-target-port' : 'ingress-backend-port-not-found';
  }
  return failed?.rule ?? null;
}
