/** The numbers that the API server gives away by itself, and those that it leaves to people as long as it can. */
export interface AllocationBand {
  /** How many numbers at the start of the range are kept for those who ask for one. */
  readonly kept: number;
  readonly size: number;
}

/**
 * The split of a range of node ports (kubernetes pkg/registry/core/service/portallocator/allocator.go
 * calculateRangeOffset, v1.37); a small one is not split.
 */
export function nodePortBand(size: number): AllocationBand {
  return bandOf(size, 32, 128);
}

/** The split of a range of cluster IPs (pkg/registry/core/service/ipallocator/ipallocator.go calculateRangeOffset). */
export function clusterIpBand(size: number): AllocationBand {
  return bandOf(size, 16, 256);
}

const smallest = 16;

function bandOf(size: number, divisor: number, most: number): AllocationBand {
  const kept = Math.min(Math.max(smallest, Math.trunc(size / divisor)), most);
  return { kept: size <= smallest ? 0 : kept, size };
}
