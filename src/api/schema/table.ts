/**
 * What a table says of a name: the words after it on its line. A table is one text whose every line begins with a name;
 * as an object of some hundred properties it would have to be made at every start, where few of them are asked for.
 */
export function lineOf(table: string, name: string): string | undefined {
  const before = table.indexOf(`\n${name} `);
  if (before === -1) return undefined;
  const start = before + name.length + 2;
  return table.slice(start, table.indexOf('\n', start));
}
