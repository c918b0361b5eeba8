/** Width of a text in a sans-serif font with the advances of Helvetica, as Arial and Liberation Sans have them. */
export function textWidth(text: string, size: number, bold: boolean = false): number {
  const advances = bold ? boldAdvances : plainAdvances;
  const { length } = text;
  let units = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 32 && code < 127) {
      units += advances[code - 32] ?? 0;
    } else {
      const point = text.codePointAt(at) ?? code;
      if (point > 0xffff) at++;
      units += widthOfOther(point);
    }
  }
  return (units * size) / 1000;
}

/** Whether widths are the font's own; for other scripts they are estimates. */
export function isMeasured(text: string): boolean {
  return ascii.test(text);
}

const ascii = /^[ -~·×→✖…−≠]*$/;

/** Shortens a text that is wider than `limit` in its middle, where names differ least. */
export function shorten(
  text: string,
  limit: number,
  size: number,
  bold: boolean = false,
): { text: string; width: number } {
  const width = textWidth(text, size, bold);
  if (width <= limit) return { text, width };
  const points = [...text];
  let low = 0;
  let high = points.length - 1;
  const shortened = (kept: number): string => {
    const head = Math.ceil(kept / 2);
    return `${points.slice(0, head).join('')}…${points.slice(points.length - (kept - head)).join('')}`;
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(shortened(middle), size, bold) <= limit) low = middle;
    else high = middle - 1;
  }
  const short = shortened(low);
  return { text: short, width: textWidth(short, size, bold) };
}

// Advances of U+0020 to U+007E in thousandths of the size (Adobe Font Metrics of Helvetica and Helvetica-Bold).
const plainAdvances: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const boldAdvances: readonly number[] = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
];

/** Estimates on the wide side: fallback fonts differ. */
function widthOfOther(point: number): number {
  if (point === 0xb7) return 333;
  if (point < 0x300) return 680;
  if (point < 0x370) return 0; // combining marks
  if (point < 0x530) return 760; // Greek, Cyrillic
  if (point >= 0x200b && point <= 0x200f) return 0;
  if (point === 0x2026) return 1000;
  if (point === 0x2212) return 584;
  if (point === 0x2260) return 549;
  if (point >= 0xfe00 && point <= 0xfe0f) return 0; // variation selectors
  if (point >= 0x1f000 && point <= 0x1ffff) return 1370; // emoji
  if (point >= 0x1100) return 1000;
  return 800;
}
