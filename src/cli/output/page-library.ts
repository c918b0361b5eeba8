import { join } from 'node:path';
import { failureCode } from '../failure.ts';
import type { Io } from '../io.ts';

/** The script that lets a page answer requests, which the build leaves beside the program; undefined without one. */
export function pageLibrary(io: Io): string | undefined {
  try {
    return io.fs.readText(join(__dirname, '../page/trace.js'));
  } catch (error) {
    if (failureCode(error) === '') throw error;
    return undefined;
  }
}
