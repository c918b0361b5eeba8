/** Sizes of the drawing in pixels. */
export const style = {
  margin: 24,
  titleSize: 18,
  subtitleSize: 12,
  /** Where the drawing begins, below its title. */
  top: 76,
  box: {
    titleSize: 13,
    detailsSize: 11,
    rowSize: 12,
    noteSize: 10.5,
    /** From the edge to text. */
    inset: 14,
    header: 44,
    row: 22,
    bottom: 6,
    leastWidth: 112,
    /** Widest text of a box: longer ones are shortened. */
    textLimit: 300,
    noteGap: 14,
  },
  /** Room between boxes of one column, and around a line that passes a column. */
  boxGap: 18,
  passGap: 12,
  passHeight: 6,
  componentGap: 22,
  frame: { inset: 16, header: 30, bottom: 16, gap: 26, labelSize: 12 },
  /** Room in which lines change their height. */
  bend: 56,
  /** Straight ends of lines. */
  stub: 16,
  label: { size: 10.5, height: 17, inset: 6, gap: 8 },
  stripGap: 56,
  legend: { size: 11, gap: 26 },
} as const;
