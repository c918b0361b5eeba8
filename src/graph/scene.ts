// What is to be drawn, before it has a place. The layout knows boxes, lines and frames, not what they stand for.
import type { BoxLook, ChangeLook, LineLook } from './drawing.ts';

export interface SceneRow {
  readonly id: string;
  readonly text: string;
  readonly note: string;
  readonly look: 'plain' | 'heading' | 'ghost' | 'warning';
  readonly change?: ChangeLook;
}

export interface SceneBox {
  readonly id: string;
  /** The leftmost column it may stand in. */
  readonly column: number;
  /** Id of its frame; null outside of frames. */
  readonly frame: string | null;
  readonly look: BoxLook;
  readonly change?: ChangeLook;
  readonly accent: number;
  readonly stacked: boolean;
  readonly title: string;
  readonly details: string;
  readonly rows: readonly SceneRow[];
  readonly tooltip: string;
  /** Where a click leads; null for nowhere. */
  readonly link: string | null;
}

export interface SceneLine {
  readonly id: string;
  readonly from: string;
  readonly fromRow: string | null;
  readonly to: string;
  readonly toRow: string | null;
  readonly look: LineLook;
  /** '' for none. */
  readonly label: string;
  readonly tooltip: string;
}

export interface SceneFrame {
  readonly id: string;
  readonly label: string;
}

export interface Scene {
  /** Traffic flows from top to bottom; else from left to right. */
  readonly isDown?: boolean;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly boxes: readonly SceneBox[];
  readonly lines: readonly SceneLine[];
  readonly frames: readonly SceneFrame[];
  /** Meanings of looks; those that occur are explained. */
  readonly meanings: Readonly<Record<LineLook | 'ghost' | 'faint' | 'warning', string>>;
}
