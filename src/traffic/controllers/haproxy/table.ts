import type { Model } from '../../../model/model.ts';
import type { ReadIngress, Routes } from './routes.ts';
import type { BadSecret } from './secrets.ts';

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  readonly ingresses: readonly ReadIngress[];
  readonly routes: Routes;
  readonly badSecret: BadSecret | undefined;
}
