/** Cells of a terminal that a text takes: wide characters take two, combining marks none. */
export function cellsOf(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let cells = 0;
  for (const char of text) cells += cellsOfCharacter(char.codePointAt(0) ?? 0);
  return cells;
}

function cellsOfCharacter(code: number): number {
  if (code < 0x300) return 1;
  if (isWithin(code, zeroWidth)) return 0;
  return isWithin(code, wide) ? 2 : 1;
}

const printableAscii = /^[ -~]*$/;

function isWithin(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  for (const [first, last] of ranges) {
    if (code < first) return false;
    if (code <= last) return true;
  }
  return false;
}

/** Combining marks, joiners and variation selectors: the blocks that occur in practice (Unicode 16, Mn, Me and Cf). */
const zeroWidth: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0591, 0x05bd],
  [0x064b, 0x065f],
  [0x0e34, 0x0e3a],
  [0x0e47, 0x0e4e],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200d],
  [0x2060, 0x2064],
  [0x20d0, 0x20f0],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0x1f3fb, 0x1f3ff],
  [0xe0100, 0xe01ef],
];

/** East Asian Wide and Fullwidth, emoji among them (Unicode 16, EastAsianWidth.txt, neighbouring ranges joined). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x26d4, 0x26d4],
  [0x2705, 0x2705],
  [0x270a, 0x270b],
  [0x2728, 0x2728],
  [0x274c, 0x274c],
  [0x2753, 0x2757],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2b50, 0x2b50],
  [0x2b55, 0x2b55],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf],
  [0x1f18e, 0x1f18e],
  [0x1f191, 0x1f19a],
  [0x1f200, 0x1f265],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7f0],
  [0x1f90c, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];
