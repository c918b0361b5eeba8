import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';

/** What makes connections of one client unlike those of all: shares are those of all. Without a choice it is no matter. */
export function preferenceHops({ spec, object }: SettledService, choices: number): readonly Hop[] {
  if (choices < 2) return [];
  const hops: Hop[] = [];
  const near = distributions[spec.trafficDistribution ?? ''];
  if (near !== undefined) {
    const text = `trafficDistribution ${spec.trafficDistribution}: pods of ${near} come first, if every ready one has a hint`;
    hops.push({
      kind: 'policy',
      status: 'ok',
      text,
      because: [evidence(text, object, ['spec', 'trafficDistribution'])],
    });
  }
  if (spec.sessionAffinity === 'ClientIP') {
    const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800;
    // Nothing ties what one port remembers to another one.
    const each = (spec.ports?.length ?? 0) > 1 ? ' for each port of the Service' : '';
    const text = `${affinity}: one client stays with one pod${each}, until ${seconds} s after its last packet`;
    hops.push({ kind: 'policy', status: 'ok', text, because: [evidence(text, object, ['spec', 'sessionAffinity'])] });
  }
  return hops;
}

/** Whether a hop is about session affinity, which the rules of a mode tell more exactly. */
export function isAffinityHop({ kind, text }: Hop): boolean {
  return kind === 'policy' && text.startsWith(affinity);
}

const affinity = 'sessionAffinity ClientIP';

const distributions: Readonly<Record<string, string>> = {
  PreferClose: "the client's zone",
  PreferSameZone: "the client's zone",
  PreferSameNode: "the client's node",
};
