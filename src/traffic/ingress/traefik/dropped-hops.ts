import type { Hop } from '../../hop.ts';
import type { ProxyRequest } from './proxy-request.ts';
import type { Dropped } from './router.ts';

/** Paths that are written for a request and have no router: another rule answers instead, or none does. */
export function droppedHops(dropped: readonly Dropped[], request: ProxyRequest): Hop[] {
  return dropped
    .filter(({ rule }) => rule?.matches(request) === true)
    .map(({ because, target }) => ({
      kind: 'backend',
      status: 'warn',
      text: because.text,
      because: [target ? { ...because, path: target.path } : because],
    }));
}
