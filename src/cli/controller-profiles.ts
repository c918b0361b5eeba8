import { controllers } from '../traffic/controllers/index.ts';
import { type ControllerProfile, profileOf } from '../traffic/profile/profile.ts';

/** The profile of a controller by its id; the ids of all when there is none. */
export function profileFor(id: string): ControllerProfile | readonly string[] {
  const controller = controllers.find((each) => each.id === id);
  return controller ? profileOf(controller) : controllers.map((each) => each.id);
}
