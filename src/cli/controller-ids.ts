import { visible } from '../report/visible.ts';
import { nearest } from '../text/nearest.ts';
import { controllers } from '../traffic/controllers/index.ts';
import { type Arguments, lastValue } from './arguments.ts';

/** The ids of --controller, none when it is not given; a text says what is wrong with them. */
export function controllerIds(args: Arguments): readonly string[] | string {
  const given = lastValue(args, 'controller');
  if (given === undefined) return [];
  const known: readonly string[] = controllers.map(({ id }) => id);
  const ids = given.split(',').map((id) => id.trim());
  const wrong = ids.find((id) => !known.includes(id));
  if (wrong === undefined) return ids;
  const near = nearest(wrong, known);
  const hint = near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`;
  return `option --controller: '${visible(wrong)}' is not known; ${hint}`;
}
