import type { Io } from '../io.ts';

const shown = new WeakSet<Io>();

/** Says what takes time, in a line that goes away: only to a person at a terminal. */
export function showStatus(io: Io, text: string): void {
  if (!io.err.isTTY() || io.env.CI || io.env.TERM === 'dumb') return;
  shown.add(io);
  io.err.write(text);
}

/** Takes the line away, before anything else is written. */
export function clearStatus(io: Io): void {
  if (shown.delete(io)) io.err.write('\r\u001b[2K');
}
