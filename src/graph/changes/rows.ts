import type { GraphChange, GraphRow } from '../graph.ts';

/** Rows of a node in both sets, in the order of the second; those that are gone stand behind what they stood behind. */
export interface JoinedRows {
  readonly rows: readonly GraphRow[];
  /** What rows of the first set are called here. */
  readonly names: ReadonlyMap<string, string>;
  /** What of them differs. */
  readonly texts: readonly string[];
}

/** Joins the rows of a node: they are known again by their text and the heading above them. */
export function joinRows(before: readonly GraphRow[], after: readonly GraphRow[]): JoinedRows {
  const names = new Map<string, string>();
  const texts: string[] = [];
  const open = new Map<string, GraphRow[]>();
  for (const [index, key] of keysOf(before).entries()) {
    const row = before[index];
    if (row) open.set(key, [...(open.get(key) ?? []), row]);
  }
  const rows = [...after];
  for (const [index, key] of keysOf(after).entries()) {
    const row = after[index];
    if (!row) continue;
    const was = open.get(key)?.shift();
    if (was) names.set(was.id, row.id);
    const change = was ? rowChange(was, row) : { kind: 'added' as const, texts: [] };
    if (!change) continue;
    rows[index] = { ...row, change };
    texts.push(change.kind === 'added' ? `new: ${row.text}` : `${row.text}: ${change.texts.join(', ')}`);
  }
  let last: string | undefined;
  for (const row of before) {
    let id = names.get(row.id);
    if (id === undefined) {
      id = `before:${row.id}`;
      names.set(row.id, id);
      const at = last === undefined ? 0 : rows.findIndex((each) => each.id === last) + 1;
      rows.splice(at, 0, { ...row, id, change: { kind: 'removed', texts: [] } });
      texts.push(`gone: ${row.text}`);
    }
    last = id;
  }
  return { rows, names, texts };
}

/** What tells rows apart: their text, and the heading above them. */
function keysOf(rows: readonly GraphRow[]): string[] {
  let heading = '';
  return rows.map(({ text, kind }) => {
    if (kind === 'heading') heading = text;
    return JSON.stringify([heading, text, kind === 'heading']);
  });
}

function rowChange(was: GraphRow, is: GraphRow): GraphChange | undefined {
  const texts = [
    ...(was.note === is.note ? [] : [`${was.note || 'nothing'} → ${is.note || 'nothing'}`]),
    ...(was.kind === is.kind ? [] : [is.kind === 'missing' ? 'does not exist any more' : 'exists now']),
  ];
  return texts.length === 0 ? undefined : { kind: 'changed', texts };
}
