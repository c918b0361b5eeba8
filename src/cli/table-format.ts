import { type Table, type TableOptions, tableCsv, tableMarkdown, tableText } from '../report/table.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';
import { lookOf } from './output/deliver.ts';
import type { Destination } from './output/destinations.ts';

/** Formats of commands whose answer is a table, besides `json`. */
export const tableFormats: readonly string[] = ['table', 'wide', 'csv', 'markdown'];

/** How tables for a destination look: they are folded on a terminal only. */
export async function tableOptionsFor(target: Destination, args: Arguments, io: Io): Promise<TableOptions> {
  const look = await lookOf(target, args, io);
  const isTerminal = target.file === undefined && io.out.isTTY();
  return isTerminal ? look : { ...look, width: Number.POSITIVE_INFINITY };
}

/** Writes a table in a format of `tableFormats`. */
export function formatTable(table: Table, format: string, options: TableOptions): string {
  switch (format) {
    case 'csv':
      return tableCsv(table);
    case 'markdown':
      return tableMarkdown(table);
    default:
      return tableText(table, options);
  }
}
