import type { SceneBox } from '../scene.ts';
import { style } from './style.ts';
import { shorten } from './text-width.ts';

/** A text as it will be drawn. */
export interface FittedText {
  readonly text: string;
  readonly width: number;
  /** What it was fitted for. */
  readonly size: number;
  readonly limit: number;
}

/** A box with the room that it takes, and the heights at which lines meet its rows. */
export interface MeasuredBox {
  readonly box: SceneBox;
  readonly title: FittedText;
  readonly details: FittedText;
  readonly rows: readonly { readonly text: FittedText; readonly note: FittedText | undefined }[];
  readonly width: number;
  readonly height: number;
}

/** Measures boxes; texts that come again are measured once. */
export function measurer(): (box: SceneBox) => MeasuredBox {
  const plain = new Map<string, FittedText>();
  const strong = new Map<string, FittedText>();
  const fitText: Fit = (text, limit, size, bold = false) => {
    const known = bold ? strong : plain;
    const found = known.get(text);
    if (found && found.size === size && found.limit === limit) return found;
    const { text: shown, width } = shorten(text, limit, size, bold);
    const fitted = { text: shown, width, size, limit };
    known.set(text, fitted);
    return fitted;
  };
  return (box) => measure(box, fitText);
}

type Fit = (text: string, limit: number, size: number, bold?: boolean) => FittedText;

/** Measures the texts of a box and shortens those that are too long. */
function measure(box: SceneBox, fitText: Fit): MeasuredBox {
  const { textLimit, titleSize, detailsSize, rowSize, noteSize, inset, leastWidth, noteGap } = style.box;
  const title = fitText(box.title, textLimit, titleSize, true);
  const details = fitText(box.details, textLimit, detailsSize);
  let widest = Math.max(title.width, details.width);
  const rows = box.rows.map(({ text, note, look }) => {
    const fittedNote = note === '' ? undefined : fitText(note, textLimit / 2, noteSize);
    const room = textLimit - (fittedNote ? fittedNote.width + noteGap : 0);
    const fitted = fitText(text, room, look === 'warning' ? noteSize : rowSize, look === 'heading');
    widest = Math.max(widest, fitted.width + (fittedNote ? fittedNote.width + noteGap : 0));
    return { text: fitted, note: fittedNote };
  });
  return {
    box,
    title,
    details,
    rows,
    width: Math.max(leastWidth, Math.ceil(widest) + 2 * inset),
    height: style.box.header + (rows.length === 0 ? 0 : rows.length * style.box.row + style.box.bottom),
  };
}

/** How far below the top of its box a line meets a row, or the box as a whole. */
export function anchorOf(box: SceneBox, row: string | null): number {
  const { header, row: height } = style.box;
  if (row !== null) {
    for (let index = 0; index < box.rows.length; index++) {
      if (box.rows[index]?.id === row) return header + index * height + height / 2;
    }
  }
  return header / 2;
}
