/**
 * Number of single-character edits (insert, delete, replace, swap of neighbours) between two words,
 * the optimal-string-alignment distance; `limit + 1` as soon as it is certain to exceed `limit`.
 */
export function editDistance(left: string, right: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  // What both begin and end with costs nothing: names of one set have most of their letters in common.
  let start = 0;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (start < leftEnd && start < rightEnd && left[start] === right[start]) start++;
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  return distance(left.slice(start, leftEnd), right.slice(start, rightEnd), limit);
}

function distance(a: string, b: string, limit: number): number {
  let previous: number[] = [];
  let current: number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const beforePrevious = previous;
    previous = current;
    current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
  }
  return Math.min(current[b.length] ?? 0, limit + 1);
}

/**
 * The candidate a reader most likely meant, if one is near enough to say so: equal but for case, or at most two
 * edits away and less than half the word. Ties go to the first candidate.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.min(2, Math.ceil(word.length / 2) - 1);
  const lower = word.toLowerCase();
  let found: string | undefined;
  let best = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    if (best <= 0) break;
    const spelling = candidate.toLowerCase();
    const edits = spelling === lower ? 0 : editDistance(lower, spelling, best - 1);
    if (edits < best) {
      best = edits;
      found = candidate;
    }
  }
  return found;
}
