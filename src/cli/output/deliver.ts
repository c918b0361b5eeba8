import { resolve } from 'node:path';
import { plain } from '../../report/paint.ts';
import type { Paint } from '../../report/reporter.ts';
import type { Arguments } from '../arguments.ts';
import { failureCode } from '../failure.ts';
import type { Io } from '../io.ts';
import { colorPaint, needsAscii, wantsColor } from './color.ts';
import type { Destination } from './destinations.ts';
import { clearStatus } from './status-line.ts';

/** How texts for standard output may look. */
export interface Look {
  readonly paint: Paint;
  readonly width: number;
  readonly ascii: boolean;
}

/** For files: no colours, a fixed width. */
const fileLook: Look = { paint: plain, width: 100, ascii: false };

/** How a text for a destination is to look. */
export async function lookOf({ file }: Destination, args: Arguments, io: Io): Promise<Look> {
  if (file !== undefined) return fileLook;
  const paint = wantsColor(args.flags.color, io.env, io.out.isTTY) ? await colorPaint() : plain;
  const columns = io.out.columns() ?? columnsOf(io.env) ?? fileLook.width;
  const width = Math.max(80, Math.min(columns, 120));
  return { paint, width, ascii: needsAscii(io.env) };
}

/** What the variable COLUMNS says, where there is no terminal to ask. */
function columnsOf({ COLUMNS }: Io['env']): number | undefined {
  return COLUMNS !== undefined && /^[1-9]\d{0,4}$/.test(COLUMNS) ? Number(COLUMNS) : undefined;
}

/** Writes a text for each destination; false, with a message, when one cannot be written. */
export async function deliver(
  targets: readonly Destination[],
  io: Io,
  textFor: (target: Destination) => Promise<string | Iterable<string>>,
): Promise<boolean> {
  clearStatus(io);
  let written = true;
  for (const target of targets) written = write(await textFor(target), target, io) && written;
  return written;
}

function write(text: string | Iterable<string>, { file }: Destination, io: Io): boolean {
  try {
    if (file !== undefined)
      io.fs.writeText(resolve(io.cwd, file), typeof text === 'string' ? text : [...text].join(''));
    else if (typeof text === 'string') io.out.write(text);
    else io.out.writeAll(text);
    return true;
  } catch (error) {
    const code = failureCode(error);
    if (code === '') throw error;
    io.err.write(`error: ${file ?? 'standard output'}: cannot be written: ${reasons[code] ?? code}\n`);
    return false;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its directory does not exist',
  ENOTDIR: 'its directory does not exist',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  ENOSPC: 'no space left',
};
