import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { ReadIngress, Routes } from './routes.ts';
import type { BadSecret } from './secrets.ts';

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  readonly ingresses: readonly ReadIngress[];
  /** The same without their settings. */
  readonly taken: readonly Typed<Ingress>[];
  readonly routes: Routes;
  readonly badSecret: BadSecret | undefined;
}
