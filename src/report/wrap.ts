import { cellsOf } from './cells.ts';

/** Breaks a text between words into lines of at most `width` cells; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let cells = 0;
    for (const word of paragraph.split(' ')) {
      const wordCells = cellsOf(word);
      if (line !== '' && cells + 1 + wordCells > width) {
        lines.push(line);
        line = '';
        cells = 0;
      }
      cells += wordCells + (line === '' ? 0 : 1);
      line += line === '' ? word : ` ${word}`;
    }
    lines.push(line);
  }
  return lines;
}
