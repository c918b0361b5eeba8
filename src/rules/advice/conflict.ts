import type { SetConflict } from '../../api/set-conflicts.ts';
import type { Details } from '../define-rule.ts';
import { valueAt } from '../facts/value-at.ts';
import { areNeighbours, type ServiceMember } from '../sets/service-conflicts.ts';
import { nameOf } from '../wording/name.ts';
import { pathText } from '../wording/path-text.ts';
import { quote } from '../wording/quote.ts';

/** What messages about something that two Services ask for need. */
export interface ConflictData {
  readonly path: string;
  readonly value: string;
  /** The Service that comes first, with its file when it is another one. */
  readonly owner: string;
}

/** The data of a message about a conflict. */
export function conflictData({ member, holder, cause }: SetConflict<ServiceMember>): ConflictData {
  const file = holder.object.document.path;
  const place = file === member.object.document.path ? '' : ` in ${file}`;
  return {
    path: pathText(cause.path),
    value: quote(valueAt(member.object.decoded.value, cause.path)),
    owner: `${nameOf(holder.object)}${place}`,
  };
}

/** Where a conflict is shown. Services of two directories may be meant for two clusters, so that is a warning. */
export function conflictDetails(conflict: SetConflict<ServiceMember>, help: string): Details {
  const { member, holder, holderPath, cause } = conflict;
  const { object } = member;
  return {
    where: { object, path: cause.path, part: 'value' },
    object,
    field: cause.field,
    severity: areNeighbours(conflict) ? 'error' : 'warning',
    help,
    related: [{ message: 'claimed here first', where: { object: holder.object, path: holderPath, part: 'value' } }],
  };
}
