/** How connections are spread over backends: at random in iptables and nftables, by a scheduler in ipvs. */
export type Scheduler = 'random' | 'rr' | 'wrr' | 'lc' | 'wlc' | 'sed' | 'nq' | 'lblc' | 'lblcr' | 'dh' | 'sh' | 'mh';

/** A backend with the share that it gets in the long run. */
export interface SharedBackend {
  readonly address: string;
  readonly share: number;
}

/**
 * How many of a number of connections each backend gets. All of them are opened by one client to one address and stay
 * open; every backend weighs the same, as kube-proxy sets it. The same seed gives the same numbers.
 */
export function distribution(
  backends: readonly SharedBackend[],
  requests: number,
  seed: number,
  scheduler: Scheduler = 'random',
): readonly { readonly address: string; readonly connections: number }[] {
  const counts = backends.map(() => 0);
  if (backends.length === 0) return [];
  const choose = chooser(backends, seed, scheduler, counts);
  for (let request = 0; request < requests; request++) {
    const at = choose(request);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return backends.map(({ address }, at) => ({ address, connections: counts[at] ?? 0 }));
}

type Choose = (request: number) => number;

function chooser(
  backends: readonly SharedBackend[],
  seed: number,
  scheduler: Scheduler,
  counts: readonly number[],
): Choose {
  const random = randomNumbers(seed);
  switch (scheduler) {
    case 'random':
      return () => byShare(backends, random());
    case 'rr':
    case 'wrr': {
      // Where the round stands when the first connection comes is chance.
      const start = Math.floor(random() * backends.length);
      return (request) => (start + request) % backends.length;
    }
    case 'lc':
    case 'wlc':
    case 'sed':
    case 'nq':
      return () => counts.indexOf(Math.min(...counts));
    // These look at the client or at the address that it dials: both stay the same. Which backend that is, is chance.
    case 'lblc':
    case 'lblcr':
    case 'dh':
    case 'sh':
    case 'mh': {
      const one = Math.floor(random() * backends.length);
      return () => one;
    }
  }
}

function byShare(backends: readonly SharedBackend[], point: number): number {
  let left = point;
  for (const [at, { share }] of backends.entries()) {
    left -= share;
    if (left < 0) return at;
  }
  return backends.length - 1;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32, public domain). */
function randomNumbers(seed: number): () => number {
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
