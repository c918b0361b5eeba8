/** Whether a text has the form of a glob: `*` stands for any characters or none, `?` for exactly one. */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    if (place < glob.length && glob[place] === '*') {
      star = place++;
      retry = at;
    } else if (place < glob.length && (glob[place] === '?' || glob[place] === text[at])) {
      at++;
      place++;
    } else if (star >= 0) {
      // Only the last star needs to take more: what stands before it is matched as early as it can be.
      place = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (glob[place] === '*') place++;
  return place === glob.length;
}
