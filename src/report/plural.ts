/** `1 file`, `2 files`, `1,803 objects`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1,803`. */
export function grouped(number: number): string {
  // `toLocaleString` would load the locale data: milliseconds for one line.
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
