/** Whether a text has the form of a glob: `*` stands for any characters or none, `?` for exactly one. */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    // Not a number behind the end of the glob, which equals nothing.
    const wanted = glob.charCodeAt(place);
    if (wanted === anyText) {
      star = place++;
      retry = at;
    } else if (wanted === anyCharacter || wanted === text.charCodeAt(at)) {
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
  while (glob.charCodeAt(place) === anyText) place++;
  return place === glob.length;
}

const anyText = 0x2a;
const anyCharacter = 0x3f;
