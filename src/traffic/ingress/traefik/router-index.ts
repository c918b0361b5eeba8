import type { ProxyRequest } from './proxy-request.ts';
import type { Router } from './router.ts';

/** Routers by the hosts that they are for, so that a request is compared with few of them. */
export interface RouterIndex {
  /** All of them, the highest priority first. */
  readonly routers: readonly Router[];
  /** Those that may take a request, the highest priority first. */
  candidates(request: ProxyRequest): readonly Router[];
}

/** Makes the index of the routers of a table; those of equal priority keep their order, which means nothing. */
export function indexRouters(given: readonly Router[]): RouterIndex {
  const routers = [...given].sort(byPriority);
  const byHost = new Map<string, Router[]>();
  const forAny: Router[] = [];
  for (const router of routers) {
    const hosts = router.hosts.map((host) => host.toLowerCase());
    if (hosts.length === 0 || hosts.some(isPattern)) {
      forAny.push(router);
      continue;
    }
    for (const host of new Set(hosts)) {
      const list = byHost.get(host);
      if (list) list.push(router);
      else byHost.set(host, [router]);
    }
  }
  // Thousands of requests ask for the same few hosts.
  const found = new Map<string, readonly Router[]>();
  return {
    routers,
    candidates: ({ canonicalHost, entryPoint }) => {
      const key = `${entryPoint} ${canonicalHost}`;
      let candidates = found.get(key);
      if (!candidates) {
        const own = byHost.get(canonicalHost) ?? byHost.get(canonicalHost.replace(/\.$/, '')) ?? [];
        const others = forAny.filter(
          ({ hosts }) => hosts.length === 0 || hosts.some((each) => mayTake(each, canonicalHost)),
        );
        candidates = [...own, ...others].filter(({ entryPoints }) => entryPoints.includes(entryPoint)).sort(byPriority);
        found.set(key, candidates);
      }
      return candidates;
    },
  };
}

/** Whether a pattern could take a host: what stands behind its star has to be there; its rule decides. */
function mayTake(pattern: string, host: string): boolean {
  const lower = pattern.toLowerCase();
  if (!lower.startsWith('*') || lower.lastIndexOf('*') > 0) return true;
  return host.toLowerCase().includes(lower.slice(1).replace(/\.$/, ''));
}

/** Whether a host may take others than the one that is written. */
function isPattern(host: string): boolean {
  return host.startsWith('*') || host.endsWith('.');
}

function byPriority(a: Router, b: Router): number {
  return b.priority - a.priority;
}
