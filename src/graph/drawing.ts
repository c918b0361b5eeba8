// A drawing is ready to be written down: everything has its place, and nothing says what it stands for.

/**
 * How sure a line is, and whose: of the first or the second of two alone, or no way of traffic at all; or what it is that
 * another set has otherwise.
 */
export type LineLook = 'works' | 'broken' | 'unknown' | 'first' | 'second' | 'aside' | ChangeLook;

/** What another set has otherwise. */
export type ChangeLook = 'added' | 'removed' | 'changed';

/** `ghost` is drawn for what is absent, `faint` for what may be absent. */
export type BoxLook = 'solid' | 'ghost' | 'faint';

/** Text whose left or right end, and base line, is at a point. */
export interface DrawnText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** The width that was measured. */
  readonly width: number;
  readonly anchor: 'start' | 'end';
}

export interface DrawnRow {
  readonly look: 'plain' | 'heading' | 'ghost' | 'warning';
  readonly change: ChangeLook | undefined;
  /** The top of the row, absolute. */
  readonly y: number;
  readonly height: number;
  readonly text: DrawnText;
  readonly note: DrawnText | undefined;
}

/** A box with a title, a line below it, and rows. */
export interface DrawnBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly look: BoxLook;
  readonly change?: ChangeLook;
  /** 0 to 5: which of the accents it has. */
  readonly accent: number;
  /** Stands for several alike. */
  readonly stacked: boolean;
  readonly title: DrawnText;
  readonly details: DrawnText;
  readonly rows: readonly DrawnRow[];
  readonly tooltip: string;
  /** Where a click leads. */
  readonly link?: string;
}

/** A mark on a line, with a box of its own. */
export interface DrawnLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: DrawnText;
}

/**
 * A line through points from left to right: between points of one height it is straight, between others an S whose ends
 * are level. In a drawing that flows down it runs from top to bottom, and the ends are upright. `backward` puts its arrow
 * at the first point.
 */
export interface DrawnLine {
  readonly id: string;
  readonly look: LineLook;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly backward: boolean;
  readonly label?: DrawnLabel;
  readonly tooltip: string;
}

export interface DrawnFrame {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: DrawnText;
}

/** A sample of a look, with what it means. */
export interface DrawnLegendItem {
  readonly look: LineLook | 'ghost' | 'faint' | 'warning';
  readonly x: number;
  readonly y: number;
  readonly text: DrawnText;
}

export interface Drawing {
  /** Lines run from top to bottom. */
  readonly isDown?: true;
  readonly width: number;
  readonly height: number;
  readonly title: DrawnText;
  readonly subtitle: DrawnText;
  /** For those who cannot see it. */
  readonly description: string;
  readonly frames: readonly DrawnFrame[];
  readonly lines: readonly DrawnLine[];
  readonly boxes: readonly DrawnBox[];
  readonly legend: readonly DrawnLegendItem[];
}
