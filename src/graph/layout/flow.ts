import type { MeasuredBox } from './measure.ts';
import { anchorOf } from './measure.ts';
import { style } from './style.ts';
import { textWidth } from './text-width.ts';

/**
 * Which way traffic flows. The layout thinks from left to right: columns lie along the flow, and items of a column across
 * it. What flows down is laid out in the same way with both directions exchanged, and turned when it is drawn.
 */
export interface Flow {
  readonly isDown: boolean;
  /** Where the drawing begins, along and across. */
  readonly along: number;
  readonly across: number;
  /** Room between a frame and its boxes: where traffic enters and leaves it, and on its other two sides. */
  readonly frame: {
    readonly entry: number;
    readonly exit: number;
    readonly first: number;
    readonly last: number;
  };
  /** Along over across, about what a screen has. */
  readonly aspect: number;
  /** A drawing that is no broader than this stays in one piece. */
  readonly leastBreadth: number;
  /** The room of a box along the flow. */
  lengthOf(box: MeasuredBox): number;
  /** The room of a box across the flow, with a label as wide as this before it. */
  breadthOf(box: MeasuredBox, label: number): number;
  /** The room of a label along the flow. */
  labelLength(text: string): number;
  /** How far from the beginning of a box a line leaves it, and enters it. */
  leaves(box: MeasuredBox, row: string | null, breadth: number): number;
  enters(box: MeasuredBox, row: string | null, breadth: number): number;
}

/** Width of a label with its own edge. */
export function labelWidth(text: string): number {
  return Math.ceil(textWidth(text, style.label.size)) + 2 * style.label.inset;
}

const { inset, header, bottom } = style.frame;

/** From left to right: lines meet the rows of boxes. */
export const toTheRight: Flow = {
  isDown: false,
  along: style.margin,
  across: style.top,
  frame: { entry: inset, exit: inset, first: header, last: bottom },
  aspect: 1.5,
  leastBreadth: 1500,
  lengthOf: ({ width }) => width,
  breadthOf: ({ height }) => height,
  labelLength: labelWidth,
  leaves: ({ box }, row) => anchorOf(box, row),
  enters: ({ box }, row) => anchorOf(box, row),
};

/** From top to bottom: lines leave boxes below, in the order of their rows, and enter them in the middle of their tops. */
export const down: Flow = {
  isDown: true,
  along: style.top,
  across: style.margin,
  // Its name stands below the boxes, where hardly a line runs.
  frame: { entry: inset, exit: header, first: inset, last: inset },
  aspect: 1 / 1.5,
  leastBreadth: 2400,
  lengthOf: ({ height }) => height,
  breadthOf: ({ width }, label) => Math.max(width, label),
  labelLength: () => style.label.height,
  leaves({ box: { rows } }, row, breadth) {
    const index = row === null ? -1 : rows.findIndex(({ id }) => id === row);
    // In whole pixels, so that what can be straight is.
    return Math.round(index < 0 ? breadth / 2 : ((index + 1) / (rows.length + 1)) * breadth);
  },
  enters: (_box, _row, breadth) => Math.round(breadth / 2),
};
